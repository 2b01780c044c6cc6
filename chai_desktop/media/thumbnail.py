"""A small JPEG of one exact frame."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.decoding import decode_frame, upright_rgb
from chai_desktop.media.frame_index import FrameIndex, build_frame_index

_QUALITY = 4  # FFmpeg's mjpeg scale, 2 (best) to 31


def thumbnail_jpeg(path: Path | str, frame: int, width: int, index: FrameIndex | None = None) -> bytes:
    """Frame ``frame`` (an ordinal) of the file as JPEG, ``width`` pixels wide, upright, with square pixels.

    ``index`` saves a second reading of the file where the caller has it. Raises MediaError where the frame is not in
    the file or cannot be decoded.
    """
    index = index or build_frame_index(path)
    shown_width, shown_height = index.shown_size
    height = max(2, round(shown_height * width / shown_width))
    picture = upright_rgb(decode_frame(path, frame, index), index.rotation, (width, height), index.mirrored)
    return encode_jpeg(picture)


def encode_jpeg(picture: NDArray[np.uint8]) -> bytes:
    """A (height, width, 3) RGB picture as JPEG."""
    encoder = av.CodecContext.create("mjpeg", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    height, width = picture.shape[:2]
    encoder.width, encoder.height = width, height
    encoder.pix_fmt = "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.qmin = encoder.qmax = _QUALITY
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuvj420p")
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])
