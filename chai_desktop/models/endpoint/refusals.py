"""What can go wrong with a server, as sentences with a way out."""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import Iterator

import httpx2

from chai_desktop.errors import EngineError

_log = logging.getLogger(__name__)

LONGEST_REFUSAL = 64 * 1024  # bytes read of what a server says about itself
_SHOWN = 200  # characters of it that a person gets to see
_LOG = "Look at the server's log."
_LOG_OR_BLIND = f"{_LOG} If its model cannot see, set frames=none."
_VERSION = "Does the address end in /v1?"
_TRUST = "Give it a certificate that this machine trusts, or name its address with http:// on this machine."
_BY_STATUS = {
    401: ("does not accept the key", "Keep the server's key anew (Models page)."),
    403: ("does not accept the key", "Keep the server's key anew (Models page)."),
    404: ("does not know this address or this model", f"{_VERSION} Is the model's name right?"),
    413: ("takes no questions of this size", "Send fewer frames per second, or smaller ones."),
    429: ("has too much to do", "Try again later, or ask fewer questions at once (setting “parallel”)."),
    503: ("is not ready yet: it may still load its model", "Try again in a minute."),
}
NOT_AN_ANSWER = ("sends what is no answer", _VERSION)


class ServerRefusal(EngineError):
    """The server answered, and refused. ``status`` is HTTP's."""

    def __init__(self, message: str, hint: str, status: int) -> None:
        super().__init__(message, hint)
        self.status = status


def refusal(url: str, what: str, hint: str) -> EngineError:
    return EngineError(f"The server at {url} {what}.", hint)


def refusal_of_status(url: str, response: httpx2.Response, body: bytes) -> ServerRefusal:
    """Of a response that is not 200. ``body`` is its beginning."""
    status = response.status_code
    what, hint = _BY_STATUS.get(status, (f"refused (status {status})", _LOG_OR_BLIND))
    if 300 <= status < 400:
        target = response.headers.get("location", "elsewhere")[:_SHOWN]
        what, hint = (
            f"sends on to {target}: nothing was sent there",
            "If that is the server you mean, name its address.",
        )
    said = said_by_server(body)
    return ServerRefusal(f"The server at {url} {what}{': ' + said if said else ''}.", hint, status)


def refusal_of_error(url: str, error: httpx2.HTTPError) -> EngineError:
    """Of a request that came to no response, or to a part of one."""
    deeper = list(_causes(error))
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in deeper):
        return refusal(url, "has a certificate that this machine does not trust", _TRUST)
    if any(isinstance(each, ssl.SSLError) for each in deeper):
        return refusal(url, "does not speak https", "Write the address with http://, if it is on this machine.")
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return refusal(url, "does not answer", "Is the server running, and is the port right?")
    if (
        isinstance(error, httpx2.RemoteProtocolError)
        and "disconnected" not in str(error)
        and "closed" not in str(error)
    ):
        return refusal(url, "does not speak HTTP", "Is the port right?")
    return refusal(url, "broke the connection off", f"Try again. {_LOG}")


def said_by_server(body: bytes) -> str:
    """The server's own words in an error's body, in one short line; '' where it says nothing readable."""
    text = body.decode("utf-8", "replace").strip()
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return "" if text.startswith("<") else _short(text)
    return _short(_message(data))


def _message(data: object) -> str:
    """Servers put it at several places: under error.message, error, message or detail."""
    if isinstance(data, dict):
        for key in ("error", "message", "detail"):
            if data.get(key):
                return _message(data[key])
        return ""
    return data if isinstance(data, str) else ""


def _short(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:_SHOWN].rstrip(". ")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came from; the loop of one that names itself is not followed."""
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        yield here
        here = here.__cause__ or here.__context__


def refusal_of_unforeseen(error: Exception) -> EngineError:
    _log.exception("a request failed")
    return EngineError(f"The question to the server failed: {type(error).__name__}: {error}"[:300], "Try again.")
