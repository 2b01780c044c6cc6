"""Holds the drawing surface in the picture's shape, and says in words what is the matter when there is no picture."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from chai_desktop.ui.player.surface import Surface
from chai_desktop.ui.theme.tokens import Space

_SMALLEST = (240, 135)  # device-independent pixels: a picture in which one can still tell what is shown


class PictureFrame(QWidget):
    """The surface is exactly the picture: its edges are the picture's edges, whatever room there is around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(*_SMALLEST)
        self.setAccessibleName("Picture")
        self._surface: Surface | None = None
        self._shape = (16, 9)
        self._message = QLabel(self)
        self._message.setObjectName("muted")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)

    def set_surface(self, surface: Surface) -> None:
        self._surface = surface
        surface.setParent(self)
        self._arrange()

    def set_shape(self, width: int, height: int) -> None:
        """The picture's size as it is to be seen; only the ratio counts."""
        self._shape = (max(1, width), max(1, height))
        self._arrange()

    def show_picture(self) -> None:
        self._message.hide()
        if self._surface is not None:
            self._surface.show()

    def show_message(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()
        if self._surface is not None:
            self._surface.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        margin = Space.LARGE
        self._message.setGeometry(self.rect().adjusted(margin, margin, -margin, -margin))
        if self._surface is not None:
            self._surface.setGeometry(self._picture_rect())

    def _picture_rect(self) -> QRect:
        width, height = self._shape
        scale = min(self.width() / width, self.height() / height)
        wide, high = max(1, round(width * scale)), max(1, round(height * scale))
        return QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)
