"""How steadily the camera was held: trembling that all followed points share, whatever else moves."""

from __future__ import annotations

import numpy as np

from chai_desktop.media.motion.step_fit import weighted_median
from chai_desktop.media.motion.survey import Survey, centred, shares
from chai_desktop.media.motion.tracks import Points

_REACH = 0.085  # seconds before and after: trembling of 2 to 8 Hz shows at its largest
_LEAST_POINTS = 12
_SLOW = 4  # steps before and after: what lasts longer speeds up or slows down, and is no trembling


def tremble(found: Survey, first: int, last: int) -> float | None:
    """The common trembling in picture widths, typical over time; None where too little could be followed.

    For each frame, how far each point is from the middle of where it was just before and is just after; the median
    over the points is what they share, so neither parallax nor people count. The median over time leaves out the
    moments at which a movement starts or stops, and what lasts (speeding up, slowing down) is taken off.
    """
    frames = [n for n in sorted(found.points) if first <= n <= last]
    clock = found.seconds[frames]
    values: list[tuple[float, float]] = []
    reach = max(_REACH, 1.1 * float(np.median(np.diff(clock)))) if len(clock) > 1 else _REACH
    for k, t in enumerate(clock):
        before = int(np.searchsorted(clock, t - reach - 1e-6))
        after = int(np.searchsorted(clock, t + reach + 1e-6)) - 1
        if clock[k] - clock[before] > 0.4 * reach and clock[after] - clock[k] > 0.4 * reach:
            value = _at(found, frames[before], frames[k], frames[after])
            if value is not None:
                values.append(value)
    if len(values) < 4:
        return None
    off = np.array(values)
    slow = np.stack([np.median(off[max(0, k - _SLOW) : k + _SLOW + 1], axis=0) for k in range(len(off))])
    return float(np.median(np.hypot(*(off - slow).T)))


def _at(found: Survey, before: int, now: int, after: int) -> tuple[float, float] | None:
    three = [found.points[n] for n in (before, now, after)]
    ids = np.intersect1d(np.intersect1d(three[0].ids, three[1].ids), three[2].ids)
    if len(ids) < _LEAST_POINTS:
        return None
    a, b, c = (centred(_places(points, ids), found.size) for points in three)
    ta, tb, tc = found.seconds[[before, now, after]]
    part = (tb - ta) / (tc - ta)
    off = b - (a + (c - a) * part)
    share = shares(_places(three[1], ids), found.size)
    return weighted_median(off[:, 0], share), weighted_median(off[:, 1], share)


def _places(
    points: Points, ids: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return points.at[np.searchsorted(points.ids, ids)]
