"""One question to a server, its answer in pieces. Whatever the server does, the person can stop it at once."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

import httpx2

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.endpoint.address import Address

_LOOK_EVERY = 0.05  # seconds between two looks at whether the person cancelled
_CONNECT = 5.0  # seconds
_SILENCE = 120.0  # seconds without a word; a large model may read its prompt for long
_LONGEST_ANSWER = 64 * 1024  # characters; five aspects have some 3,000
_LONGEST_LINE = 1024 * 1024  # characters
_SHOWN = 200  # characters of what a server says about itself


@dataclass(frozen=True)
class _End:
    error: EngineError | None = None


class ChatStream:
    """Talks to one server, and no other: redirects are not followed, and on this machine no proxy is used."""

    def __init__(self, address: Address, key: str = "", silence: float = _SILENCE) -> None:
        self._address = address
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx2.Client(
            headers=headers,
            timeout=httpx2.Timeout(silence, connect=_CONNECT),
            follow_redirects=False,
            trust_env=not address.is_local,
        )

    def ask(self, body: dict[str, Any], cancelled: Callable[[], bool]) -> Iterator[str]:
        """The pieces of the answer to ``body``, a request of /chat/completions. EngineError, Cancelled."""
        heard: SimpleQueue[str | _End] = SimpleQueue()
        stop = threading.Event()
        threading.Thread(target=self._listen, args=(body, heard, stop), name="endpoint", daemon=True).start()
        length = 0
        try:
            while True:
                if cancelled():
                    raise Cancelled
                try:
                    piece = heard.get(timeout=_LOOK_EVERY)
                except Empty:
                    continue
                if isinstance(piece, _End):
                    if piece.error is not None:
                        raise piece.error
                    return
                length += len(piece)
                if length > _LONGEST_ANSWER:
                    raise self._error("does not stop writing", "Try another model.")
                yield piece
        finally:
            stop.set()

    def close(self) -> None:
        self._client.close()

    def _listen(self, body: dict[str, Any], heard: SimpleQueue[str | _End], stop: threading.Event) -> None:
        try:
            for piece in self._pieces(body, stop):
                heard.put(piece)
            heard.put(_End())
        except EngineError as error:
            heard.put(_End(error))
        except httpx2.ConnectError:
            heard.put(_End(self._error("does not answer", "Is the server running, and is the port right?")))
        except httpx2.TimeoutException:
            heard.put(_End(self._error("has gone silent", "Look at the server; then try again.")))
        except httpx2.HTTPError as error:
            heard.put(_End(self._error(f"broke the connection off ({type(error).__name__})", "Try again.")))

    def _pieces(self, body: dict[str, Any], stop: threading.Event) -> Iterator[str]:
        url = f"{self._address.url}/chat/completions"
        with self._client.stream("POST", url, json={**body, "stream": True}) as response:
            self._check(response)
            said = False
            for line in response.iter_lines():
                if stop.is_set():
                    return
                if len(line) > _LONGEST_LINE:
                    raise self._error("sends what is no answer", "Does the address end in /v1?")
                if not line.startswith("data:"):
                    continue
                data = line.removeprefix("data:").strip()
                if data == "[DONE]":
                    return
                piece = self._piece(data)
                said = said or bool(piece)
                if piece:
                    yield piece
            if not said:
                raise self._error("ended without an answer", "Look at the server's log.")

    def _piece(self, data: str) -> str:
        try:
            message = json.loads(data)
        except ValueError as error:
            raise self._error("sends what is no answer", "Does the address end in /v1?") from error
        if isinstance(message, dict) and isinstance(message.get("error"), dict):
            raise self._error(f"says: {str(message['error'].get('message'))[:_SHOWN]}", "Look at the server's log.")
        try:
            piece = message["choices"][0]["delta"].get("content")
        except (KeyError, IndexError, TypeError, AttributeError):
            return ""  # some servers send figures about the answer in between
        return piece if isinstance(piece, str) else ""

    def _check(self, response: httpx2.Response) -> None:
        if response.status_code in (401, 403):
            raise self._error("does not accept the key", "Store the server's key anew.")
        if response.status_code == 404:
            raise self._error("does not know this address or this model", "Does the address end in /v1?")
        kind = response.headers.get("content-type", "")
        if response.status_code != 200:
            response.read()
            words = "" if "html" in kind else f": {response.text[:_SHOWN].strip()}"
            raise self._error(f"refused (status {response.status_code}){words}", "Look at the server's log.")
        if "event-stream" not in kind:
            raise self._error(
                f"sends {kind.partition(';')[0] or 'something'} instead of an answer", "Does the address end in /v1?"
            )

    def _error(self, what: str, hint: str) -> EngineError:
        return EngineError(f"The server at {self._address.url} {what}.", hint)
