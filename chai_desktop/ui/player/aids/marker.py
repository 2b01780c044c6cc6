"""Draws marks in places of the picture: lines with a dark edge, areas, words in boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from chai_desktop.ui.player.aids.marks import Area, Line
from chai_desktop.ui.player.aids.picture_transform import PictureTransform
from chai_desktop.ui.theme.theme import body_font
from chai_desktop.ui.theme.tokens import OnPicture, Space, Text

_THIN, _EDGE = 1.0, 3.0  # device-independent pixels: of the light line, and of the dark one under it
_HANDLE = 5.0


class Marker:
    """One pass of drawing over one picture. ``room``: the part of the painter's view that the picture may take."""

    def __init__(self, painter: QPainter, lies: PictureTransform, room: QRectF) -> None:
        self._painter = painter
        self._lies = lies
        whole = QRectF(lies.left, lies.top, lies.width, lies.height)
        self.seen = whole.intersected(room)
        painter.setClipRect(self.seen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font())

    def place(self, x: float, y: float) -> QPointF:
        """A place of the picture in the painter's view."""
        return QPointF(*self._lies.to_view(x, y))

    def lines(self, lines: Iterable[Line], dashed: bool = False, colour: str = OnPicture.LINE) -> None:
        ends = [(self._sharp(x1, y1), self._sharp(x2, y2)) for x1, y1, x2, y2 in lines]
        for pen in _pens(dashed, colour):
            self._painter.setPen(pen)
            for one, other in ends:
                self._painter.drawLine(one, other)

    def area(self, area: Area) -> None:
        """The edge of an area, its name inside its left lower corner, and darkness around it where it says so."""
        one, other = self._sharp(area.left, area.top), self._sharp(area.right, area.bottom)
        inside = QRectF(one, other).normalized()
        if area.dim:
            self._darken_outside(inside)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in _pens():
            self._painter.setPen(pen)
            self._painter.drawRect(inside)

    def handles(self, places: Sequence[tuple[float, float]]) -> None:
        """Round marks that can be dragged."""
        self._painter.setPen(QPen(QColor(OnPicture.EDGE), _THIN))
        self._painter.setBrush(QColor(OnPicture.HANDLE))
        for place in places:
            self._painter.drawEllipse(self.place(*place), _HANDLE, _HANDLE)

    def words(self, lines: Sequence[str], at: QPointF, anchor: Qt.AlignmentFlag) -> QRectF:
        """Lines of text in a box, with the ``anchor`` side or corner of the box at ``at``; kept in view. The box."""
        return box(self._painter, lines, at, anchor, self.seen)

    def _sharp(self, x: float, y: float) -> QPointF:
        """Half a pixel in, where a thin line is one pixel and not two grey ones."""
        place = self.place(x, y)
        return QPointF(int(place.x()) + 0.5, int(place.y()) + 0.5)

    def _darken_outside(self, inside: QRectF) -> None:
        path = QPainterPath()
        path.addRect(self.seen)
        path.addRect(inside.intersected(self.seen))
        shade = QColor(OnPicture.EDGE)
        shade.setAlphaF(OnPicture.OUTSIDE_STRENGTH)
        self._painter.fillPath(path, shade)


def box(painter: QPainter, lines: Sequence[str], at: QPointF, anchor: Qt.AlignmentFlag, within: QRectF) -> QRectF:
    """Lines of text on a dark ground. ``anchor`` names the side or corner of the box that lies at ``at``."""
    metrics = QFontMetricsF(painter.font())
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * Space.SMALL
    high = metrics.lineSpacing() * len(lines) + 2 * Space.TIGHT + 2  # 2: lines are placed on whole pixels
    rect = QRectF(_before(at.x(), wide, anchor, across=True), _before(at.y(), high, anchor, across=False), wide, high)
    rect.moveLeft(max(within.left(), min(rect.left(), within.right() - wide)))
    rect.moveTop(max(within.top(), min(rect.top(), within.bottom() - high)))
    ground = QColor(OnPicture.BOX)
    ground.setAlphaF(OnPicture.BOX_STRENGTH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, Space.TIGHT, Space.TIGHT)
    painter.setPen(QColor(OnPicture.TEXT))
    inner = rect.adjusted(Space.SMALL, Space.TIGHT, -Space.SMALL, -Space.TIGHT)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "\n".join(lines))
    return rect


def small_font() -> QFont:
    font = body_font()
    font.setPointSize(Text.SMALL)
    return font


def _before(at: float, length: float, anchor: Qt.AlignmentFlag, across: bool) -> float:
    low, high = (
        (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        if across
        else (Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom)
    )
    if anchor & low:
        return at
    return at - length if anchor & high else at - length / 2


def _pens(dashed: bool = False, colour: str = OnPicture.LINE) -> tuple[QPen, QPen]:
    edge = QColor(OnPicture.EDGE)
    edge.setAlphaF(0.7)
    under, over = QPen(edge, _EDGE), QPen(QColor(colour), _THIN)
    if dashed:
        over.setDashPattern([6.0, 4.0])
    return under, over
