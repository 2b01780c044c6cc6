"""The shots between the cuts, numbered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.timeline.lane_item import LaneItem
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale

_NUMBERED_FROM = 18  # pixels


class ShotsLane(LaneItem):
    name = "Shots"

    def paint_content(self, painter: QPainter, scale: TimeScale, sight: Sight) -> None:
        t = tokens()
        for number, (first, last) in enumerate(self.contents.shots):
            if first > scale.last:
                break  # of another clip
            x, end = sight.x_of(scale.begin(first)), sight.x_of(scale.end(min(last, scale.last)))
            if end < 0 or x > sight.width:
                continue
            block = QRectF(x, 1, max(1.0, end - x), self.height - 3)
            painter.fillRect(block, QColor(t.selection if number % 2 else t.raised))
            painter.fillRect(QRectF(round(x), 0, Space.HAIR, self.height), QColor(t.text))
            if block.width() >= _NUMBERED_FROM:
                painter.setPen(QColor(t.text))
                words = block.adjusted(Space.TIGHT, -2, 0, 2)
                words.setLeft(max(words.left(), Space.TIGHT))
                painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(number + 1))
