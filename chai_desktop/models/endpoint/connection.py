"""The connection of one request, which can be ended from another thread, whatever it waits for."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Mapping
from typing import Any

_CONNECTED = ("connect_tcp.complete", "start_tls.complete")  # ends of the events' names


class Connection:
    """Closing a socket does not wake who reads from it; shutting it does, and the server hears of it, too."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._socket: socket.socket | None = None
        self.stopped = False

    def heard(self, event: str, info: Mapping[str, Any]) -> None:
        """Told by the HTTP library what it does (its "trace" extension)."""
        if event.endswith(_CONNECTED):
            with self._guard:
                self._socket = info["return_value"].get_extra_info("socket")
                if self.stopped:
                    self._shut()

    def stop(self) -> None:
        with self._guard:
            self.stopped = True
            self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):  # it has ended by itself
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
