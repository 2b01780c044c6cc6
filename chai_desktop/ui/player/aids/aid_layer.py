"""Shows pictures that the aids made, over the clip's own: in its place, on one side of a wipe line, or beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chai_desktop.ui.player.aids.picture_transform import PictureTransform
from chai_desktop.ui.player.aids.through import paint_picture
from chai_desktop.ui.theme.theme import tokens


@dataclass(frozen=True, eq=False)
class Part:
    """An image of a whole picture, how it lies in the frame, and the part of the frame that it has to itself."""

    image: QImage
    lies: PictureTransform
    room: QRect


class AidLayer(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._parts: tuple[Part, ...] = ()

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Later ones lie over earlier ones."""
        if parts or self._parts:
            self._parts = parts
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._parts:
            return
        painter = QPainter(self)
        for part in self._parts:
            painter.setClipRect(part.room)
            painter.fillRect(part.room, QColor(tokens().ground))
            paint_picture(painter, part.lies, part.image)
