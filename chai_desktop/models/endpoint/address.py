"""Where a server is, and whether texts and frames may be sent there."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from chai_desktop.errors import EngineError

_PORTS = {"http": 80, "https": 443}
_QUESTIONS = "/chat/completions"  # people copy the whole address of where questions go
_VERSION = "/v1"  # where all four servers have it


@dataclass(frozen=True)
class Address:
    """``url`` is the base, without a slash at its end ("http://127.0.0.1:8080/v1"). ``origin`` is scheme, host and
    port: a key belongs to it.
    """

    url: str
    host: str
    origin: str
    is_local: bool

    @property
    def is_open(self) -> bool:
        """Whether others on the way could read what is sent."""
        return not self.is_local and self.origin.startswith("http:")


def read_address(text: str, consent: str = "") -> Address:
    """Check an address. EngineError where it is none, or where it leads off this machine and ``consent`` is not its
    host: the name of the one machine to which a person agreed to send.

    Only names and numbers that cannot mean another machine count as local: "localhost", 127.x.x.x, ::1.
    """
    parts, port = _split(text)
    host = (parts.hostname or "").casefold()
    local = _is_local(host)
    if not local and consent.strip().casefold() != host:
        raise EngineError(
            f"{host} is not this machine: answers, captions, critiques and frames would be sent there.",
            f"If they may leave this machine, agree to it for this server (Models page, or --set consent={host}).",
        )
    path = parts.path.rstrip("/").removesuffix(_QUESTIONS).rstrip("/") or _VERSION
    return Address(f"{parts.scheme}://{parts.netloc}{path}", host, f"{parts.scheme}://{_bracketed(host)}:{port}", local)


def what_leaves(address: Address, frames: bool = True) -> str:
    """The sentence that is shown wherever a server on another machine is chosen or used; '' for this machine."""
    if address.is_local:
        return ""
    what = "Answers, captions, critiques and frames of the video" if frames else "Answers, captions and critiques"
    how = ", unencrypted: others on the way can read it" if address.is_open else ""
    return f"{what} are sent to {address.host}{how}."


def _split(text: str) -> tuple[SplitResult, int]:
    """The parts of an address, and its port."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:  # a port or a number in brackets that is none
        raise _no_address(text) from None
    if not port or not parts.hostname:
        raise _no_address(text)
    if parts.username or parts.password:
        raise EngineError("The address holds a password.", "Keep the key apart from it: in the system's keyring.")
    return parts, port


def _no_address(text: str) -> EngineError:
    return EngineError(f"“{text}” is no address of a server.", "It looks like this: http://127.0.0.1:8080/v1")


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
