"""Whether two small pictures can show the same shot."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Luma = NDArray[np.uint8]  # (54, 96)

FLAT = 3.0  # standard deviation of luma below which nothing can be compared
# Measured on neighbouring frames of one shot: whole at least 0.86 and parts 0.92, with the fastest pans; of different
# shots: whole at most 0.71, parts 0.81 (docs/decisions/0022).
_WHOLE, _PARTS = 0.78, 0.86
_SHARE = 0.6  # of width and height, for the windows that are looked for
_COLUMNS, _ROWS = 6, 4
_REACH_X, _REACH_Y = 20, 10  # pixels that a part may have moved


def alike(a: Luma, b: Luma) -> bool:
    """Whether the second picture holds what the first one shows, moved, brighter or darker.

    Normalised correlation, so that a jump of exposure changes nothing: of large windows (for moves of the whole
    picture), else of the better half of small parts (for zooms, and for subjects that move each for itself).
    """
    if is_flat(a) or is_flat(b):
        return is_flat(a) and is_flat(b)
    return best_window(a, b) >= _WHOLE or best_parts(a, b) >= _PARTS


def is_flat(a: Luma) -> bool:
    """Whether the picture shows one even tone."""
    return float(a.std()) < FLAT


def best_window(a: Luma, b: Luma) -> float:
    """The best correlation, -1..1, of nine overlapping windows of ``a`` with any place of ``b``."""
    height, width = a.shape
    h, w = int(height * _SHARE), int(width * _SHARE)
    best = -1.0
    for y in (0, (height - h) // 2, height - h):
        for x in (0, (width - w) // 2, width - w):
            best = max(best, _correlation(b, a[y : y + h, x : x + w]))
            if best >= _WHOLE:
                return best
    return best


def best_parts(a: Luma, b: Luma) -> float:
    """The mean, over the better half of 24 parts of ``a``, of their best correlation with what is around in ``b``."""
    height, width = a.shape[0] // _ROWS, a.shape[1] // _COLUMNS
    around = np.pad(b, ((_REACH_Y, _REACH_Y), (_REACH_X, _REACH_X)), mode="edge")
    found = []
    for top in range(0, height * _ROWS, height):
        for left in range(0, width * _COLUMNS, width):
            place = around[top : top + height + 2 * _REACH_Y, left : left + width + 2 * _REACH_X]
            value = _correlation(place, a[top : top + height, left : left + width])
            if value > -1:
                found.append(value)
    better = sorted(found, reverse=True)[: max(1, len(found) // 2)]
    return float(np.mean(better)) if better else -1.0


def _correlation(picture: Luma, window: Luma) -> float:
    """-1 where the window is too flat to be found."""
    if is_flat(window):
        return -1.0
    return float(cv2.matchTemplate(picture, window, cv2.TM_CCOEFF_NORMED).max())
