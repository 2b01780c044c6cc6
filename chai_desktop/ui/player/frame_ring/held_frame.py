"""One decoded frame as the ring holds it: as stored, made smaller only where it is larger than a screen needs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import av
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from PySide6.QtGui import QImage, QTransform

from chai_desktop.media.colour_matrix import matrix_of
from chai_desktop.media.decoding import rgb_frame

_MOST_PIXELS = 1280 * 720
_WORTH_IT = 0.9  # of the width: a frame that would become hardly smaller is kept as it is

Size = tuple[int, int]


@dataclass(frozen=True)
class HeldFrame:
    """``source_width``: in pixels, before the frame was made smaller."""

    frame: av.VideoFrame
    matrix: Colorspace | int
    source_width: int

    @property
    def nbytes(self) -> int:
        """Main memory that it takes."""
        return sum(plane.buffer_size for plane in self.frame.planes)

    def is_sharp_at(self, across: int) -> bool:
        """Whether the source could give no sharper picture of ``across`` pixels in width (as stored)."""
        return self.frame.width >= min(across, self.source_width) - 1


def hold(frame: av.VideoFrame, shown: Size, reformatter: VideoReformatter) -> HeldFrame:
    """Keep a decoder's frame no larger than it is seen; ``shown``: the whole picture's size on screen, not turned."""
    matrix, width = matrix_of(frame), frame.width
    across, down = kept_size((width, frame.height), shown)
    if across > width * _WORTH_IT:
        return hold_whole(frame)
    small = reformatter.reformat(frame, across, down, frame.format.name, interpolation=Interpolation.AREA)
    small.color_range = frame.color_range
    return HeldFrame(small, matrix, width)


def hold_whole(frame: av.VideoFrame) -> HeldFrame:
    return HeldFrame(frame, matrix_of(frame), frame.width)


def kept_size(source: Size, shown: Size) -> Size:
    """Width and height, even, at which a frame of ``source`` is kept when it is seen at the size ``shown``."""
    scale = max(shown[0] / source[0], shown[1] / source[1])
    scale = min(1.0, scale, math.sqrt(_MOST_PIXELS / (source[0] * source[1])))
    across, down = (max(2, math.ceil(length * scale / 2) * 2) for length in source)
    return min(across, source[0]), min(down, source[1])


def image_of(
    held: HeldFrame, size: Size, rotation: int, mirrored: bool, reformatter: VideoReformatter | None = None
) -> QImage:
    """A picture of ``size`` as a person sees it: ``mirrored`` first, then turned clockwise by ``rotation`` degrees."""
    across, down = size[::-1] if rotation in (90, 270) else size
    made = rgb_frame(held.frame, across, down, "bgra", Interpolation.BICUBIC, held.matrix, reformatter)
    plane = made.planes[0]
    image = QImage(memoryview(plane), across, down, plane.line_size, QImage.Format.Format_RGB32)
    if not rotation and not mirrored:
        return image.copy()
    return image.transformed(QTransform().rotate(rotation).scale(-1.0 if mirrored else 1.0, 1.0))
