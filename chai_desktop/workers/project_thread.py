"""The one thread that reads and writes the project file."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QThread, Signal, Slot

from chai_desktop.errors import Cancelled, ChaiError, ProjectError

if TYPE_CHECKING:  # the store is loaded on this thread, by the opener, while the window is painted
    from chai_desktop.store.project import Project

T = TypeVar("T")
Failed = Callable[[ChaiError], None]
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Step:
    """What waits for the project; ``refuse`` tells the one who waits when the project will not come."""

    run: Callable[[Project], None]
    refuse: Callable[[ChaiError], None]


class ProjectThread(QThread):
    """Owns a project from opening to closing; operations run on it one after the other, in the order of the calls.

    Because the order is kept, a read that is asked for after a write sees that write. Results arrive on the thread
    that made this object (the UI thread). An error without a ``failed`` of its own goes to the signal ``failed``.
    """

    opened = Signal(object)  # the Project; only its constant attributes (path, name, read_only) may be read elsewhere
    failed = Signal(object)  # ChaiError
    _arrived = Signal(object)

    def __init__(self, open_project: Callable[[], Project]) -> None:
        super().__init__()
        self.setObjectName("project")
        self._open_project = open_project
        self._waiting: SimpleQueue[_Step | None] = SimpleQueue()
        self._refusal: ChaiError | None = None  # set when nothing more is taken
        self._door = Lock()
        self._listening = True
        self._inside = False  # a long operation is serving others; used on the project's thread only
        self._arrived.connect(self._deliver)

    def call(
        self,
        operation: Callable[[Project], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run ``operation`` on the project, then ``done`` with its result on the UI thread; never blocks."""

        def step(project: Project) -> None:
            try:
                result = operation(project)
            except ChaiError as error:
                _log.warning("refused: %s", error)
                self._hand_over(failed or self.failed.emit, error)
            else:
                if done is not None:
                    self._hand_over(done, result)

        self._put(_Step(step, lambda _error: None))  # that the project is closed has been said once

    def ask(self, operation: Callable[[Project], T]) -> T:
        """Run ``operation`` and wait for its result; for background jobs only, never on the UI thread.

        Raises what the operation raises, and ProjectError where the project is closed before its turn.
        """
        answer: Future[T] = Future()

        def step(project: Project) -> None:
            try:
                answer.set_result(operation(project))
            except BaseException as error:  # noqa: BLE001 - carried to the caller's thread, not handled here
                answer.set_exception(error)

        self._put(_Step(step, answer.set_exception))
        return answer.result()

    def copy_to(self, target: Path, between: Callable[[float], None] | None = None) -> None:
        """Copy the whole project to a new file and wait for it; for background jobs only, never on the UI thread.

        Between the steps of the copy (a megabyte each), everything that waits for the project is done, so an edit
        waits for one step and not for the whole file; what is written meanwhile is in the copy too. ``between``
        (share done, 0 to 1) may raise to stop the copy. Raises Cancelled where the project is being closed.
        """

        def copy(project: Project) -> None:
            def step(share: float) -> None:
                if between is not None:
                    between(share)
                self._serve_waiting(project)

            project.copy_to(target, step)

        self.ask(copy)

    def finish(self) -> None:
        """Run what is waiting, close the project and end the thread. Blocks until that is done.

        Results that have not arrived by then arrive nowhere: those who asked are going too.
        """
        self._listening = False
        with self._door:
            self._refusal = self._refusal or ProjectError("The project was closed.", "Open it again to go on.")
            self._waiting.put(None)
        self.wait()

    def run(self) -> None:
        try:
            project = self._open_project()
        except ChaiError as error:
            _log.warning("not opened: %s", error)
            self._refuse_everything(error)
            return
        except Exception as defect:  # noqa: BLE001 - else the window would wait for ever
            _log.exception("a project could not be opened")
            self._refuse_everything(ProjectError(f"The project could not be opened: {defect}.", "Try it again."))
            return
        self.opened.emit(project)
        try:
            self._serve(project)
        finally:
            project.close()

    def _serve(self, project: Project) -> None:
        while (step := self._waiting.get()) is not None:
            self._run(step, project)

    def _serve_waiting(self, project: Project) -> None:
        """Inside an operation that takes long: run what waits, in its order.

        A long operation that is met on the way is run to its end and serves nobody itself: the ones after it would
        else be done deeper and deeper inside each other.
        """
        if self._inside:
            return
        self._inside = True
        try:
            while not self._waiting.empty():  # only this thread takes from it
                step = self._waiting.get()
                if step is None:
                    self._waiting.put(None)  # nothing is put after it; the thread ends with it, after this operation
                    raise Cancelled
                self._run(step, project)
        finally:
            self._inside = False

    def _run(self, step: _Step, project: Project) -> None:
        try:
            step.run(project)
        except Exception as error:  # noqa: BLE001 - a defect in an operation must not take the only writer down
            _log.exception("an operation on the project failed")
            self._hand_over(self.failed.emit, ProjectError(f"Something went wrong inside: {error}.", "See the log."))

    def _refuse_everything(self, error: ChaiError) -> None:
        with self._door:
            self._refusal = error
        self._hand_over(self.failed.emit, error)
        while not self._waiting.empty():
            step = self._waiting.get()
            if step is not None:
                step.refuse(error)

    def _put(self, step: _Step) -> None:
        with self._door:
            if self._refusal is None:
                self._waiting.put(step)
                return
        step.refuse(self._refusal)

    def _hand_over(self, callback: Callable[[T], None], value: T) -> None:
        self._arrived.emit((callback, value))

    @Slot(object)
    def _deliver(self, message: tuple[Callable[[object], None], object]) -> None:
        if self._listening:
            callback, value = message
            callback(value)
