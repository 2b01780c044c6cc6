"""Decodes exactly the frame that was asked for."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex, build_frame_index


def decode_frame(path: Path | str, frame: int, index: FrameIndex | None = None) -> av.VideoFrame:
    """Frame ``frame`` (an ordinal) as stored: neither rotation nor pixel shape applied.

    Decodes from the key frame before it; where that leads past the frame (a container that seeks badly), from the
    start. Raises MediaError where the frame is not in the file or cannot be decoded.
    """
    path = Path(path)
    index = index or build_frame_index(path)
    if not 0 <= frame < index.frame_count:
        raise MediaError(f"{path.name} has no frame {frame}; its last is {index.frame_count - 1}.")
    wanted = int(index.timestamps[frame])
    start = int(index.timestamps[index.key_frame_before(frame)])
    try:
        found = _decode_from(path, index.track, start, wanted) or _decode_from(path, index.track, None, wanted)
    except (av.error.FFmpegError, OSError) as error:
        raise MediaError(
            f"{path.name} cannot be read ({error.strerror}).", "Check that it is still there and whole."
        ) from error
    if found is None:
        raise MediaError(f"Frame {frame} of {path.name} cannot be decoded.", "The file is damaged at that place.")
    return found


def upright_rgb(frame: av.VideoFrame, rotation: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    """The frame as (height, width, 3) RGB, turned ``rotation`` degrees clockwise; ``size``: width, height as shown."""
    width, height = size if rotation in (0, 180) else size[::-1]
    picture = frame.to_ndarray(format="rgb24", width=width, height=height, interpolation="AREA")
    return np.ascontiguousarray(np.rot90(picture, -(rotation // 90)))


def _decode_from(path: Path, track: int, start: int | None, wanted: int) -> av.VideoFrame | None:
    with av.open(str(path)) as container:
        stream = container.streams.video[track]
        stream.thread_type = "AUTO"
        if start is not None:
            container.seek(start, stream=stream, backward=True)
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue  # a damaged packet costs its own frame, not the ones after it
            for frame in frames:
                stamp = frame.pts if frame.pts is not None else frame.dts
                if stamp == wanted:
                    return frame
                if stamp is not None and stamp > wanted:
                    return None
    return None
