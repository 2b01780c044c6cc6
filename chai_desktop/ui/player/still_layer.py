"""A still picture exactly over the surface, for frames that are at hand before libmpv can draw them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chai_desktop.ui.player.aids.picture_transform import PictureTransform
from chai_desktop.ui.player.aids.through import drawn_size, paint_picture
from chai_desktop.ui.theme.theme import tokens

_GLIMPSE = 8  # milliseconds
_IN_A_ROW = 40  # milliseconds between two pictures of a held key or a drag, at most


class StillLayer(QWidget):
    """Covers the surface while it holds a picture. What ``lay`` gave it is on screen when ``put_on_screen`` returns."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._surface: QWidget | None = None
        self._lies: PictureTransform | None = None
        self._shape = (16, 9)
        self._image = QImage()
        self._painted = QElapsedTimer()
        self.hide()

    def lie_over(self, surface: QWidget) -> None:
        """Follow this surface from now on, right above it."""
        if self._surface is not None:
            self._surface.removeEventFilter(self)
        self._surface = surface
        self.setParent(surface.parentWidget())
        self.lower()
        surface.lower()
        surface.installEventFilter(self)
        self._follow()

    def set_transform(self, lies: PictureTransform | None) -> None:
        """The whole picture lies so in the surface; None: it fills the surface."""
        if lies != self._lies:
            self._lies = lies
            self.update()

    def set_shape(self, width: int, height: int) -> None:
        """The picture's size in its own pixels, as it is to be seen."""
        self._shape = (max(1, width), max(1, height))

    @property
    def holds_picture(self) -> bool:
        return not self._image.isNull()

    @property
    def image(self) -> QImage:
        return self._image

    def wanted_size(self) -> tuple[int, int]:
        """Width and height in device pixels at which the whole picture is drawn now; never larger than it is."""
        ratio = self.devicePixelRatioF()
        if self._lies is not None:
            return drawn_size(self._lies, self._shape, ratio)
        surface = self._surface or self
        return max(1, round(surface.width() * ratio)), max(1, round(surface.height() * ratio))

    @property
    def shows_every_pixel(self) -> bool:
        """Whether the picture has a pixel for each one of the screen, so that libmpv's could be no sharper."""
        return (self._image.width(), self._image.height()) == self.wanted_size()

    def lay(self, image: QImage) -> None:
        """Hold this picture, to be painted with whatever else of the window changes."""
        self._image = image
        if self.isHidden():
            self._follow()
        self.update()

    def put_on_screen(self) -> None:
        """Paint at once all that has changed in the window: one composing for the picture and what tells its place.

        As ``repaint`` does, which over OpenGL puts off the second painting within a sixtieth of a second.
        """
        window = self.window()
        if window.isVisible():
            # The request that Qt has posted for the same changes would have the window composed once more, for nothing.
            QCoreApplication.removePostedEvents(window, QEvent.Type.UpdateRequest.value)
            QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
            self._painted.start()

    @property
    def painted_just_now(self) -> bool:
        """Whether a person cannot have seen yet what is on screen: painting again would only cost time."""
        return self._painted.isValid() and self._painted.elapsed() < _GLIMPSE

    @property
    def painted_lately(self) -> bool:
        """Whether pictures follow one another, as of a held key."""
        return self._painted.isValid() and self._painted.elapsed() < _IN_A_ROW

    def clear(self) -> None:
        """Go, with what the surface draws now on screen at once."""
        if self.holds_picture:
            self._image = QImage()
            self.hide()
            if self._surface is not None:
                self._surface.update()
                self.put_on_screen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (
            QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.ShowToParent, QEvent.Type.HideToParent,
            QEvent.Type.ParentChange,
        ):  # fmt: skip
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image.isNull():
            painter.fillRect(self.rect(), QColor(tokens().ground))
        elif self._lies is None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._image)
        else:
            painter.fillRect(self.rect(), QColor(tokens().ground))
            paint_picture(painter, self._lies, self._image)

    def _follow(self) -> None:
        if self._surface is not None:
            self.setGeometry(self._surface.geometry())
            self.setVisible(self.holds_picture and not self._surface.isHidden())
