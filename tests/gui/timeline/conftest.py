"""A timeline on the screen by itself, with all lanes, and the pixels that it shows."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chai_desktop.media.waveform import Resolution, Waveform
from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.theme.theme import apply_theme
from chai_desktop.ui.theme.tokens import Size
from chai_desktop.ui.timeline.curve_set import CURVES, curve_data
from chai_desktop.ui.timeline.timeline_marks import PointMark, StateMark
from chai_desktop.ui.timeline.timeline_model import TimeScale
from chai_desktop.ui.timeline.timeline_view import TimelineView


def uneven_scale(frames: int = 120) -> TimeScale:
    """A variable rate: frames of 20 to 100 milliseconds."""
    steps = np.random.default_rng(5).uniform(0.02, 0.1, frames)
    return TimeScale(np.concatenate(([0.0], np.cumsum(steps))), 0.0, True)


@pytest.fixture
def timeline(qtbot, qapp) -> TimelineView:
    apply_theme(QApplication.instance(), "dark")
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(900, 220)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def full(timeline) -> TimelineView:
    """All lanes have something to show; frames are of uneven length."""
    scale = uneven_scale()
    timeline.show_scale(scale)
    image = QImage(128, 72, QImage.Format.Format_RGB888)
    image.fill(QColor("#335577"))
    level = (np.sin(np.arange(4000) / 20) * 20000).astype(np.int16)
    timeline.change(
        film=tuple((n, image) for n in range(scale.frame_count)),
        waveform=Waveform(0.0, (Resolution(0.002, -abs(level), abs(level), abs(level) // 2),)),
        shots=((0, 59), (60, scale.last)),
        curves={kind.key: curve_data(kind.key, np.linspace(-1, 1, 120, dtype=np.float32)) for kind in CURVES},
        states=(StateMark("Size", "wide", "close-up"),),
        points=(
            PointMark(Aspect.CAMERA, 0, 20, 40, "first"),
            PointMark(Aspect.CAMERA, 1, 30, 70, "second", 1),
            PointMark(Aspect.SCENE, 0, 90, 110, "of another aspect"),
        ),
    )
    return timeline


def x_of(view: TimelineView, frame: int, share: float = 0.5) -> int:
    """The pixel of the widget at a share of a frame's width."""
    contents = view.contents
    begin, end = contents.scale.begin(frame), contents.scale.end(frame)
    return int(Size.LANE_HEAD + contents.sight.x_of(begin + (end - begin) * share))


def drag(view: TimelineView, start: QPoint, *stops: QPoint, button=Qt.MouseButton.LeftButton) -> None:
    target = view.viewport()
    QTest.mousePress(target, button, pos=start)
    for stop in stops:
        QTest.mouseMove(target, stop)
    QTest.mouseRelease(target, button, pos=stops[-1])
