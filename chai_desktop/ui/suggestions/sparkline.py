"""A small motion curve beside a question: the curve, the frames that show the suggestion, the playhead."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from chai_desktop.ui.suggestions.curve_shape import Shape, Values, place_of, shape_of
from chai_desktop.ui.theme.theme import tokens

_BAND = 70  # opacity of the frames that show it, of 255


@dataclass(frozen=True, eq=False)
class DrawnCurves:
    """The curves of one question, the telling one first. ``least``: see ``shape_of``; ``words``: what they are."""

    values: tuple[Values, ...] = ()
    least: tuple[float, ...] = ()
    frames: tuple[int, int] | None = None
    words: str = ""
    shapes: dict[int, tuple[Shape, ...]] = field(default_factory=dict)  # by width, as they are asked for

    @property
    def count(self) -> int:
        return len(self.values[0]) if self.values else 0

    def at_width(self, columns: int) -> tuple[Shape, ...]:
        if columns not in self.shapes:
            self.shapes.clear()
            self.shapes[columns] = tuple(
                shape_of(each, columns, least) for each, least in zip(self.values, self.least, strict=True)
            )
        return self.shapes[columns]


class Sparkline(QWidget):
    """A press on it asks for the frame there."""

    frame_wanted = Signal(int)

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._size = QSize(width, height)
        self._curves = DrawnCurves()
        self._frame = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Motion curve")
        self.hide()

    def show_curves(self, curves: DrawnCurves) -> None:
        """Hidden where there is nothing to draw."""
        self._curves = curves
        self.setVisible(curves.count > 1)
        self.setToolTip(curves.words)
        self.setAccessibleDescription(curves.words)
        self.update()

    def show_frame(self, frame: int) -> None:
        if frame != self._frame:
            self._frame = frame
            if self.isVisible():
                self.update()

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(min(32, self._size.width()), self._size.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        share = min(max(event.position().x() / max(self.width() - 1, 1), 0.0), 1.0)
        self.frame_wanted.emit(round(share * (self._curves.count - 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, count = tokens(), self._curves.count
        if count < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5)
        painter.fillRect(self.rect(), QColor(t.raised))
        if self._curves.frames is not None:
            left, right = (area.left() + area.width() * place_of(frame, count) for frame in self._curves.frames)
            band = QColor(t.accent)
            band.setAlpha(_BAND)
            painter.fillRect(QRectF(left, self.rect().top(), max(right - left, 2.0), self.height()), band)
        shapes = self._curves.at_width(max(int(area.width()), 2))
        self._paint_line(painter, area, shapes[0].middle, QColor(t.line))
        for number in reversed(range(len(shapes))):
            pen = QPen(QColor(t.muted if number else t.text), 1.0 if number else 1.6)
            painter.setPen(pen)
            for line in shapes[number].lines:
                painter.drawPolyline(QPolygonF([self._point(area, x, y) for x, y in line]))
        x = area.left() + area.width() * place_of(self._frame, count)
        painter.setPen(QPen(QColor(t.accent), 1.0))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.end()

    def _paint_line(self, painter: QPainter, area: QRectF, middle: float, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DotLine))
        y = area.top() + area.height() * middle
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _point(self, area: QRectF, x: float, y: float) -> QPointF:
        return QPointF(area.left() + area.width() * x, area.top() + area.height() * y)
