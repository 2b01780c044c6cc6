"""Sampled frames as the rows of numbers that Qwen3-VL's vision tower takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.sampling.plan import PATCH_SIDE
from chai_desktop.media.sampling.sampled_video import SampledVideo

_MERGE = 2  # patches a side that become one token
_PAIR = 2  # frames
_WHITE = 255.0


def patches_of(video: SampledVideo, mean: Sequence[float], std: Sequence[float]) -> NDArray[np.float32]:
    """(pairs * rows * columns, 3 * 2 * 16 * 16): one row for a patch of a pair of frames.

    Rows: pair by pair, tokens (squares of 2 x 2 patches) from left to right and top to bottom, and in each the four
    patches likewise. Within a row: colour, frame of the pair, line, column. Values are (value / 255 - mean) / std, by
    colour; ``mean`` and ``std`` are the checkpoint's ``image_mean`` and ``image_std``. The layout is that of
    transformers 5.23 (``qwen3_vl/video_processing_qwen3_vl.py``, ``patchify``).
    """
    pairs, rows, columns = video.plan.grid
    shape = (pairs, _PAIR, rows // _MERGE, _MERGE, PATCH_SIDE, columns // _MERGE, _MERGE, PATCH_SIDE, 3)
    # pair, token, patch of it, colour, frame, line, column
    ordered = video.frames.reshape(shape).transpose(0, 2, 5, 3, 6, 8, 1, 4, 7)
    patches = np.ascontiguousarray(ordered).reshape(pairs * rows * columns, 3, -1).astype(np.float32)
    patches -= _by_colour(mean)
    patches /= _by_colour(std)
    return patches.reshape(pairs * rows * columns, -1)


def _by_colour(parts: Sequence[float]) -> NDArray[np.float32]:
    """Parts of white as values from 0 to 255, one line for each colour."""
    return np.asarray(parts, np.float32)[:, None] * np.float32(_WHITE)
