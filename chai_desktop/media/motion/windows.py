"""Cuts the followed points of a clip into windows in which most of them stay in sight."""

from __future__ import annotations

import numpy as np

from chai_desktop.media.motion.scene_model import Window
from chai_desktop.media.motion.survey import Array, Survey, centred, shares
from chai_desktop.media.motion.tracks import CELL_COUNT, Points, cell_of

_KEY_FRAMES = 7
_SHORTEST, _LONGEST = 0.35, 2.0  # seconds
_IN_SIGHT = 0.5  # share of the points in the middle of a window that are seen at both of its ends
_PER_CELL = 3
_LEAST_POINTS = 25


def windows_of(found: Survey, first: int, last: int) -> list[Window]:
    """Windows from ``first`` to ``last`` in order, each beginning where the one before ends."""
    frames = [n for n in sorted(found.points) if first <= n <= last]
    windows = []
    start = 0
    while start < len(frames) - 1:
        end = _end(found, frames, start)
        window = _window(found, frames[start : end + 1])
        if window is not None:
            windows.append(window)
        start = end
    return windows


def _end(found: Survey, frames: list[int], start: int) -> int:
    """The place in ``frames`` at which the window from ``start`` ends."""
    clock = found.seconds
    end, final = start + 1, len(frames) - 1
    while end < final and clock[frames[end]] - clock[frames[start]] < _SHORTEST:
        end += 1
    while end < final and clock[frames[end]] - clock[frames[start]] < _LONGEST:
        if _in_sight(found, frames, start, end + 1) < _IN_SIGHT:
            break
        end += 1
    return final if clock[frames[final]] - clock[frames[end]] < _SHORTEST else end


def _in_sight(found: Survey, frames: list[int], start: int, end: int) -> float:
    middle, a, b = (found.points[frames[k]].ids for k in ((start + end) // 2, start, end))
    if not middle.size:
        return 0.0
    return float((np.isin(middle, a) & np.isin(middle, b)).mean())


def _window(found: Survey, frames: list[int]) -> Window | None:
    places = np.unique(np.round(np.linspace(0, len(frames) - 1, _KEY_FRAMES)).astype(int))
    keys = [frames[k] for k in places]
    if len(keys) < 3:
        return None
    reference = len(keys) // 2
    anchored = found.points[keys[reference]]
    seen = np.stack([_seen(found.points[n], anchored.ids, found.size) for n in keys])
    often = np.isfinite(seen[..., 0]).sum(axis=0) >= max(3, int(0.6 * len(keys)))
    chosen = np.nonzero(often)[0]
    chosen = chosen[_rank_in_cell(cell_of(anchored.at[chosen], *found.size)) < _PER_CELL]
    if len(chosen) < _LEAST_POINTS:
        return None
    return Window(tuple(keys), reference, seen[:, chosen], shares(anchored.at[chosen], found.size))


def _seen(points: Points, ids: np.ndarray[tuple[int], np.dtype[np.int64]], size: tuple[int, int]) -> Array:
    at = np.full((len(ids), 2), np.nan)
    if points.ids.size:
        place = np.clip(np.searchsorted(points.ids, ids), 0, points.ids.size - 1)
        there = points.ids[place] == ids
        at[there] = centred(points.at[place[there]], size)
    return at


def _rank_in_cell(cells: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    order = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[order], np.arange(CELL_COUNT))
    rank = np.empty(len(cells), dtype=np.int64)
    rank[order] = np.arange(len(cells)) - starts[cells[order]]
    return rank
