"""Which frame of a coded clip stands on the screen: looked at from here, or all the time by another process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QImage, QScreen

from benchmarks.coded_clips import BAND, read_band, read_number
from chai_desktop.ui.player.player_view import PlayerView

_ROOT = Path(__file__).resolve().parents[2]
_START, _END = 20.0, 5.0  # seconds


@dataclass(frozen=True)
class Sight:
    """From ``at`` (time.monotonic seconds) on, ``frame`` stood on the screen; None where no code could be read."""

    at: float
    frame: int | None


def as_array(image: QImage) -> NDArray[np.uint8]:
    """(height, width, 4) from a QImage of any format."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    lines = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * 4].reshape(image.height(), image.width(), 4).copy()


def frame_on_screen(view: PlayerView, turned: int = 0) -> int | None:
    """The number read from the screen's own pixels where the picture is.

    ``turned``: degrees clockwise by which the picture was turned for showing. Qt's offscreen platform has no screen
    that could be read; there the player is asked for its picture.
    """
    if QGuiApplication.platformName() == "offscreen":
        return read_number(np.rot90(as_array(view.picture()), turned // 90))
    if turned:
        place = _picture_place(view)
        return read_number(np.rot90(_grab(_screen_of(view), place), turned // 90))
    return read_band(_grab(_screen_of(view), band_place(view)))


def band_place(view: PlayerView) -> QRect:
    """Where on the screen the code of an upright clip is."""
    place = _picture_place(view)
    top, bottom = (round(part * place.height()) for part in BAND)
    return QRect(place.x(), place.y() + top, place.width(), bottom - top)


def _picture_place(view: PlayerView) -> QRect:
    surface = view.surface
    assert surface is not None
    return QRect(surface.mapToGlobal(QPoint(0, 0)), surface.size())


def _screen_of(view: PlayerView) -> QScreen:
    return view.screen()


def _grab(screen: QScreen, place: QRect) -> NDArray[np.uint8]:
    return as_array(screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage())


class Watcher:
    """Another process that looks at the screen all the time while it is entered; afterwards ``sights`` is filled."""

    def __init__(self, place: QRect) -> None:
        self._place = place
        self.sights: list[Sight] = []

    def __enter__(self) -> Watcher:
        place = self._place
        words = [str(n) for n in (place.x(), place.y(), place.width(), place.height())]
        command = [sys.executable, "-m", "benchmarks.playback.watch", *words]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        self._process = subprocess.Popen(
            command, cwd=_ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()  # it has seen the screen once
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            told, _ = self._process.communicate("stop\n", timeout=_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        for line in told.splitlines():
            at, frame = line.split()
            self.sights.append(Sight(float(at), None if frame == "none" else int(frame)))

    def between(self, start: float, end: float) -> list[Sight]:
        """The changes seen from ``start`` to ``end``, and first what stood there at ``start``."""
        before = [Sight(start, sight.frame) for sight in self.sights if sight.at <= start][-1:]
        return [*before, *(sight for sight in self.sights if start < sight.at <= end)]

    def distinct(self, start: float, end: float) -> int:
        """How often another frame came to the screen in that time."""
        return len([sight for sight in self.between(start, end) if sight.frame is not None]) - 1

    def first(self, frame: int, after: float) -> float | None:
        """The first moment at or after ``after`` at which ``frame`` stood on the screen."""
        return next((sight.at for sight in self.between(after, float("inf")) if sight.frame == frame), None)


def now() -> float:
    return time.monotonic()
