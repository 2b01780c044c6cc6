"""A point's number in a small coloured shape, as it stands above the words in the text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chai_desktop.spec.points import PointKind
from chai_desktop.ui.caption.mark_paint import kind_colour
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size


class NumberBadge(QWidget):
    def __init__(self, number: int, kind: PointKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(Size.ICON, Size.ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(kind_colour(self._kind)))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens().panel))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
