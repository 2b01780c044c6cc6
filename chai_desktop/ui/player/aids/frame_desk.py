"""Decodes and computes pictures for the aids on a thread of its own; of what waits under a name, the newest counts."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.ui.player.aids.clips import Clips

_log = logging.getLogger(__name__)

Work = Callable[[Clips], object]


class FrameDesk(QObject):
    """``ask`` on the UI thread; ``done`` comes there too. The thread starts with the first work."""

    done = Signal(str, object)  # name, what the work gave
    failed = Signal(str, object)  # name, ChaiError
    _came = Signal(str, int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets: dict[str, int] = {}
        self._thread: _Worker | None = None
        self._came.connect(self._hand_out, Qt.ConnectionType.QueuedConnection)

    def ask(self, name: str, work: Work) -> None:
        """Do ``work`` soon; what waits under the same name is dropped, and so is what it would have given."""
        if self._thread is None:
            self._thread = _Worker(self._came.emit)
            self._thread.start()
        self._tickets[name] = self._tickets.get(name, 0) + 1
        self._thread.put(name, self._tickets[name], work)

    def drop(self, name: str) -> None:
        """Nothing is wanted under this name any more."""
        self._tickets[name] = self._tickets.get(name, 0) + 1
        if self._thread is not None:
            self._thread.drop(name)

    def finish(self) -> None:
        """End the thread; the work in progress is waited for."""
        if self._thread is not None:
            self._thread.end()
            self._thread.wait()
            self._thread = None

    @Slot(str, int, object, object)
    def _hand_out(self, name: str, ticket: int, result: object, error: ChaiError | None) -> None:
        """While frames run on, work that is one behind is still shown: else nothing would be."""
        if error is not None and ticket == self._tickets.get(name):
            self.failed.emit(name, error)
        elif error is None and name in self._tickets and not self._was_dropped(name, ticket):
            self.done.emit(name, result)

    def _was_dropped(self, name: str, ticket: int) -> bool:
        return self._thread is None or ticket <= self._thread.dropped.get(name, 0)


class _Worker(QThread):
    def __init__(self, tell: Callable[[str, int, object, object], None]) -> None:
        super().__init__()
        self._tell = tell
        self._waiting: OrderedDict[str, tuple[int, Work]] = OrderedDict()
        self._some = threading.Condition()
        self._ends = False
        self._last_ticket: dict[str, int] = {}
        self.dropped: dict[str, int] = {}

    def put(self, name: str, ticket: int, work: Work) -> None:
        with self._some:
            self._last_ticket[name] = ticket
            self._waiting[name] = (ticket, work)
            self._some.notify()

    def drop(self, name: str) -> None:
        with self._some:
            self._waiting.pop(name, None)
            self.dropped[name] = self._last_ticket.get(name, 0)

    def end(self) -> None:
        with self._some:
            self._ends = True
            self._waiting.clear()
            self._some.notify()

    def run(self) -> None:
        clips = Clips()
        while (task := self._next()) is not None:
            name, ticket, work = task
            try:
                self._tell(name, ticket, work(clips), None)
            except ChaiError as error:
                self._tell(name, ticket, None, error)
            except (OSError, ValueError, MemoryError) as error:
                _log.exception("a picture for %s could not be made", name)
                self._tell(name, ticket, None, ChaiError(f"The picture could not be made ({error})."))
        clips.close()

    def _next(self) -> tuple[str, int, Work] | None:
        with self._some:
            while not self._waiting and not self._ends:
                self._some.wait()
            if self._ends:
                return None
            name, (ticket, work) = self._waiting.popitem(last=False)
            return name, ticket, work
