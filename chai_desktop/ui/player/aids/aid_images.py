"""Pictures computed from frames: ghost and difference. Plain arithmetic on (height, width, 3) arrays of uint8 RGB."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

EQUAL = 128  # the grey where nothing changed


def ghost(current: Picture, others: Sequence[Picture], opacity: float = 0.5) -> Picture:
    """``current`` with the other frames (all of its shape) shining through: they share ``opacity`` equally."""
    if not others:
        return current
    share = round(256 * opacity / len(others))
    sums = current.astype(np.uint16)
    sums *= 256 - share * len(others)
    for other in others:
        sums += other.astype(np.uint16) * np.uint16(share)
    sums += 128
    sums >>= 8
    return sums.astype(np.uint8)


def difference(current: Picture, previous: Picture, gain: int) -> Picture:
    """How much each place changed: grey (128) where equal, brighter the more it changed, in each colour.

    The value is 128 + gain * |current - previous| / 2, at most 255; so at gain 1 the largest change is white.
    """
    steps = np.minimum(EQUAL + np.arange(256) * gain / 2, 255).astype(np.uint8)
    apart: Picture = np.maximum(current, previous)
    apart -= np.minimum(current, previous)
    amplified = bytearray(apart).translate(steps.tobytes())  # ten times as fast as numpy's take
    return np.frombuffer(amplified, np.uint8).reshape(current.shape)
