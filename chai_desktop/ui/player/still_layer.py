"""A still picture exactly over the surface, for frames that are at hand before libmpv can draw them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chai_desktop.ui.theme.theme import tokens

_GLIMPSE = 8  # milliseconds


class Lies(Protocol):
    """How a picture lies in the surface, in device-independent pixels of it."""

    @property
    def left(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def scale(self) -> float: ...  # device pixels to one of the picture's
    @property
    def mirrored(self) -> bool: ...
    @property
    def smooth(self) -> bool: ...


class StillLayer(QWidget):
    """Covers the surface while it holds a picture. What it is given is on screen when ``show_still`` returns."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._surface: QWidget | None = None
        self._lies: Lies | None = None
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

    def set_transform(self, lies: Lies | None) -> None:
        """The whole picture lies so in the surface; None: it fills the surface."""
        if lies != self._lies:
            self._lies = lies
            self.update()

    @property
    def holds_picture(self) -> bool:
        return not self._image.isNull()

    @property
    def image(self) -> QImage:
        return self._image

    def wanted_size(self) -> tuple[int, int]:
        """Width and height in device pixels at which the whole picture is shown now; under a zoom, its own at most."""
        ratio = self.devicePixelRatioF()
        if self._lies is not None:
            larger = max(1.0, self._lies.scale)  # pixels of the picture are drawn as squares, not scaled up before
            return max(1, round(self._lies.width * ratio / larger)), max(1, round(self._lies.height * ratio / larger))
        surface = self._surface or self
        return max(1, round(surface.width() * ratio)), max(1, round(surface.height() * ratio))

    @property
    def shows_every_pixel(self) -> bool:
        """Whether the picture has a pixel for each one of the screen, so that libmpv's could be no sharper."""
        return (self._image.width(), self._image.height()) == self.wanted_size()

    def show_still(self, image: QImage) -> None:
        self._image = image
        if self.isHidden():
            self._follow()
        self.update()
        self._put_on_screen()

    def _put_on_screen(self) -> None:
        """As ``repaint`` does, which over OpenGL puts off the second painting within a sixtieth of a second."""
        if self.window().isVisible():
            QCoreApplication.sendEvent(self.window(), QEvent(QEvent.Type.UpdateRequest))
            self._painted.start()

    @property
    def painted_just_now(self) -> bool:
        """Whether a person cannot have seen yet what is on screen: painting again would only cost time."""
        return self._painted.isValid() and self._painted.elapsed() < _GLIMPSE

    def clear(self) -> None:
        """Go, with what the surface draws now on screen at once."""
        if self.holds_picture:
            self._image = QImage()
            self.hide()
            if self._surface is not None:
                self._surface.update()
                self._put_on_screen()

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
            self._paint_through(painter, self._lies)

    def _paint_through(self, painter: QPainter, lies: Lies) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, lies.smooth)
        painter.translate(lies.left + (lies.width if lies.mirrored else 0.0), lies.top)
        painter.scale(-1.0 if lies.mirrored else 1.0, 1.0)
        painter.drawImage(QRectF(0.0, 0.0, lies.width, lies.height), self._image)

    def _follow(self) -> None:
        if self._surface is not None:
            self.setGeometry(self._surface.geometry())
            self.setVisible(self.holds_picture and not self._surface.isHidden())
