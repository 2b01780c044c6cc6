"""One server: what is asked goes to it and to no other, and what comes back is read with a limit everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from chai_desktop.models.endpoint.address import Address
from chai_desktop.models.endpoint.connection import Connection
from chai_desktop.models.endpoint.refusals import (
    LONGEST_REFUSAL,
    NOT_AN_ANSWER,
    refusal,
    refusal_of_error,
    refusal_of_status,
    said_by_server,
)

_CONNECT = 5.0  # seconds
_LONGEST_LINE = 1024 * 1024  # bytes
_LONGEST_WHOLE = 8 * 1024 * 1024  # bytes of an answer that comes in one piece

QUESTIONS = "/chat/completions"  # where questions go, below the address

Message = dict[str, Any]


class Server:
    """Redirects are not followed, and on this machine no proxy is used. Each request has a connection of its own, so
    that it can be ended alone. How long to wait is for the one who asks (``asking.py``).
    """

    def __init__(self, address: Address, key: str = "") -> None:
        self.address = address
        headers = {"Accept-Encoding": "identity", **({"Authorization": f"Bearer {key}"} if key else {})}
        self._client = httpx2.Client(
            headers=headers,
            timeout=httpx2.Timeout(None, connect=_CONNECT),
            follow_redirects=False,
            trust_env=not address.is_local,
            limits=httpx2.Limits(max_keepalive_connections=0),
        )

    def messages(self, body: Message, connection: Connection) -> Iterator[Message]:
        """The streamed answer to a question, message by message; an empty one where the server only says that it is
        still there. A server that does not stream gives one message. EngineError.
        """
        with self._opened("POST", QUESTIONS, {**body, "stream": True}, connection) as response:
            kind = response.headers.get("content-type", "")
            if "json" in kind:
                yield self._message(self._whole(response))
                return
            if "event-stream" not in kind:
                what = kind.partition(";")[0][:40] or "something"
                raise refusal(self.address.url, f"sends {what} instead of an answer", NOT_AN_ANSWER[1])
            for line in self._lines(response.iter_bytes()):
                if connection.stopped or line == b"data: [DONE]":
                    return
                yield self._message(line.removeprefix(b"data:")) if line.startswith(b"data:") else {}

    def whole(self, method: str, path: str, body: Message | None, connection: Connection) -> Iterator[Message]:
        """One answer in one piece. EngineError."""
        with self._opened(method, path, body, connection) as response:
            yield self._message(self._whole(response))

    # --- inside ----------------------------------------------------------------------------------------

    @contextmanager
    def _opened(
        self, method: str, path: str, body: Message | None, connection: Connection
    ) -> Iterator[httpx2.Response]:
        url = self.address.url
        trace = {"trace": connection.heard}
        try:
            with self._client.stream(method, url + path, json=body, extensions=trace) as response:
                if response.status_code != 200:
                    said = b"" if 300 <= response.status_code < 400 else _beginning(response.iter_bytes())
                    raise refusal_of_status(url, response, said)
                yield response
        except httpx2.HTTPError as error:
            raise refusal_of_error(url, error) from error

    def _message(self, data: bytes) -> Message:
        try:
            message = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise refusal(self.address.url, *NOT_AN_ANSWER) from error
        if not isinstance(message, dict):
            raise refusal(self.address.url, *NOT_AN_ANSWER)
        if message.get("error"):
            raise refusal(self.address.url, f"says: {said_by_server(data)}", "Look at the server's log.")
        return message

    def _whole(self, response: httpx2.Response) -> bytes:
        parts: list[bytes] = []
        length = 0
        for part in response.iter_bytes():
            parts.append(part)
            length += len(part)
            if length > _LONGEST_WHOLE:
                raise refusal(self.address.url, *NOT_AN_ANSWER)
        return b"".join(parts)

    def _lines(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Lines that are not empty, without what ends them."""
        rest = b""
        for chunk in chunks:
            *lines, rest = (rest + chunk).split(b"\n")
            yield from (line for line in map(bytes.strip, lines) if line)
            if len(rest) > _LONGEST_LINE:
                raise refusal(self.address.url, *NOT_AN_ANSWER)
        if rest.strip():
            yield rest.strip()


def _beginning(chunks: Iterable[bytes]) -> bytes:
    read = b""
    for chunk in chunks:
        read += chunk
        if len(read) >= LONGEST_REFUSAL:
            break
    return read[:LONGEST_REFUSAL]
