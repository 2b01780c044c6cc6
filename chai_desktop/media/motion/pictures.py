"""The frames of a clip as small grey pictures, upright, in order: what motion is measured on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.frame_reader import FrameReader

Picture = NDArray[np.uint8]

LONG_SIDE = 480  # pixels: small enough for 100 frames a second, large enough for motion of a hundredth of a per cent

# Formats whose first plane is 8-bit luma as it stands: it is read without a conversion.
_LUMA_PLANE = frozenset(
    {"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv411p", "nv12", "nv21", "gray"}
)


def small_size(index: FrameIndex) -> tuple[int, int]:
    """Width and height of the small pictures, as shown: pixel shape and rotation applied. Never larger than shown."""
    width, height = index.shown_size
    scale = min(1.0, LONG_SIDE / max(width, height))
    return max(16, round(width * scale)), max(16, round(height * scale))


def small_pictures(
    path: Path, index: FrameIndex, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[int, Picture]]:
    """Every frame of the index that can be decoded, as (ordinal, grey picture of ``small_size``), in order.

    A damaged frame is left out. Raises MediaError where the file cannot be read, or Cancelled.
    """
    with FrameReader(path, index) as reader:
        for n, frame in reader.frames(0, index.frame_count - 1, stop=cancelled):
            if cancelled():
                raise Cancelled
            yield n, _small(frame, index)
    if cancelled():
        raise Cancelled


def _small(frame: av.VideoFrame, index: FrameIndex) -> Picture:
    width, height = small_size(index)
    stored = (width, height) if index.rotation in (0, 180) else (height, width)
    if frame.format.name in _LUMA_PLANE:
        plane = frame.planes[0]
        luma = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        small = cv2.resize(luma, stored, interpolation=cv2.INTER_AREA)
    else:
        small = frame.to_ndarray(format="gray", width=stored[0], height=stored[1], interpolation="AREA")
    return np.ascontiguousarray(np.rot90(small, -(index.rotation // 90)), dtype=np.uint8)
