"""The measured curves, each to its own scale; beside them their values at the frame on the screen."""

from __future__ import annotations

from pyqtgraph import GraphicsObject, arrayToQPath
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space
from chai_desktop.ui.timeline.contents import Contents
from chai_desktop.ui.timeline.curve_set import CURVES, line_through
from chai_desktop.ui.timeline.lane_item import LaneItem, small_font
from chai_desktop.ui.timeline.safe_paint import safe_paint
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale

_LINES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_STYLES = {kind.key: _LINES[number % len(_LINES)] for number, kind in enumerate(CURVES)}
ROW = 12  # pixels of a line of small text


class CurvesLane(LaneItem):
    def paint_head(self, painter: QPainter) -> None:
        """CurveValues writes there."""

    def paint_content(self, painter: QPainter, scale: TimeScale, sight: Sight) -> None:
        t = tokens()
        shown = self.contents.visible_curves
        room = self.height - 3
        if any(curve.kind.signed for curve in shown):
            painter.setPen(QColor(t.line))
            painter.drawLine(QPointF(0, 1 + room / 2), QPointF(sight.width, 1 + room / 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve in shown:
            x, y = line_through(curve, sight, scale)
            if len(x):
                pen = QPen(QColor(t.curves[curve.kind.key]), 1.0, _STYLES[curve.kind.key])
                painter.setPen(pen)
                painter.drawPath(arrayToQPath(x, 1 + y * room, connect="finite"))


class CurveValues(GraphicsObject):
    """Names and values at the left of the curves' lane: as many as there is room for."""

    def __init__(self, contents: Contents) -> None:
        super().__init__()
        self._contents = contents
        self._bounds = QRectF()

    def place(self, top: float, height: float) -> None:
        self.prepareGeometryChange()
        self._bounds = QRectF(0, 0, Size.LANE_HEAD, height)
        self.setPos(0, top)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    @safe_paint
    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setFont(small_font())
        rows = max(1, int((self._bounds.height() - 1) // ROW))
        shown = self._contents.visible_curves[:rows]
        top = (self._bounds.height() - 1 - ROW * len(shown)) / 2
        for row, curve in enumerate(shown):
            painter.setPen(QColor(tokens().curves[curve.kind.key]))
            line = QRectF(Space.SMALL, top + row * ROW, Size.LANE_HEAD - Space.SMALL, ROW)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, curve.short(self._contents.frame)
            )
