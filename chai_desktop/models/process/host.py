"""The child's side: makes the engine, does one order after the other, tells how far it is, and stops when asked to."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import IO, Any

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.process.framing import FramingError, read_message, write_message
from chai_desktop.models.process.messages import (
    REQUEST_OF,
    Answer,
    Cancel,
    Order,
    Piece,
    Ready,
    Reason,
    Refusal,
    Told,
    for_engine,
    plain,
    typed,
)
from chai_desktop.models.requests import Task

_log = logging.getLogger(__name__)
OUT_OF_MEMORY = 75  # exit code: the process gave its memory back because it had too little
_MEMORY_HINT = "Choose a smaller video budget, a smaller model, or one with fewer bits per weight (Models page)."


class Host:
    """Serves the orders of one window over two pipes, until the window closes them."""

    def __init__(self, orders: IO[bytes], answers: IO[bytes]) -> None:
        self._orders = orders
        self._answers = answers
        self._writing = threading.Lock()
        self._waiting: SimpleQueue[Order | None] = SimpleQueue()
        self._cancelled: set[int] = set()

    def serve(self, make: Callable[[], Engine]) -> int:
        """Make the engine and work until the pipe ends; the exit code of the process."""
        threading.Thread(target=self._listen, name="orders", daemon=True).start()
        try:
            engine = make()
        except ChaiError as error:
            self._say(Refusal(0, Reason.REFUSED, error.message, error.hint))
            return 1
        except Exception as error:  # noqa: BLE001 - the border of the process: the window must hear of it
            return self._give_up(0, error)
        self._say(Ready(engine.name, tuple(sorted(engine.tasks))))
        while (order := self._waiting.get()) is not None:
            code = self._do(engine, order)
            if code:
                return code
        return 0

    def _listen(self) -> None:
        """On a thread of its own, so that a cancel is heard while the engine computes."""
        try:
            while (data := read_message(self._orders)) is not None:
                message = for_engine(data)
                if isinstance(message, Cancel):
                    self._cancelled.add(message.id)
                else:
                    self._waiting.put(message)
        except (FramingError, OSError):
            _log.exception("the window's orders cannot be read")
        os._exit(0)  # the window is gone: whatever is being computed is for nobody

    def _do(self, engine: Engine, order: Order) -> int:
        try:
            results = _carry_out(engine, order, self._listener(order.id))
            self._say(Answer(order.id, tuple(plain(result) for result in results)))
        except Cancelled:
            self._say(Refusal(order.id, Reason.CANCELLED, "Stopped."))
        except ChaiError as error:
            self._say(Refusal(order.id, Reason.REFUSED, error.message, error.hint))
        except Exception as error:  # noqa: BLE001 - the border of the process: the window must hear of it
            return self._give_up(order.id, error)
        finally:
            self._cancelled.discard(order.id)
        return 0

    def _listener(self, order: int) -> Listener:
        return Listener(
            progress=lambda fraction, words: self._say(Told(order, fraction, words)),
            piece=lambda number, text: self._say(Piece(order, number, text)),
            cancelled=lambda: order in self._cancelled,
        )

    def _give_up(self, order: int, error: Exception) -> int:
        """Tell what happened. After a lack of memory the process ends: nothing else gives all of it back."""
        _log.exception("order %d failed", order)
        if is_lack_of_memory(error):
            self._say(Refusal(order, Reason.MEMORY, "There is not enough memory for this.", _MEMORY_HINT))
            return OUT_OF_MEMORY
        self._say(Refusal(order, Reason.DEFECT, f"The engine failed: {type(error).__name__}: {error}"[:500]))
        return 0 if order else 1

    def _say(self, message: Any) -> None:
        try:
            with self._writing:
                write_message(self._answers, plain(message))
        except OSError:
            os._exit(0)  # nobody listens any more


def is_lack_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out, of the machine or of a GPU, whichever library raised it."""
    names = {cls.__name__ for cls in type(error).__mro__}
    words = str(error).lower()  # torch's allocator of main memory says it in words only
    return bool(names & {"MemoryError", "OutOfMemoryError"}) or "out of memory" in words or "allocate memory" in words


def _carry_out(engine: Engine, order: Order, listener: Listener) -> Sequence[Any]:
    requests = tuple(typed(REQUEST_OF[order.task], data) for data in order.requests)
    if order.task is Task.DRAFT:
        return engine.draft(requests, listener)
    one = requests[0]
    match order.task:
        case Task.CRITIQUE:
            return (engine.critique(one, listener),)
        case Task.REVISE:
            return (engine.revise(one, listener),)
        case Task.SCORE:
            return (engine.score(one, listener),)
        case Task.PREPARE:
            return (engine.prepare(one, listener),)
