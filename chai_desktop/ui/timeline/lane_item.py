"""One lane of the timeline as an item of the scene; what it drew is kept, so that the playhead moves for little."""

from __future__ import annotations

from pyqtgraph import GraphicsObject
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from chai_desktop.ui.theme.theme import body_font, tokens
from chai_desktop.ui.theme.tokens import Size, Space, Text
from chai_desktop.ui.timeline.contents import Contents
from chai_desktop.ui.timeline.safe_paint import safe_paint
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale


def small_font() -> QFont:
    font = body_font()
    font.setPointSize(Text.SMALL)
    return font


class LaneItem(GraphicsObject):
    """Draws its name at the left and its content in the rest, in pixels of the sight."""

    name = ""

    def __init__(self, contents: Contents) -> None:
        super().__init__()
        self.setCacheMode(self.CacheMode.DeviceCoordinateCache)
        self.contents = contents
        self._bounds = QRectF()

    def place(self, top: float, width: float, height: float) -> None:
        self.prepareGeometryChange()
        self._bounds = QRectF(0, 0, width, height)
        self.setPos(QPointF(0, top))
        self.update()

    @property
    def height(self) -> float:
        return self._bounds.height()

    def boundingRect(self) -> QRectF:
        return self._bounds

    @safe_paint
    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        t = tokens()
        painter.fillRect(self._bounds, QColor(t.panel))
        painter.setFont(small_font())
        self.paint_head(painter)
        painter.fillRect(QRectF(0, self.height - Space.HAIR, self._bounds.width(), Space.HAIR), QColor(t.ground))
        scale, sight = self.contents.scale, self.contents.sight
        if scale is None or sight is None:
            return
        painter.setClipRect(QRectF(Size.LANE_HEAD, 0, sight.width, self.height - Space.HAIR))
        painter.translate(Size.LANE_HEAD, 0)
        self.paint_content(painter, scale, sight)

    def paint_head(self, painter: QPainter) -> None:
        self.write_head(painter, self.name, 0, self.height)

    def paint_content(self, painter: QPainter, scale: TimeScale, sight: Sight) -> None:
        raise NotImplementedError

    def write_head(self, painter: QPainter, words: str, top: float, height: float, colour: str = "") -> None:
        painter.setPen(QColor(colour or tokens().muted))
        room = QRectF(Space.SMALL, top, Size.LANE_HEAD - Space.SMALL - Space.TIGHT, height)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
