"""The ruler: frame numbers or time, and where frames are missing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.timeline.lane_item import LaneItem
from chai_desktop.ui.timeline.ruler_ticks import ruler_ticks
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale

_LABEL_ROOM = 64  # pixels from one label to the next
_TICK = 4


class RulerLane(LaneItem):
    def paint_head(self, painter: QPainter) -> None:
        """Its place is taken by buttons."""

    def paint_content(self, painter: QPainter, scale: TimeScale, sight: Sight) -> None:
        t = tokens()
        hatched = QBrush(QColor(t.warning), Qt.BrushStyle.BDiagPattern)
        for begin, end in scale.gaps:
            painter.fillRect(
                QRectF(sight.x_of(begin), 0, max(1.0, (end - begin) * sight.per_second), self.height), hatched
            )
        for tick in ruler_ticks(sight, scale, _LABEL_ROOM):
            x = round(sight.x_of(tick.seconds))
            top = self.height / 2 if tick.label else self.height - _TICK
            painter.setPen(QColor(t.muted if tick.label else t.line))
            painter.drawLine(QPointF(x, top), QPointF(x, self.height))
            if tick.label:
                room = QRectF(x + Space.TIGHT, 0, _LABEL_ROOM, self.height)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tick.label)
