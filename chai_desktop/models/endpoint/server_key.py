"""Keys of servers, in the system's keyring, each under the server that it belongs to. They are kept nowhere else.

The library is loaded when a key is first asked for. Where the system has no keyring (a server without a desktop), the
environment variable CHAI_ENDPOINT_KEY is the way out.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chai_desktop.errors import EngineError
from chai_desktop.models.endpoint.address import Address

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KEY_VARIABLE = "CHAI_ENDPOINT_KEY"
_SERVICE = "CHAI Desktop"
_SAFE = 1.0  # priority: the library ranks stores that keep keys in the clear, or nowhere, below it
_NO_KEYRING = "This system has no keyring that keeps keys safely."
_WAY_OUT = f"Set the environment variable {KEY_VARIABLE} instead, or install a keyring (GNOME Keyring, KWallet)."
_LONGEST = 8192  # characters

_log = logging.getLogger(__name__)


def key_for(address: Address) -> str:
    """The key of a server: of the keyring, else of the environment; '' where there is none. A keyring that cannot be
    read is noted in the log and counts as none: most servers on one's own machine want no key.
    """
    try:
        backend = _backend()
        if backend is not None:
            with _in_words("read"):
                kept = backend.get_password(_SERVICE, address.origin)
            if kept:
                return kept
    except EngineError as error:
        _log.warning("%s", error)
    key = os.environ.get(KEY_VARIABLE, "").strip()
    return _checked(key, f"The environment variable {KEY_VARIABLE}") if key else ""


def keep_key(address: Address, key: str) -> None:
    """Keep a key, in place of an older one. EngineError where it is none, or where there is no keyring."""
    key = _checked(key.strip(), "What was given")
    backend = _backend()
    if backend is None:
        raise EngineError(_NO_KEYRING, _WAY_OUT)
    with _in_words("written to"):
        backend.set_password(_SERVICE, address.origin, key)


def forget_key(address: Address) -> None:
    """Nothing where none was kept. EngineError where the keyring cannot be used."""
    backend = _backend()
    if backend is None:
        return
    with _in_words("written to"):
        if backend.get_password(_SERVICE, address.origin) is not None:
            backend.delete_password(_SERVICE, address.origin)


def keyring_problem() -> str:
    """Why keys cannot be kept on this machine; '' where they can."""
    if _backend() is not None:
        return ""
    return f"{_NO_KEYRING} {_WAY_OUT}"


def _checked(key: str, what: str) -> str:
    if not key or len(key) > _LONGEST or not key.isascii() or not key.isprintable():
        raise EngineError(f"{what} is no key: keys are one line of letters, digits and signs.", "Copy it again.")
    return key


def _backend() -> KeyringBackend | None:
    """The system's keyring; None where there is none, or one that keeps keys in the clear."""
    import keyring

    with _in_words("opened"):
        backend = keyring.get_keyring()
        return backend if backend.priority >= _SAFE else None


@contextmanager
def _in_words(done: str) -> Iterator[None]:
    """Any error of a keyring, whichever system's it is, as a sentence. A key never stands in one."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - each system's keyring has errors of its own
        raise EngineError(f"The system's keyring cannot be {done}: {type(error).__name__}.", _WAY_OUT) from None
