"""One decoded frame as the ring holds it: as stored, made smaller only where it is larger than a screen needs."""

from __future__ import annotations

from dataclasses import dataclass

import av
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from PySide6.QtGui import QImage, QTransform

from chai_desktop.media.colour_matrix import matrix_of
from chai_desktop.media.decoding import rgb_frame

_MOST_PIXELS = 1920 * 1088


@dataclass(frozen=True)
class HeldFrame:
    """``whole``: as large as the source. ``nbytes``: main memory that it takes."""

    frame: av.VideoFrame
    matrix: Colorspace | int
    whole: bool

    @property
    def nbytes(self) -> int:
        return sum(plane.buffer_size for plane in self.frame.planes)


def hold(frame: av.VideoFrame, reformatter: VideoReformatter) -> HeldFrame:
    """Keep a decoder's frame; one of more than 1080p's pixels is halved until it has no more."""
    matrix, (width, height) = matrix_of(frame), _kept_size(frame.width, frame.height)
    if width == frame.width:
        return HeldFrame(frame, matrix, True)
    small = reformatter.reformat(frame, width, height, frame.format.name, interpolation=Interpolation.BILINEAR)
    small.color_range = frame.color_range
    return HeldFrame(small, matrix, False)


def image_of(
    held: HeldFrame, width: int, height: int, rotation: int, reformatter: VideoReformatter | None = None
) -> QImage:
    """An upright picture of ``width`` x ``height`` pixels; ``rotation`` is clockwise, in steps of 90 degrees."""
    across, down = (height, width) if rotation in (90, 270) else (width, height)
    made = rgb_frame(held.frame, across, down, "bgra", Interpolation.BICUBIC, held.matrix, reformatter)
    plane = made.planes[0]
    image = QImage(memoryview(plane), across, down, plane.line_size, QImage.Format.Format_RGB32)
    return image.transformed(QTransform().rotate(rotation)) if rotation else image.copy()


def likely_bytes(width: int, height: int) -> int:
    """What a frame of this size is likely to take, as long as none was decoded: eight bits, colours at half size."""
    across, down = _kept_size(width, height)
    return across * down * 3 // 2


def _kept_size(width: int, height: int) -> tuple[int, int]:
    while width * height > _MOST_PIXELS:
        width, height = width // 4 * 2, height // 4 * 2
    return width, height
