"""Draws the picture through its transform: libmpv's with OpenGL, and any image with a painter.

libmpv's own zoom and pan round to whole pixels of the picture, and its mirror restarts the filters. Here libmpv draws
the whole picture, at its own size or at the one wanted where that is smaller, and it is laid into the view afterwards:
so its picture and a still of the same frame lie at the same place.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtOpenGL import QOpenGLFramebufferObject, QOpenGLTextureBlitter
from PySide6.QtOpenGLWidgets import QOpenGLWidget

from chai_desktop.ui.player.aids.picture_transform import PictureTransform
from chai_desktop.ui.theme.theme import tokens

_TEXTURE, _SMALLER, _LARGER, _NEAREST, _LINEAR = 0x0DE1, 0x2801, 0x2800, 0x2600, 0x2601  # names of OpenGL
_COLOUR_BUFFER = 0x4000
_MOST = 16384  # a longer side no OpenGL is asked for

Render = Callable[[int, int, int], None]  # frame buffer, width, height


def drawn_size(transform: PictureTransform, picture: tuple[int, int], ratio: float) -> tuple[int, int]:
    """The size in device pixels in which the whole picture is drawn before it is laid into the view."""
    if transform.scale >= 1.0:
        return min(picture[0], _MOST), min(picture[1], _MOST)
    return max(1, round(transform.width * ratio)), max(1, round(transform.height * ratio))


def paint_picture(painter: QPainter, transform: PictureTransform, image: QImage) -> None:
    """Lay an image of the whole picture, of any size, into the painter's view."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, transform.smooth)
    painter.translate(transform.left + (transform.width if transform.mirrored else 0.0), transform.top)
    painter.scale(-1.0 if transform.mirrored else 1.0, 1.0)
    painter.drawImage(QRectF(0.0, 0.0, transform.width, transform.height), image)
    painter.restore()


class OpenGlPass:
    """Has the picture drawn into a texture, and lays that into the view. All of it needs the widget's GL context."""

    def __init__(self) -> None:
        self._target: QOpenGLFramebufferObject | None = None
        self._blitter: QOpenGLTextureBlitter | None = None

    def draw(
        self, widget: QOpenGLWidget, transform: PictureTransform, picture: tuple[int, int], render: Render
    ) -> None:
        ratio = widget.devicePixelRatioF()
        size = QSize(*drawn_size(transform, picture, ratio))
        if self._target is None or self._target.size() != size:
            self._target = QOpenGLFramebufferObject(size)
        if self._blitter is None:
            self._blitter = QOpenGLTextureBlitter()
            self._blitter.create()
        render(self._target.handle(), size.width(), size.height())
        self._lay(widget, transform, ratio)

    def release(self) -> None:
        if self._blitter is not None:
            self._blitter.destroy()
        self._target = self._blitter = None

    def _lay(self, widget: QOpenGLWidget, transform: PictureTransform, ratio: float) -> None:
        assert self._target is not None and self._blitter is not None
        gl = widget.context().functions()
        gl.glBindFramebuffer(0x8D40, widget.defaultFramebufferObject())
        view = QRect(0, 0, round(widget.width() * ratio), round(widget.height() * ratio))
        gl.glViewport(0, 0, view.width(), view.height())
        ground = QColor(tokens().ground)
        gl.glClearColor(ground.redF(), ground.greenF(), ground.blueF(), 1.0)
        gl.glClear(_COLOUR_BUFFER)
        gl.glBindTexture(_TEXTURE, self._target.texture())
        way = _LINEAR if transform.smooth else _NEAREST
        gl.glTexParameteri(_TEXTURE, _SMALLER, way)
        gl.glTexParameteri(_TEXTURE, _LARGER, way)
        gl.glBindTexture(_TEXTURE, 0)
        place = QRectF(transform.left * ratio, transform.top * ratio, transform.width * ratio, transform.height * ratio)
        matrix = QOpenGLTextureBlitter.targetTransform(place, view)
        if transform.mirrored:
            matrix.scale(-1.0, 1.0)
        self._blitter.bind(_TEXTURE)
        self._blitter.blit(self._target.texture(), matrix, QOpenGLTextureBlitter.Origin.OriginBottomLeft)
        self._blitter.release()


def turned(size: tuple[int, int], rotation: int) -> tuple[int, int]:
    """A size as stored from one as shown, or the other way round."""
    return size if rotation in (0, 180) else (size[1], size[0])
