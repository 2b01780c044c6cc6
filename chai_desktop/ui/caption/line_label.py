"""A label of one line that gives way: what does not fit is cut with dots and told in full by the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

_LEAST = 8  # letters that are worth showing of a longer text


class LineLabel(QLabel):
    def __init__(
        self,
        look: str = "muted",
        parent: QWidget | None = None,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """``cut`` says where the dots go in a text that does not fit."""
        super().__init__(parent)
        self._cut = cut
        self.setObjectName(look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str, look: str = "") -> None:
        """Show a text; ``look`` is one of the style sheet's label names (muted, warning, good ...)."""
        if look and look != self.objectName():
            self.setObjectName(look)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        text = self.fontMetrics().elidedText(self.text(), self._cut, self.width())
        if text != self.text() and len(text) < _LEAST:
            text = ""  # a few letters and dots say nothing; the tooltip says it all
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()
