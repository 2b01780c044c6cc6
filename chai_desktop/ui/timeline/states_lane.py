"""The answers that have a state at the start and one at the end: each written at its end of the clip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.timeline.lane_heights import SIZES, Lane
from chai_desktop.ui.timeline.lane_item import LaneItem
from chai_desktop.ui.timeline.timeline_marks import StateMark, joined
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ARROW = 4


class StatesLane(LaneItem):
    """One row for each property where there is room; else one row that says them all."""

    def rows(self) -> tuple[StateMark, ...]:
        states = self.contents.states
        if not states or len(states) * SIZES[Lane.STATES].least <= self.height:
            return states
        return (joined(states),)

    def paint_head(self, painter: QPainter) -> None:
        rows = self.rows()
        for number, mark in enumerate(rows):
            height = (self.height - 1) / len(rows)
            self.write_head(painter, mark.name, number * height, height)

    def paint_content(self, painter: QPainter, scale: TimeScale, sight: Sight) -> None:
        rows = self.rows()
        begin, end = max(0.0, sight.x_of(0.0)), min(sight.width, sight.x_of(scale.duration))
        starts_here, ends_here = sight.first <= 0, sight.last >= scale.duration - scale.usual / 2
        for number, mark in enumerate(rows):
            height = (self.height - 1) / len(rows)
            row = QRectF(begin + Space.TIGHT, number * height, end - begin - 2 * Space.TIGHT, height)
            start = mark.start if starts_here else f"\u2039 {mark.start}"
            finish = (mark.end if ends_here else f"{mark.end} \u203a") if mark.changes else ""
            self._write(painter, row, start, finish)

    def _write(self, painter: QPainter, row: QRectF, start: str, end: str) -> None:
        t = tokens()
        metrics = painter.fontMetrics()
        half = int(row.width() / 2 - Space.LARGE) if end else int(row.width())
        start = metrics.elidedText(start, Qt.TextElideMode.ElideRight, half)
        end = metrics.elidedText(end, Qt.TextElideMode.ElideRight, half)
        painter.setPen(QColor(t.text))
        painter.drawText(row, _LEFT, start)
        painter.drawText(row, _RIGHT, end)
        left = row.left() + metrics.horizontalAdvance(start) + Space.SMALL
        right = row.right() - (metrics.horizontalAdvance(end) + Space.SMALL if end else 0)
        middle = round(row.center().y()) + 0.5
        if right <= left:
            return
        painter.setPen(QPen(QColor(t.accent if end else t.line), 1, Qt.PenStyle.SolidLine))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        if end:
            for side in (-_ARROW, _ARROW):
                painter.drawLine(QPointF(right, middle), QPointF(right - _ARROW, middle + side))
