"""The window's side of an engine's process: an Engine that sends its requests there."""

from __future__ import annotations

import itertools
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import SILENT, Listener
from chai_desktop.models.process.framing import FramingError, read_message, write_message
from chai_desktop.models.process.messages import (
    RESULT_OF,
    Answer,
    Cancel,
    Order,
    Piece,
    Ready,
    Reason,
    Refusal,
    Told,
    from_engine,
    plain,
    typed,
)
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    EngineCritique,
    EngineScores,
    EngineText,
    Prepared,
    PrepareRequest,
    RevisionRequest,
    ScoreRequest,
    Task,
)

_log = logging.getLogger(__name__)

_LOOK_EVERY = 0.05  # seconds between two looks at whether the person cancelled
_PATIENCE = 10.0  # seconds that a cancelled order may take to stop before its process is ended
_LONGEST_REST = 60.0  # seconds
_GONE = None  # in the queue: the pipe has ended

Message = Ready | Told | Piece | Answer | Refusal


class EngineProcess:
    """Implements ``models.engine.Engine``, one order at a time; called from one thread, which it keeps waiting.

    The process is started by the first order, and again by the next one after it has ended for whatever reason. After
    each start that came to nothing a rest is due, twice as long each time. On Linux the process ends with the thread
    that started it: call from one that lives as long as the window.
    """

    def __init__(self, choice: EngineChoice, log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.choice = choice
        self._log_path = log
        self._environment = dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: SimpleQueue[Message | None] = SimpleQueue()
        self._ids = itertools.count(1)
        self._tasks: frozenset[Task] = frozenset()
        self._failures = 0
        self._rest_until = 0.0

    @property
    def name(self) -> str:
        return self.choice.engine

    @property
    def tasks(self) -> frozenset[Task]:
        """Known once it has been loaded; empty before."""
        return self._tasks

    @property
    def pid(self) -> int | None:
        """Of the process that is running now; any thread may ask."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def load(self, listener: Listener = SILENT) -> None:
        """Start the process and wait until the engine is loaded; nothing where it is. EngineError, Cancelled."""
        if self.pid is not None and self._tasks:
            return
        self.unload()
        self._rest()
        self._start()
        while True:
            match self._next(listener, order=0):
                case Ready(tasks=tasks):
                    self._tasks = frozenset(tasks)
                    return
                case Refusal() as refusal:
                    self.unload()
                    self._failed()
                    raise _error_of(refusal)
                case _:
                    continue

    def unload(self) -> None:
        """End the process, and with it everything that it holds in memory, the GPU's included."""
        process = self._let_go()
        if process is None:
            return
        _wait_for(process)

    def kill(self) -> None:
        """End the process in the middle of whatever it does; any thread may ask. The order that runs fails."""
        process = self._process
        if process is not None:
            process.kill()

    # --- the four tasks ------------------------------------------------------------------------------

    def draft(self, requests: Sequence[DraftRequest], listener: Listener = SILENT) -> tuple[EngineText, ...]:
        return self._do(Task.DRAFT, requests, listener)

    def critique(self, request: CritiqueRequest, listener: Listener = SILENT) -> EngineCritique:
        critique: EngineCritique = self._do(Task.CRITIQUE, (request,), listener)[0]
        return critique

    def revise(self, request: RevisionRequest, listener: Listener = SILENT) -> EngineText:
        text: EngineText = self._do(Task.REVISE, (request,), listener)[0]
        return text

    def score(self, request: ScoreRequest, listener: Listener = SILENT) -> EngineScores:
        scores: EngineScores = self._do(Task.SCORE, (request,), listener)[0]
        return scores

    def prepare(self, request: PrepareRequest, listener: Listener = SILENT) -> Prepared:
        prepared: Prepared = self._do(Task.PREPARE, (request,), listener)[0]
        return prepared

    # --- inside ----------------------------------------------------------------------------------------

    def _do(self, task: Task, requests: Sequence[Any], listener: Listener) -> tuple[Any, ...]:
        self.load(listener)
        order = next(self._ids)
        self._send(Order(order, task, tuple(plain(request) for request in requests)))
        while True:
            match self._next(listener, order):
                case Told(id=told, fraction=fraction, words=words) if told == order:
                    listener.progress(fraction, words)
                case Piece(id=told, number=number, text=text) if told == order:
                    listener.piece(number, text)
                case Answer(id=told, results=results) if told == order:
                    self._failures = 0
                    return tuple(self._result(task, data) for data in results)
                case Refusal(id=told) as refusal if told == order:
                    self._refused(refusal)
                case _:
                    continue  # about an order that was given up

    def _result(self, task: Task, data: Mapping[str, Any]) -> Any:
        try:
            return typed(RESULT_OF[task], data)
        except FramingError as error:
            raise EngineError(f"The engine “{self.name}” gave an answer of no use ({error}).") from error

    def _next(self, listener: Listener, order: int) -> Message:
        """The next message that counts. Raises Cancelled once the person asked for it and the engine has stopped.

        An engine that does not stop in time is ended. After a cancel only the order's end counts.
        """
        deadline: float | None = None
        while True:
            if deadline is None and listener.cancelled():
                deadline = time.monotonic() + _PATIENCE
                self._ask_to_stop(order)
            if deadline is not None and time.monotonic() > deadline:
                self._end_at_once()
                raise Cancelled
            try:
                message = self._heard.get(timeout=_LOOK_EVERY)
            except Empty:
                continue
            if message is _GONE:  # what ended it (Ctrl+C, a cluster) may have asked for an end here at the same time
                self._ended(cancelled=deadline is not None or listener.cancelled())
            elif deadline is None or isinstance(message, Answer | Refusal):
                return message

    def _ask_to_stop(self, order: int) -> None:
        if order:
            self._send(Cancel(order))
        else:  # while weights are being read nobody listens: ending the process is the only way
            self._end_at_once()
            raise Cancelled

    def _refused(self, refusal: Refusal) -> None:
        if refusal.reason == Reason.CANCELLED:
            raise Cancelled
        if refusal.reason == Reason.MEMORY:
            self.unload()
        raise _error_of(refusal)

    def _ended(self, cancelled: bool) -> None:
        """The pipe has ended without an answer: say how the process died."""
        process = self._let_go()
        code = _wait_for(process) if process is not None else 0
        self._failed()
        if cancelled:
            raise Cancelled
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        raise EngineError(
            f"The engine “{self.name}”{self._model_words()} {how} in the middle of its work.",
            f"Your text is untouched. Try again: it is started anew. Its log: {self._log_path}",
        )

    def _model_words(self) -> str:
        """Which of several models it was, without the folders."""
        model = self.choice.model.rstrip("/\\")
        return f" ({Path(model).name})" if model else ""

    def _let_go(self) -> subprocess.Popen[bytes] | None:
        """Forget the process and close its orders, which asks it to end."""
        process, self._process, self._tasks = self._process, None, frozenset()
        if process is not None and process.stdin is not None:
            _close(process.stdin)
        return process

    def _end_at_once(self) -> None:
        process = self._let_go()
        if process is not None:
            process.kill()
            process.wait()

    def _failed(self) -> None:
        rest = min(_LONGEST_REST, 0.5 * 2**self._failures)
        self._failures += 1
        self._rest_until = time.monotonic() + rest

    def _rest(self) -> None:
        """Refuse to start again at once what has failed several times in a row."""
        left = self._rest_until - time.monotonic()
        if self._failures > 2 and left > 0:
            raise EngineError(
                f"The engine “{self.name}” failed {self._failures} times in a row.",
                f"It can be started again in {left:.0f} seconds. Its log: {self._log_path}",
            )

    def _start(self) -> None:
        heard: SimpleQueue[Message | None] = SimpleQueue()
        self._heard = heard
        environment = {**os.environ, **self._environment, "PYTHONUNBUFFERED": "1"}
        try:
            self._log_path.parent.mkdir(parents=True, exist_ok=True)
            with self._log_path.open("ab") as log:
                self._process = process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "chai_desktop.models.process"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env=environment,
                )
        except OSError as error:
            raise EngineError(
                f"The engine “{self.name}” cannot be started: {error.strerror or error}.",
                f"Its log must be writable ({self._log_path}), and the system must have room for one more process.",
            ) from error
        assert process.stdout is not None
        threading.Thread(target=_listen, args=(process.stdout, heard), name="engine", daemon=True).start()
        self._send(self.choice)

    def _send(self, message: Any) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            write_message(self._process.stdin, plain(message))
        except ValueError as error:  # nothing was sent: nobody would ever answer
            raise EngineError(f"The engine “{self.name}” cannot be asked this: {error}.", "Ask for less.") from error
        except OSError:
            _log.debug("the engine does not listen any more")  # its end is heard from the other pipe


def _listen(stream: IO[bytes], heard: SimpleQueue[Message | None]) -> None:
    """Hand on what the process says, until it says nothing more."""
    try:
        while (data := read_message(stream)) is not None:
            heard.put(from_engine(data))
    except (FramingError, OSError) as error:
        _log.warning("the engine's answers cannot be read: %s", error)
    finally:
        _close(stream)
        heard.put(_GONE)


def _wait_for(process: subprocess.Popen[bytes]) -> int:
    """Its exit code; one that does not end by itself is ended."""
    try:
        return process.wait(_LOOK_EVERY * 20)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        _log.debug("a pipe was closed already")


def _error_of(refusal: Refusal) -> EngineError:
    return EngineError(refusal.message, refusal.hint)
