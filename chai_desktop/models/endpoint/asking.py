"""Several requests to a server at once, each on a thread; whoever waits for them can stop them all at any moment."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.endpoint.connection import Connection
from chai_desktop.models.endpoint.refusals import refusal, refusal_of_unforeseen
from chai_desktop.models.endpoint.reply import words_of
from chai_desktop.models.endpoint.server import Message

_LOOK_EVERY = 0.05  # seconds between two looks at whether the person cancelled
_LONGEST = 3600.0  # seconds that one answer may take, however steadily it drips

Work = Callable[[Connection], Iterator[Message]]  # one request: its messages, as they come


@dataclass(frozen=True)
class Patience:
    """``parallel``: requests at once. ``silence``: seconds without a message after which a request is given up.
    ``url`` names the server in the sentence about it.
    """

    url: str
    parallel: int = 4
    silence: float = 300.0


@dataclass
class _Running:
    connection: Connection
    began: float
    heard: float


_Heard = tuple[int, Message | EngineError | None]  # None: it has ended


def ask_together(
    works: Sequence[Work], patience: Patience, cancelled: Callable[[], bool]
) -> Iterator[tuple[int, Message]]:
    """Messages of all requests as they come, each with its request's number, on the thread of the one who asks.

    The first request goes alone until its first word: what all of them begin with (system, video) the server has
    read by then and, if it keeps such things, has at hand for the others. EngineError of the first that fails,
    Cancelled; then, and when the caller stops listening, the connections of all of them are ended.
    """
    heard: SimpleQueue[_Heard] = SimpleQueue()
    waiting = deque(range(len(works)))
    running: dict[int, _Running] = {}
    warm = False
    try:
        while waiting or running:
            while waiting and len(running) < (patience.parallel if warm else 1):
                number = waiting.popleft()
                running[number] = _start(number, works[number], heard)
            if cancelled():
                raise Cancelled
            _check(running, patience)
            try:
                number, message = heard.get(timeout=_LOOK_EVERY)
            except Empty:
                continue
            if isinstance(message, EngineError):
                raise message
            running[number].heard = time.monotonic()
            warm = warm or message is None or bool(words_of(message))
            if message is None:
                del running[number]
            elif message:
                yield number, message
    finally:
        for each in running.values():
            each.connection.stop()


def _start(number: int, work: Work, heard: SimpleQueue[_Heard]) -> _Running:
    connection, now = Connection(), time.monotonic()
    arguments = (number, work, connection, heard)
    threading.Thread(target=_listen, args=arguments, name=f"endpoint-{number}", daemon=True).start()
    return _Running(connection, now, now)


def _listen(number: int, work: Work, connection: Connection, heard: SimpleQueue[_Heard]) -> None:
    try:
        for message in work(connection):
            heard.put((number, message))
        heard.put((number, None))
    except EngineError as error:
        heard.put((number, error))
    except Exception as error:  # noqa: BLE001 - the border of a thread: whoever waits must hear of it
        heard.put((number, refusal_of_unforeseen(error)))


def _check(running: dict[int, _Running], patience: Patience) -> None:
    now = time.monotonic()
    if any(now - each.heard > patience.silence for each in running.values()):
        raise refusal(patience.url, f"has been silent for {patience.silence:g} seconds", "Look at the server.")
    if any(now - each.began > _LONGEST for each in running.values()):
        raise refusal(patience.url, "does not come to an end", "Try a smaller model.")
