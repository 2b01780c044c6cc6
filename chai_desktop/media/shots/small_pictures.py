"""Every frame of a file as a small picture, in order and under its own ordinal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.frame_index import FrameIndex

WIDTH, HEIGHT = 96, 54  # luma; colour has half of each

Picture = NDArray[np.uint8]


def small_pictures(
    path: Path, index: FrameIndex, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[int, Picture]]:
    """Ordinals of the index, rising, each with its picture: planar YUV 4:2:0 as one (81, 96) array.

    Shape and rotation of the picture are not kept: a cut is one in any of them. A frame that cannot be decoded is left
    out. Raises MediaError, Cancelled.
    """
    wanted = {int(stamp): n for n, stamp in enumerate(index.timestamps)}
    try:
        started = False
        for n, picture in _decoded(path, index, wanted, int(index.timestamps[0]), cancelled):
            if not started and n > 0:  # the container seeks badly: from the very beginning, then
                yield from _decoded(path, index, wanted, None, cancelled)
                return
            started = True
            yield n, picture
    except (av.error.FFmpegError, OSError) as error:
        raise MediaError(
            f"{path.name} cannot be read ({error.strerror}).", "Check that it is still there and whole."
        ) from error


def _decoded(
    path: Path, index: FrameIndex, wanted: dict[int, int], start: int | None, cancelled: Callable[[], bool]
) -> Iterator[tuple[int, Picture]]:
    last = int(index.timestamps[-1])
    scale = VideoReformatter()
    with av.open(str(path)) as container:
        stream = container.streams.video[index.track]
        stream.thread_type = "AUTO"
        # The loop filter smooths the edges of blocks, which at this size nobody sees: a fifth of the time is saved.
        stream.codec_context.options = {"skip_loop_filter": "all"}
        if start is not None:
            container.seek(start, stream=stream, backward=True)
        for packet in container.demux(stream):
            if cancelled():
                raise Cancelled
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue  # a damaged packet costs its own frame, not the ones after it
            for frame in frames:
                stamp = frame.pts if frame.pts is not None else frame.dts
                n = None if stamp is None else wanted.get(stamp)
                if n is not None:
                    small = scale.reformat(frame, WIDTH, HEIGHT, format="yuv420p", interpolation="AREA")
                    yield n, np.asarray(small.to_ndarray(), dtype=np.uint8)
                if stamp is not None and stamp > last:
                    return
