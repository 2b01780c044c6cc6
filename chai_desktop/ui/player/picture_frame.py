"""Holds the drawing surface where the picture is, and says in words what is the matter when there is no picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from chai_desktop.ui.player.aids.picture_transform import PictureTransform, View, Zoom, transform
from chai_desktop.ui.player.surface import Surface
from chai_desktop.ui.theme.tokens import Space

_SMALLEST = (240, 135)  # device-independent pixels: a picture in which one can still tell what is shown


class PictureFrame(QWidget):
    """Without zoom the surface is exactly the picture: its edges are the picture's edges, whatever room there is.

    With zoom the surface takes all the room, and the picture lies in it by ``picture_lies``. With ``split`` the right
    half is the room of the clip's picture, and the left one is free for another picture.
    """

    arranged = Signal()  # the picture lies elsewhere now, or has come or gone
    surface_lies = Signal(object)  # PictureTransform: how the picture lies in the surface; None: it fills it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(*_SMALLEST)
        self.setAccessibleName("Picture")
        self._surface: Surface | None = None
        self._shape = (16, 9)
        self._zoom, self._mirrored, self._split = Zoom(), False, False
        self._in_surface: PictureTransform | None = None
        self._layers: list[QWidget] = []
        self._message = QLabel(self)
        self._message.setObjectName("muted")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)

    # --- what lies where -----------------------------------------------------------------------------

    @property
    def shape(self) -> tuple[int, int]:
        """Width and height of the picture in its own pixels, as a person sees it."""
        return self._shape

    @property
    def has_picture(self) -> bool:
        return self._surface is not None and not self._surface.isHidden()

    def room(self) -> QRect:
        """Where the clip's picture may be."""
        return self._halves()[1] if self._split else self.rect()

    def other_room(self) -> QRect:
        """Where another picture may be; empty without ``split``."""
        return self._halves()[0] if self._split else QRect()

    def view_of(self, room: QRect, shape: tuple[int, int] | None = None) -> View:
        return View(max(1, room.width()), max(1, room.height()), shape or self._shape, self.devicePixelRatioF())

    def picture_lies(self, room: QRect | None = None, shape: tuple[int, int] | None = None) -> PictureTransform:
        """How a picture lies in the frame: the clip's, or one of ``shape`` in another room under the same zoom."""
        room = self.room() if room is None else room
        lies = transform(self.view_of(room, shape), self._zoom, self._mirrored)
        return lies.moved(room.x(), room.y())

    def picture_seen(self) -> QRect:
        """Where the clip's picture is seen in the frame."""
        lies = self.picture_lies()
        whole = QRect(round(lies.left), round(lies.top), round(lies.width), round(lies.height))
        return whole.intersected(self.room())

    # --- what is shown -------------------------------------------------------------------------------

    def set_surface(self, surface: Surface) -> None:
        self._surface = surface
        surface.setParent(self)
        surface.lower()  # what lies over the picture stays over it
        self._arrange()

    def add_layer(self, layer: QWidget) -> None:
        """Keep a widget over the whole frame, above the picture and the layers before it, while there is a picture."""
        layer.setParent(self)
        layer.setVisible(self.has_picture)
        self._layers.append(layer)
        self._arrange()

    def set_shape(self, width: int, height: int) -> None:
        """The picture's size in its own pixels, as it is to be seen."""
        self._shape = (max(1, width), max(1, height))
        self._arrange()

    def set_view(self, zoom: Zoom, mirrored: bool, split: bool) -> None:
        """How the picture is looked at."""
        if (zoom, mirrored, split) != (self._zoom, self._mirrored, self._split):
            self._zoom, self._mirrored, self._split = zoom, mirrored, split
            self._arrange()

    def show_picture(self) -> None:
        self._message.hide()
        self._show_picture(True)

    def show_message(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()
        self._show_picture(False)

    # --- inside --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._arrange()
        return super().event(event)

    def _show_picture(self, shown: bool) -> None:
        for widget in (*([self._surface] if self._surface is not None else []), *self._layers):
            widget.setVisible(shown)
        self.arranged.emit()

    def _halves(self) -> tuple[QRect, QRect]:
        half = (self.width() - Space.TIGHT) // 2
        return QRect(0, 0, half, self.height()), QRect(self.width() - half, 0, half, self.height())

    def _arrange(self) -> None:
        margin = Space.LARGE
        self._message.setGeometry(self.rect().adjusted(margin, margin, -margin, -margin))
        for layer in self._layers:
            layer.setGeometry(self.rect())
            layer.raise_()
        if self._surface is not None:
            self._arrange_surface(self._surface)
        self.arranged.emit()

    def _arrange_surface(self, surface: Surface) -> None:
        lies = self.picture_lies()
        if self._zoom.is_on:
            place = self.room()
        else:
            place = QRect(round(lies.left), round(lies.top), round(lies.width), round(lies.height))
        inside = lies.moved(-place.x(), -place.y()) if self._zoom.is_on or self._mirrored else None
        surface.setGeometry(place)
        surface.set_transform(inside, self._shape)
        if inside != self._in_surface:
            self._in_surface = inside
            self.surface_lies.emit(inside)
