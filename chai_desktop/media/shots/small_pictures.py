"""Every frame of a file as a small picture, in order and under its own ordinal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.frame_reader import FrameReader

WIDTH, HEIGHT = 96, 54  # luma; colour has half of each

Picture = NDArray[np.uint8]


def small_pictures(
    path: Path, index: FrameIndex, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[int, Picture]]:
    """Ordinals of the index, rising, each with its picture: planar YUV 4:2:0 as one (81, 96) array.

    Shape and rotation of the picture are not kept: a cut is one in any of them. A frame that cannot be decoded is left
    out. Raises MediaError, Cancelled.
    """
    scale = VideoReformatter()
    with FrameReader(path, index) as reader:
        for n, frame in reader.frames(0, index.frame_count - 1, cancelled):
            small = scale.reformat(frame, WIDTH, HEIGHT, format="yuv420p", interpolation="AREA")
            yield n, np.asarray(small.to_ndarray(), dtype=np.uint8)
    if cancelled():
        raise Cancelled
