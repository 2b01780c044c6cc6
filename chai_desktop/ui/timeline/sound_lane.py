"""The sound: its peaks, and within them its mean level, as large as the loudest place of the file allows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pyqtgraph import arrayToQPath
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.timeline.lane_item import LaneItem
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale, column_edges

_QUIETEST = 0.05  # of full scale: silence is not blown up to fill the lane


class SoundLane(LaneItem):
    name = "Sound"

    def paint_content(self, painter: QPainter, scale: TimeScale, sight: Sight) -> None:
        waveform = self.contents.waveform
        if waveform is None or not waveform.has_sound:
            return
        t = tokens()
        low, high, mean = waveform.columns(scale.start + column_edges(sight))
        coarsest = waveform.resolutions[-1]
        loudest = max(int(coarsest.high.max()), -int(coarsest.low.min())) / 32767
        reach = (self.height / 2 - 1) / max(_QUIETEST, loudest)
        middle = self.height / 2
        painter.setPen(QColor(t.line))
        painter.drawLine(QPointF(0, middle), QPointF(sight.width, middle))
        for above, below, colour in ((high, low, t.line), (mean, -mean, t.muted)):
            painter.fillPath(_between(middle - above * reach, middle - below * reach), QColor(colour))


def _between(top: NDArray[np.float64], bottom: NDArray[np.float64]) -> QPainterPath:
    """The area between two lines with a value for each pixel column."""
    columns = np.arange(len(top), dtype=np.float64)
    x = np.concatenate((columns, columns[::-1]))
    path: QPainterPath = arrayToQPath(x, np.concatenate((top, np.maximum(bottom, top + 1)[::-1])), connect="all")
    return path
