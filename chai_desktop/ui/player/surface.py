"""The widget on which libmpv draws: through OpenGL where the display can, in main memory where it cannot."""

from __future__ import annotations

import ctypes
import logging
from typing import Any

import mpv
from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QOpenGLContext,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTransform,
)
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from chai_desktop.ui.player.aids.picture_transform import PictureTransform
from chai_desktop.ui.player.aids.through import OpenGlPass, drawn_size, paint_picture, turned
from chai_desktop.ui.player.mpv_core import MpvCore
from chai_desktop.ui.theme.theme import tokens

log = logging.getLogger(__name__)

# python-mpv knows no parameters of the software renderer; the numbers are those of libmpv's render.h.
for _name, _number in (("sw_size", 17), ("sw_stride", 19), ("sw_pointer", 20)):
    mpv.MpvRenderParam.TYPES.setdefault(_name, (_number, ctypes.c_void_p))
mpv.MpvRenderParam.TYPES.setdefault("sw_format", (18, str))


_PATIENCE = 4000  # milliseconds that OpenGL gets to start on a surface that is on the screen


class OpenGlSurface(QOpenGLWidget):
    """Draws in device pixels. Makes the render context anew whenever Qt makes a new GL context (reparenting does).

    ``broken`` comes where libmpv refuses to draw, and where OpenGL does not start on a surface that is on show.
    """

    path_name = "OpenGL"
    ready = Signal()  # libmpv can draw: files may be loaded
    lost = Signal()  # libmpv can no longer draw; ``ready`` comes again if Qt makes a new GL context
    broken = Signal(str)  # libmpv cannot draw here
    _redraw = Signal()

    def __init__(self, core: MpvCore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._context: mpv.MpvRenderContext | None = None
        self._address_of = mpv.MpvGlGetProcAddressFn(_address_of)  # must live as long as the context
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._give_up)
        self._through = OpenGlPass()
        self._transform: PictureTransform | None = None
        self._picture_size = (1, 1)
        self._redraw.connect(self.update, Qt.ConnectionType.QueuedConnection)
        self.frameSwapped.connect(self._swapped)

    def initializeGL(self) -> None:
        self.context().aboutToBeDestroyed.connect(self.release, Qt.ConnectionType.DirectConnection)
        if self._core.player is None:
            return
        try:
            self._context = mpv.MpvRenderContext(
                self._core.player, "opengl", opengl_init_params={"get_proc_address": self._address_of}
            )
        except (OSError, ValueError, RuntimeError, SystemError, TypeError, MemoryError) as error:
            log.warning("libmpv cannot draw with OpenGL here: %r", error)
            self._patience.stop()
            self.broken.emit("libmpv cannot draw with this OpenGL driver")
            return
        self._patience.stop()
        self._context.update_cb = self._redraw.emit  # on libmpv's thread: it may do nothing but this
        self.ready.emit()

    def paintGL(self) -> None:
        if self._context is None:
            _paint_ground(self)
            return
        if self._transform is not None:
            self._through.draw(self, self._transform, self._picture_size, self._render_to)
            return
        ratio = self.devicePixelRatioF()
        self._render_to(self.defaultFramebufferObject(), round(self.width() * ratio), round(self.height() * ratio))

    def _render_to(self, buffer: int, width: int, height: int) -> None:
        if self._context is not None:
            target = {"fbo": buffer, "w": width, "h": height, "internal_format": 0}
            self._context.render(flip_y=True, opengl_fbo=target, block_for_target_time=False)

    def set_rotation(self, degrees: int, mirrored: bool) -> None:
        """libmpv turns the picture itself, but takes the mark for a mirrored one as a half turn."""
        self._core.set("vf", "hflip" if mirrored else "")
        self._core.set("video-rotate", "180" if mirrored else "0")

    def set_transform(self, transform: PictureTransform | None, picture: tuple[int, int]) -> None:
        """Lay the picture (``picture``: its pixels as shown) into the widget; None: it just fills the widget."""
        if (transform, picture) != (self._transform, self._picture_size):
            self._transform, self._picture_size = transform, picture
            self.update()

    def picture(self) -> QImage:
        """What libmpv draws now, in device pixels."""
        return self.grabFramebuffer()

    @Slot()
    def release(self) -> None:
        """Free the render context; to be done before libmpv ends."""
        if self._context is None:
            return
        self.lost.emit()
        context, self._context = self._context, None
        self.makeCurrent()
        self._through.release()
        _free(context)
        self.doneCurrent()
        if self.isVisible():
            self._patience.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._context is None:
            self._patience.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._patience.stop()

    @Slot()
    def _give_up(self) -> None:
        """The surface was on the screen all the time, and OpenGL did not start on it."""
        window = self.window().windowHandle()
        if window is None or not window.isExposed():
            self._patience.start()  # minimised, or on a desktop that is not on show: nothing is drawn there
        elif self._context is None and self._core.player is not None:
            self.broken.emit("OpenGL did not start")

    @Slot()
    def _swapped(self) -> None:
        if self._context is not None:
            self._context.report_swap()


class SoftwareSurface(QWidget):
    """Draws without OpenGL: libmpv renders into an image, Qt shows it. Slower, and the same frames."""

    path_name = "software"
    ready = Signal()
    lost = Signal()
    broken = Signal(str)
    _redraw = Signal()

    def __init__(self, core: MpvCore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._core = core
        self._context: mpv.MpvRenderContext | None = None
        self._buffer: Any = None
        self._image = QImage()  # as stored: turned only when it is shown
        self._rotation = 0
        self._transform: PictureTransform | None = None
        self._picture_size = (1, 1)
        self._redraw.connect(self._show_new_frame, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Make the render context; there is no display to wait for."""
        if self._core.player is None or self._context is not None:
            return
        self._core.set("video-rotate", "no")  # libmpv's software renderer aborts the program on a turned picture
        self._context = mpv.MpvRenderContext(self._core.player, "sw")
        self._context.update_cb = self._redraw.emit
        self.ready.emit()

    def set_rotation(self, degrees: int, mirrored: bool) -> None:
        """Turn the picture clockwise by a multiple of 90 when showing it, after mirroring it left to right."""
        self._core.set("vf", "hflip" if mirrored else "")
        self._rotation = degrees
        self._image = QImage()

    def set_transform(self, transform: PictureTransform | None, picture: tuple[int, int]) -> None:
        """Lay the picture (``picture``: its pixels as shown) into the widget; None: it just fills the widget."""
        if (transform, picture) != (self._transform, self._picture_size):
            self._transform, self._picture_size = transform, picture
            self._render()
            self.update()

    def picture(self) -> QImage:
        """What libmpv draws now, upright, in device pixels."""
        return self._image.transformed(QTransform().rotate(self._rotation)) if self._rotation else self._image.copy()

    @Slot()
    def release(self) -> None:
        if self._context is not None:
            self.lost.emit()
            context, self._context = self._context, None
            _free(context)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._render()
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # the window is on another screen now
            self._render()
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image.isNull():
            painter.fillRect(self.rect(), QColor(tokens().ground))
        elif self._transform is not None:
            painter.fillRect(self.rect(), QColor(tokens().ground))
            paint_picture(painter, self._transform, self.picture() if self._rotation else self._image)
        else:
            painter.drawImage(self.rect(), self.picture() if self._rotation else self._image)

    @Slot()
    def _show_new_frame(self) -> None:
        self._render()
        self.repaint()  # at once: libmpv reports the frame as shown as soon as it was rendered

    def _render(self) -> None:
        if self._context is None or not self.width() or not self.height():
            return
        ratio = self.devicePixelRatioF()
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        if self._transform is not None:
            width, height = drawn_size(self._transform, self._picture_size, ratio)
        width, height = turned((width, height), self._rotation)
        stride = (width * 4 + 63) // 64 * 64  # libmpv is fastest with lines that begin at multiples of 64 bytes
        if (self._image.width(), self._image.height()) != (width, height):
            self._buffer = (ctypes.c_ubyte * (stride * height))()
            self._image = QImage(self._buffer, width, height, stride, QImage.Format.Format_RGB32)
        self._context.update()
        self._context.render(
            sw_size=(ctypes.c_int * 2)(width, height),
            sw_format="bgr0",
            sw_stride=ctypes.pointer(ctypes.c_size_t(stride)),
            sw_pointer=self._buffer,
            block_for_target_time=False,
        )


Surface = OpenGlSurface | SoftwareSurface


def _free(context: mpv.MpvRenderContext) -> None:
    """Free a render context; its callback must have been set."""
    # A new ``update_cb`` makes python-mpv drop the C function of the old one before libmpv lets go of it, and libmpv's
    # thread may be inside that function, waiting for Python: it must live until no thread can be.
    in_use = context._update_fn_wrapper
    context.update_cb = None
    context.free()
    del in_use


def _address_of(_context: object, name: bytes) -> int:
    current = QOpenGLContext.currentContext()
    return int(current.getProcAddress(name)) if current is not None else 0


def _paint_ground(widget: QWidget) -> None:
    painter = QPainter(widget)
    painter.fillRect(widget.rect(), QColor(tokens().ground))
    painter.end()
