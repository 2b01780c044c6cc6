"""What happens to the picture as a whole: cuts, held frames, a shift of focus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.motion.survey import Array, Survey

_HELD = 2e-5  # mean change of luma: less is the very same picture
_HELD_CODED, _HELD_SHARE = 3e-4, 0.02  # a coder still mends a held picture: that little beside the usual change
_HELD_SECONDS = 0.25
_MOVING = 5e-4  # mean change of luma: a picture in which something moves
_FOCUS_RATE = 1.2  # change of the logarithm of detail per second, median over the cells that have any
_FOCUS_SPAN = 0.2  # seconds over which it is looked at
_AT_ONCE = 0.3  # of the usual change: that much before or after a hold
_LEAST_CELLS = 6
_QUIET = 0.05  # picture widths per second: a picture that moves faster is softened by its motion
_DOUBLES = np.log(1.8)


@dataclass(frozen=True)
class FocusShift:
    """Frames ``first``..``last`` in which a part of the picture becomes soft and another sharp."""

    first: int
    last: int
    seconds: float
    changes_sides: bool  # some cells lose their detail while others gain it


def held_frames(found: Survey) -> tuple[int, int] | None:
    """The longest hold on one picture in a clip that moves otherwise; None where there is none.

    A hold begins or ends at once; a camera that sets off slowly only looks like one.
    """
    change = np.nan_to_num(found.difference[1:], nan=1.0)
    moving = change > _MOVING
    if moving.mean() < 0.1:
        return None
    usual = float(np.median(change[moving]))
    same = change < max(_HELD, min(_HELD_CODED, _HELD_SHARE * usual))
    holds = [
        (start, end)
        for start, end in _runs(same)
        if found.seconds[end] - found.seconds[start] >= _HELD_SECONDS
        and any(change[k] > _AT_ONCE * usual for k in (start - 1, end) if 0 <= k < len(change))
    ]
    return max(holds, key=lambda hold: hold[1] - hold[0], default=None)


def _runs(true: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and one past the last place of every run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], true, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def focus_shifts(found: Survey, first: int, last: int) -> list[FocusShift]:
    """Where the detail of the picture changes fast although nothing moves fast."""
    frames = np.array([n for n in sorted(found.detail) if first <= n <= last])
    if len(frames) < 8:
        return []
    detail = np.stack([found.detail[int(n)].ravel() for n in frames])
    textured = detail.max(axis=0) > max(0.01, 0.15 * float(detail.max()))
    if textured.sum() < _LEAST_CELLS:
        return []
    log_detail = np.log(np.maximum(detail[:, textured], 1e-4))
    shifting = _shifting(found, frames, log_detail)
    runs = np.split(np.arange(len(frames)), np.nonzero(np.diff(shifting.astype(int)))[0] + 1)
    return [
        _shift(found, frames, log_detail, int(run[0]), int(run[-1]))
        for run in runs
        if shifting[run[0]] and len(run) > 2
    ]


def _shifting(found: Survey, frames: Array, log_detail: Array) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    clock = found.seconds[frames]
    before = np.searchsorted(clock, clock - _FOCUS_SPAN / 2)
    after = np.minimum(np.searchsorted(clock, clock + _FOCUS_SPAN / 2), len(frames) - 1)
    seconds = np.maximum(clock[after] - clock[before], 1e-6)
    rate = np.median(np.abs(log_detail[after] - log_detail[before]), axis=1) / seconds
    speed = np.array([found.steps[int(n)].speed if int(n) in found.steps else 0.0 for n in frames])
    per_second = speed / np.maximum(np.gradient(clock), 1e-6)
    return np.asarray((rate > _FOCUS_RATE) & (per_second < _QUIET))


def _shift(found: Survey, frames: Array, log_detail: Array, start: int, end: int) -> FocusShift:
    a, b = max(0, start - 2), min(len(frames) - 1, end + 2)
    change = log_detail[b] - log_detail[a]
    lost, gained = (change < -_DOUBLES).mean(), (change > _DOUBLES).mean()
    first, last = int(frames[a]), int(frames[b])
    seconds = float(found.seconds[last] - found.seconds[first])
    return FocusShift(first, last, seconds, bool(lost > 0.04 and gained > 0.04))
