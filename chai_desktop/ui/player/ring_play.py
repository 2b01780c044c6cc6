"""Plays from the ring of decoded frames: backwards, and forward and back. libmpv can do neither exactly."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from chai_desktop.ui.player.course import Course, Due

Show = Callable[[Due], bool]


class RingPlay(QObject):
    """Asks ``show`` for each frame when it is due; False means that it is not decoded yet, and the clock waits for it.

    A frame whose time has passed before the one before it was painted is left out.
    """

    ended = Signal()

    def __init__(self, show: Show, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._course: Course | None = None
        self._rate = 1.0
        self._began = 0.0  # by the machine's clock, in seconds
        self._passed = 0.0  # seconds of the clip when the clock was last set
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._waits = False

    @property
    def is_running(self) -> bool:
        return self._course is not None

    def start(self, course: Course, rate: float) -> None:
        """``rate``: seconds of the clip in a second, above 0."""
        self._course, self._rate = course, rate
        self._passed, self._began, self._waits = 0.0, perf_counter(), False
        self._timer.start(0)

    def set_rate(self, rate: float) -> None:
        if rate != self._rate:
            self._set_clock(self._now())
            self._rate = rate

    def stop(self) -> None:
        self._course = None
        self._timer.stop()

    def go_on(self) -> None:
        """The frame waited for may be there now."""
        if self._course is not None and self._waits:
            self._timer.start(0)

    def _now(self) -> float:
        return self._passed if self._waits else self._passed + (perf_counter() - self._began) * self._rate

    def _set_clock(self, seconds: float) -> None:
        self._passed, self._began = seconds, perf_counter()

    @Slot()
    def _tick(self) -> None:
        course = self._course
        if course is None:
            return
        now = self._now()
        due = course.at(now)
        if due is None:
            self.stop()
            self.ended.emit()
            return
        there = self._show(due)
        if course is not self._course:
            return  # showing it made somebody stop
        if not there or self._waits:
            self._set_clock(now)
        self._waits = not there
        if there:
            left = due.stays / self._rate - (self._now() - now) / self._rate
            self._timer.start(max(0, math.ceil(left * 1000)))
