"""The critique's points as ranges: those of the aspect that is worked on in full, the others fainter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.timeline.lane_item import LaneItem
from chai_desktop.ui.timeline.timeline_marks import PointMark
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale

_FAINT = 0.4
_NUMBERED_FROM = 12  # pixels
_LEAST_WIDTH = 3.0
_LEAST_ROW = 7  # pixels


class PointsLane(LaneItem):
    name = "Points"

    def bar(self, mark: PointMark, scale: TimeScale, sight: Sight) -> QRectF:
        """Where a point is drawn, in pixels of the sight and of this lane."""
        rows = 1 + max(each.row for each in self.contents.points)
        shown = min(rows, max(1, int(self.height // _LEAST_ROW)))
        height = (self.height - 1) / shown
        x = sight.x_of(scale.begin(min(mark.first, scale.last)))
        end = sight.x_of(scale.end(min(mark.last, scale.last)))
        return QRectF(x, min(mark.row, shown - 1) * height + 1, max(_LEAST_WIDTH, end - x - 1), height - 1)

    def mark_at(self, x: float, y: float, scale: TimeScale, sight: Sight) -> PointMark | None:
        """The point under a place of the sight and the lane; one of the aspect in work before another's."""
        hits = [m for m in self.contents.points if self.bar(m, scale, sight).adjusted(-2, -1, 2, 1).contains(x, y)]
        hits.sort(key=lambda mark: (mark.aspect is not self.contents.aspect, mark.last - mark.first))
        return hits[0] if hits else None

    def paint_content(self, painter: QPainter, scale: TimeScale, sight: Sight) -> None:
        own_last = sorted(self.contents.points, key=lambda mark: mark.aspect is self.contents.aspect)
        for mark in own_last:
            bar = self.bar(mark, scale, sight)
            if bar.right() >= 0 and bar.left() <= sight.width:
                self._draw(painter, mark, bar)

    def _draw(self, painter: QPainter, mark: PointMark, bar: QRectF) -> None:
        t = tokens()
        own = mark.aspect is self.contents.aspect
        painter.setOpacity(1.0 if own else _FAINT)
        painter.fillRect(bar, QColor(t.aspects[mark.aspect]))
        if own and mark.number == self.contents.point:
            width = 2 if bar.height() >= _NUMBERED_FROM - 1 else 1
            painter.setPen(QPen(QColor(t.text), width))
            painter.drawRect(bar.adjusted(width / 2, width / 2, -width / 2, -width / 2))
        if bar.width() >= _NUMBERED_FROM and bar.height() >= _NUMBERED_FROM - 1:
            painter.setPen(QColor(t.ground if t.name == "dark" else t.raised))
            words = bar.adjusted(Space.TIGHT, -2, 0, 2)
            words.setLeft(max(words.left(), Space.TIGHT))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(mark.number + 1))
        painter.setOpacity(1.0)
