"""The rate of a row of timestamps, and whether it is one rate at all."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

# Containers round timestamps (Matroska to 1 ms), and remuxing keeps the rounding in finer units. A constant rate whose
# frames lie at most this far from an even grid is still a constant rate to a person.
_SLACK = 0.001  # seconds

# A container that does not know its rate may state its time base instead: 90000 frames per second.
_FASTEST = 1000

_STANDARD = tuple(
    Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30", "48", "50", "60000/1001", "60")
) + tuple(Fraction(rate) for rate in ("10", "12", "15", "100", "120000/1001", "120", "240000/1001", "240"))


def is_variable(timestamps: NDArray[np.int64], time_base: Fraction) -> bool:
    """Whether a frame lies farther from an even grid than rounding explains. ``timestamps`` are in ``time_base``."""
    if timestamps.size < 3:
        return False
    even = np.linspace(timestamps[0], timestamps[-1], timestamps.size)
    farthest = float(np.abs(timestamps - even).max())
    return farthest > max(1.5, _SLACK / float(time_base))


def average_rate(timestamps: NDArray[np.int64], time_base: Fraction, stated: Fraction | None) -> Fraction:
    """Frames per second over the whole row.

    A constant rate is given exactly: the rate that the container states, or a standard one, where the timestamps agree
    with it. A variable rate is the mean.
    """
    if timestamps.size < 2:
        return stated if stated and stated <= _FASTEST else Fraction(25)
    span = int(timestamps[-1] - timestamps[0]) * time_base
    intervals = int(timestamps.size) - 1
    mean = Fraction(intervals) / span
    if not is_variable(timestamps, time_base):
        candidates = [*([stated] if stated else []), *_STANDARD]
        errors = [abs(intervals / rate - span) for rate in candidates]  # the first of equals wins: the stated one
        best = errors.index(min(errors))
        if errors[best] <= min(max(Fraction(3, 2) * time_base, Fraction(3, 2000)), span / 500):
            return candidates[best]
    return mean.limit_denominator(100_000)
