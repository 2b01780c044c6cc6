"""Where a server is, and whether texts may be sent there."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from chai_desktop.errors import EngineError


@dataclass(frozen=True)
class Address:
    """``url`` is the base, without a slash at its end ("http://127.0.0.1:8080/v1")."""

    url: str
    is_local: bool


def read_address(text: str, consent: bool) -> Address:
    """Check an address. EngineError where it is none, or where it leads off this machine without ``consent``.

    Only names and numbers that cannot mean another machine count as local: "localhost", 127.x.x.x, ::1.
    """
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EngineError(f"“{text}” is no address of a server.", "It looks like this: http://127.0.0.1:8080/v1")
    if parts.username or parts.password:
        raise EngineError("The address holds a password.", "Keep the key apart from it: in the system's keyring.")
    local = _is_local(parts.hostname)
    if not local and not consent:
        raise EngineError(
            f"{parts.hostname} is not this machine: captions, critiques and frames would be sent there.",
            "Allow it for this server, if the footage may leave the machine.",
        )
    return Address(text.strip().rstrip("/"), local)


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
