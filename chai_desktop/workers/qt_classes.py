"""Has PySide make its classes on the UI thread, a few at a time, before another thread imports what asks for them all.

PySide makes each Qt class when it is first asked for. pyqtgraph asks for every one while it is imported; on another
thread, while the UI thread asks for some as well, that has been seen to end the program (PySide 6.11, SIGSEGV).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer, Slot

_SLICE = 0.004  # seconds of the UI thread at a time


class QtClasses(QObject):
    """``make_all`` calls ``then`` on the UI thread when every class is there."""

    def __init__(self, then: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._then = then
        self._rest: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._make_some)

    @property
    def is_making(self) -> bool:
        return self._timer.isActive()

    def make_all(self) -> None:
        self._rest = _each_class()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _make_some(self) -> None:
        end = time.perf_counter() + _SLICE
        for _made in self._rest:
            if time.perf_counter() >= end:
                return
        self._timer.stop()
        self._then()


def _each_class() -> Iterator[None]:
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield
