"""Decodes exactly the frame that was asked for, and turns it into a picture as a person sees it."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from chai_desktop.errors import MediaError
from chai_desktop.media.colour_matrix import matrix_of
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.frame_reader import FrameReader

_FULL = 2  # AVCOL_RANGE_JPEG


def decode_frame(path: Path | str, frame: int, index: FrameIndex | None = None) -> av.VideoFrame:
    """Frame ``frame`` (an ordinal) as stored: neither rotation nor pixel shape applied.

    Raises MediaError where the frame is not in the file or cannot be decoded. For more than one frame of a file, use
    a FrameReader.
    """
    path = Path(path)
    index = index or build_frame_index(path)
    if not 0 <= frame < index.frame_count:
        raise MediaError(f"{path.name} has no frame {frame}; its last is {index.frame_count - 1}.")
    with FrameReader(path, index) as reader:
        found = reader.frame(frame)
    if found is None:
        raise MediaError(f"Frame {frame} of {path.name} cannot be decoded.", "The file is damaged at that place.")
    return found


def upright_rgb(
    frame: av.VideoFrame, rotation: int, size: tuple[int, int], mirrored: bool = False
) -> NDArray[np.uint8]:
    """The frame as (height, width, 3) RGB, as a person sees it.

    ``mirrored`` left to right first, then turned ``rotation`` degrees clockwise; ``size``: width, height as shown.
    """
    width, height = size if rotation in (0, 180) else size[::-1]
    picture = rgb_frame(frame, width, height, "rgb24", Interpolation.AREA).to_ndarray()
    picture = picture[:, ::-1] if mirrored else picture
    return np.ascontiguousarray(np.rot90(picture, -(rotation // 90)))


def rgb_frame(
    frame: av.VideoFrame,
    width: int,
    height: int,
    pixels: str,
    interpolation: Interpolation = Interpolation.BICUBIC,
    matrix: Colorspace | int | None = None,
    reformatter: VideoReformatter | None = None,
) -> av.VideoFrame:
    """The frame in full-range RGB (``pixels`` such as "rgb24" or "bgra") at ``width`` x ``height``, not turned.

    Colours are made by the matrix and range that the frame is tagged with, or by the matrix given. A ``reformatter``
    that is kept from call to call spares setting the scaler up each time.
    """
    return (reformatter or VideoReformatter()).reformat(
        frame,
        width,
        height,
        pixels,
        src_colorspace=matrix_of(frame) if matrix is None else matrix,
        src_color_range=ColorRange.JPEG if frame.color_range == _FULL else ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        interpolation=interpolation,
    )
