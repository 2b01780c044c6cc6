"""Which matrix turns a decoded frame into RGB: its own tag, and where it has none, what libmpv takes it for."""

from __future__ import annotations

import av
from av.video.reformatter import Colorspace

_UNTAGGED = 2  # AVCOL_SPC_UNSPECIFIED
_HD_WIDTH, _HD_LINES = 1280, 576  # libmpv's border: at least this wide, or more lines than this, means BT.709


def untagged_matrix(width: int, height: int) -> Colorspace:
    """BT.709 for pictures of HD size, BT.601 for smaller ones; ``width`` and ``height`` are the stored picture's."""
    return Colorspace.ITU709 if width >= _HD_WIDTH or height > _HD_LINES else Colorspace.ITU601


def matrix_of(frame: av.VideoFrame) -> Colorspace | int:
    """What PyAV's ``src_colorspace`` needs to make of this frame the colours that libmpv shows.

    FFmpeg's scaler by itself would take every frame without a tag for BT.601.
    """
    return untagged_matrix(frame.width, frame.height) if frame.colorspace == _UNTAGGED else int(frame.colorspace)
