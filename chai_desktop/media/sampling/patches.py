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
    # (value / 255 - mean) / std in one step, for each of the 256 values that there are
    levels = np.arange(256, dtype=np.float32)[:, None]
    means, stds = np.asarray(mean, np.float32) * np.float32(_WHITE), np.asarray(std, np.float32) * np.float32(_WHITE)
    table = ((levels - means) / stds).astype(np.float32)
    cut = video.frames.reshape(
        pairs, _PAIR, rows // _MERGE, _MERGE, PATCH_SIDE, columns // _MERGE, _MERGE, PATCH_SIDE, 3
    )
    ordered = cut.transpose(0, 2, 5, 3, 6, 8, 1, 4, 7)  # pair, token, patch of it, colour, frame, line, column
    patches = np.empty(ordered.shape, np.float32)
    for colour in range(3):
        patches[:, :, :, :, :, colour] = table[:, colour][ordered[:, :, :, :, :, colour]]
    return patches.reshape(pairs * rows * columns, -1)
