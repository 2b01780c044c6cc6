"""What has to be said of a server's address, without Qt and without asking the server."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.errors import EngineError
from chai_desktop.models.endpoint.address import Address, read_address, what_leaves
from chai_desktop.ui.models.kept_models import KeptServer


@dataclass(frozen=True)
class Asked:
    """``host`` '' where the address is none. ``leaves``: what would be sent away; '' for this machine."""

    host: str = ""
    leaves: str = ""
    agreed: bool = False
    problem: str = ""


def read_server(server: KeptServer) -> Asked:
    if not server.url:
        return Asked(problem="Type the address of the server.")
    try:
        address = address_if_agreed(server.url)
    except EngineError as error:
        return Asked(problem=str(error))
    agreed = server.settings.get("consent") == address.host
    leaves = what_leaves(address, frames=server.settings.get("frames") != "none")
    return Asked(address.host, leaves, agreed)


def address_if_agreed(url: str) -> Address:
    """The address as if its host were agreed to: for what has to be said before anybody agrees."""
    from urllib.parse import urlsplit

    try:
        host = (urlsplit(url.strip()).hostname or "").casefold()
    except ValueError:
        host = ""
    return read_address(url, host)


def address_of(server: KeptServer) -> Address:
    """EngineError where nothing may be sent there."""
    return read_address(server.url, str(server.settings.get("consent", "")))
