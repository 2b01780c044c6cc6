"""Makes real H.264 files out of the sample clips: cut, dissolved, faded, wiped at frames that are known."""

from __future__ import annotations

import functools
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from chai_desktop.resources import FOLDER

Pictures = NDArray[np.uint8]  # (n, height, width, 3)
SIZE = (320, 180)


@functools.cache
def sample(name: str) -> Pictures:
    """All frames of a sample clip, small."""
    with av.open(str(FOLDER / "sample" / "clips" / f"{name}.mp4")) as container:
        frames = container.decode(video=0)
        return np.stack([f.to_ndarray(format="rgb24", width=SIZE[0], height=SIZE[1]) for f in frames])


def blended(a: Pictures, b: Pictures, frames: int) -> Pictures:
    """The last frames of ``a`` dissolve into the first ones of ``b``."""
    share = (np.arange(1, frames + 1) / (frames + 1)).reshape(-1, 1, 1, 1)
    middle = (1 - share) * a[-frames:] + share * b[:frames]
    return np.concatenate([a[:-frames], middle.astype(np.uint8), b[frames:]])


def faded(a: Pictures, b: Pictures, frames: int, black: int) -> Pictures:
    """``a`` fades out in its last frames, black follows, ``b`` fades in in its first ones."""
    share = (np.arange(frames) / frames).reshape(-1, 1, 1, 1)
    out, fresh = a[-frames:] * (1 - share), b[:frames] * share
    dark = np.zeros((black, *a.shape[1:]))
    return np.concatenate([a[:-frames], out, dark, fresh, b[frames:]]).astype(np.uint8)


def wiped(a: Pictures, b: Pictures, frames: int) -> Pictures:
    """An edge moves from left to right."""
    middle = a[-frames:].copy()
    for n in range(frames):
        edge = round((n + 1) / (frames + 1) * a.shape[2])
        middle[n, :, :edge] = b[n, :, :edge]
    return np.concatenate([a[:-frames], middle, b[frames:]])


def film(pictures: Pictures, path: Path, ticks: list[int] | None = None) -> Path:
    """Encode with long groups and B-frames, 24 frames per second, or at ``ticks`` of 1/1000 s."""
    base = Fraction(1, 24) if ticks is None else Fraction(1, 1000)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24, options={"preset": "veryfast", "g": "250", "bf": "3"})
        stream.width, stream.height = pictures.shape[2], pictures.shape[1]
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = base
        for n, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = n if ticks is None else ticks[n], base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
