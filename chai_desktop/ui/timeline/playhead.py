"""What moves over the lanes: the playhead, and the range between in and out."""

from __future__ import annotations

from pyqtgraph import GraphicsObject
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space
from chai_desktop.ui.timeline.safe_paint import safe_paint

_HEAD = 5.0  # half the width of the mark in the ruler
_VEIL = 0.14
HANDLE = 6.0  # pixels of a bracket


class Playhead(GraphicsObject):
    """Stands at the left edge of the frame on the screen; where frames are wide, it tints the whole frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(20)
        self._height = self._width = 0.0
        self._begins_here = True

    def place(self, x: float, end: float, height: float) -> None:
        """``x`` and ``end``: edges of the frame in pixels of the sight; one that begins before it is tinted only."""
        left = max(0, round(x))
        begins_here, width = x >= -0.5, end - left
        if (width, height, begins_here) != (self._width, self._height, self._begins_here):
            self.prepareGeometryChange()
            self._width, self._height, self._begins_here = width, height, begins_here
            self.update()
        self.setPos(QPointF(Size.LANE_HEAD + left, 0))

    def boundingRect(self) -> QRectF:
        return QRectF(-_HEAD - 1, 0, _HEAD + 2 + max(_HEAD + 1, self._width), self._height)

    @safe_paint
    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        colour = QColor(tokens().accent)
        if self._width > 2:
            veil = QColor(colour)
            veil.setAlphaF(2 * _VEIL)
            painter.fillRect(QRectF(0, 0, self._width, self._height), veil)
        if not self._begins_here:
            return
        painter.fillRect(QRectF(0, 0, 2 * Space.HAIR, self._height), colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour)
        painter.setBrush(colour)
        corners = (QPointF(1 - _HEAD, 0), QPointF(1 + _HEAD, 0), QPointF(1, _HEAD + 1))
        painter.drawPolygon(QPolygonF(corners))


class RangeFrame(GraphicsObject):
    """The frames between in and out: brackets in the ruler, a veil over the lanes."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(10)
        self._bounds = QRectF()
        self._ruler = 0.0
        self._sight = QRectF()

    def place(self, begin: float, end: float, ruler: float, sight: QRectF) -> None:
        """``begin`` and ``end`` in pixels of the scene; ``sight``: the part of the scene where it may be drawn."""
        self.prepareGeometryChange()
        self._bounds = QRectF(begin, 0, max(2.0, end - begin), sight.height())
        self._ruler, self._sight = ruler, sight
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds.adjusted(-HANDLE, 0, HANDLE, 0)

    @safe_paint
    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setClipRect(self._sight)
        colour = QColor(tokens().accent)
        veil = QColor(colour)
        veil.setAlphaF(_VEIL)
        box = self._bounds
        painter.fillRect(box, veil)
        for x, inward in ((box.left(), 1), (box.right() - 2, -1)):
            painter.fillRect(QRectF(x, 0, 2, self._ruler), colour)
            left = x if inward > 0 else x + 2 - HANDLE
            painter.fillRect(QRectF(left, 0, HANDLE, 2), colour)
            painter.fillRect(QRectF(left, self._ruler - 2, HANDLE, 2), colour)
        painter.fillRect(QRectF(box.left(), self._ruler - 2, box.width(), 2), colour)
