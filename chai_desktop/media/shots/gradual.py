"""Dissolves and wipes: one shot becomes another over several frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.shots.likeness import alike, is_flat
from chai_desktop.media.shots.reel import Border, Reel
from chai_desktop.media.shots.shot import Transition

_HALVES = (4, 7, 12, 20, 32)  # frames from the middle to each end
LONGEST = 2 * _HALVES[-1] + 2
_CHANGED = 8.0  # root mean square of 255 by which the ends differ, at least
_REST = 0.12  # share of that which a blend of the ends leaves unexplained, at most
_MIDDLE = (0.3, 0.7)  # of the way from one end to the other
_DECIDED = 0.35  # of the difference: nearer than that to one end, a place shows that end
_SHARE_DECIDED = 0.8  # of the places, in a wipe
_PLANE = 0.7  # share of the variance of the times of change that a straight moving edge explains, at least
_DETAIL_LEFT = 1.5  # times what two blended pictures keep of their detail: a moving camera keeps all of it
_DETAIL_LIKE = 8.0  # times the detail of one end may be that of the other; a picture that fades has hardly any


@dataclass(frozen=True)
class _Window:
    middle: int
    half: int
    rest: float  # what is left unexplained: the smaller, the surer


def find_gradual(reel: Reel, cuts: list[Border]) -> list[Border]:
    """Dissolves and wipes of a reel. A window with a hard cut in it is left to the cut."""
    hard = np.array([cut.first_after for cut in cuts], dtype=np.int64)
    found: list[tuple[float, Border]] = []
    for kind, search in ((Transition.DISSOLVE, _blends), (Transition.WIPE, _sweeps)):
        for window in search(reel):
            if any(_overlap(reel, window, border) for _rest, border in found):
                continue
            border = _border(reel, window, kind)
            if border is not None and not _holds_one(border, hard):
                found.append((window.rest, border))
    return sorted((border for _rest, border in found), key=lambda border: border.first_after)


def _overlap(reel: Reel, window: _Window, border: Border) -> bool:
    first = reel.start + window.middle - window.half
    return first < border.first_after and first + 2 * window.half > border.last_before


def _holds_one(border: Border, cuts: NDArray[np.int64]) -> bool:
    return bool(np.any((cuts > border.last_before - 2) & (cuts <= border.first_after + 2)))


def _surest(windows: list[_Window]) -> list[_Window]:
    """Of windows of one length that overlap, the one that is explained best; the longer ones first."""
    kept: list[_Window] = []
    for window in sorted(windows, key=lambda w: (-w.half, w.rest)):
        if all(w.half != window.half or abs(window.middle - w.middle) > window.half for w in kept):
            kept.append(window)
    return kept


def _ends(reel: Reel, half: int) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """For each place of a window: its first picture, its middle one, its last one, as rows of numbers.

    Each less its own mean tone: a change of exposure alone is no blend.
    """
    even = reel.coarse - reel.coarse.mean(axis=(2, 3), keepdims=True)
    rows = even.reshape(len(reel), -1)
    return rows[: -2 * half], rows[half:-half], rows[2 * half :]


def _blends(reel: Reel) -> list[_Window]:
    """Windows whose middle picture is a mixture of the ends: m = a + y (b - a), least squares for y."""
    found = []
    for half in (h for h in _HALVES if len(reel) > 2 * h):
        a, m, b = _ends(reel, half)
        way = b - a
        energy = np.einsum("ij,ij->i", way, way)
        y = np.einsum("ij,ij->i", m - a, way) / np.maximum(energy, 1e-6)
        rest = np.square(m - a - y[:, None] * way).sum(axis=1) / np.maximum(energy, 1e-6)
        right = (energy > _CHANGED**2 * a.shape[1]) & (rest < _REST) & (y > _MIDDLE[0]) & (y < _MIDDLE[1])
        found += [_Window(int(n) + half, half, float(rest[n])) for n in np.flatnonzero(right)]
    return _surest(found)


def _sweeps(reel: Reel) -> list[_Window]:
    """Windows in whose middle one side of the picture shows the first end and the other the last."""
    found = []
    for half in (h for h in _HALVES if len(reel) > 2 * h):
        rows = reel.coarse[:, 0].reshape(len(reel), -1)
        a, m, b = rows[: -2 * half], rows[half:-half], rows[2 * half :]
        apart = np.abs(b - a)
        clear = apart > 2 * _CHANGED
        to_b = np.abs(m - b) < _DECIDED * apart
        to_a = np.abs(m - a) < _DECIDED * apart
        count = np.maximum(clear.sum(axis=1), 1)
        decided = ((to_a | to_b) & clear).sum(axis=1) / count
        new = (to_b & clear).sum(axis=1) / count
        right = (clear.mean(axis=1) > 0.4) & (decided > _SHARE_DECIDED) & (new > 0.25) & (new < 0.75)
        found += [_Window(int(n) + half, half, float(1 - decided[n])) for n in np.flatnonzero(right)]
    return _surest(found)


def _border(reel: Reel, window: _Window, kind: Transition) -> Border | None:
    first, last = window.middle - window.half, window.middle + window.half
    luma = reel.luma
    if is_flat(luma[first]) or is_flat(luma[last]) or alike(luma[first], luma[last]):
        return None
    if kind is Transition.DISSOLVE and not _is_blurred_by_blending(reel, window):
        return None
    span = _blended_frames(reel, first, last) if kind is Transition.DISSOLVE else _swept_frames(reel, first, last)
    if span is None:
        return None
    return Border(reel.start + span[0], reel.start + span[1], kind)


def _is_blurred_by_blending(reel: Reel, window: _Window) -> bool:
    """Two pictures laid over each other have about half the detail of each; a picture in motion keeps its own.

    Energies of independent pictures add up: at equal parts, a quarter of the one and a quarter of the other.
    """
    before, between, after = (
        _detail(reel.luma[n]) for n in (window.middle - window.half, window.middle, window.middle + window.half)
    )
    low, high = sorted((before, after))
    return high <= _DETAIL_LIKE * low and between <= _DETAIL_LEFT * (before + after) / 4


def _detail(luma: NDArray[np.uint8]) -> float:
    """Mean square of the steps from pixel to pixel."""
    picture = luma.astype(np.float32)
    return float(np.square(np.diff(picture, axis=0)).mean() + np.square(np.diff(picture, axis=1)).mean())


def _blended_frames(reel: Reel, first: int, last: int) -> tuple[int, int] | None:
    """The last frame before and the first after a dissolve, from a line through the share of the new shot."""
    rows = reel.coarse[first : last + 1].reshape(last - first + 1, -1)
    way = rows[-1] - rows[0]
    share = (rows - rows[0]) @ way / float(way @ way)
    inner = np.flatnonzero((share > 0.15) & (share < 0.85))
    if inner.size < 2:
        return None
    slope, start = np.polyfit(inner, share[inner], 1)
    if slope <= 0 or inner.size < 0.5 * (inner[-1] - inner[0] + 1):
        return None
    begin, end = -start / slope, (1 - start) / slope
    before, after = first + int(np.floor(begin + 0.25)), first + int(np.ceil(end - 0.25))
    return max(0, before), min(len(reel) - 1, after)


def _swept_frames(reel: Reel, first: int, last: int) -> tuple[int, int] | None:
    """The last frame before and the first after a wipe: each place changes once, at a time that a plane describes."""
    rows = reel.coarse[first : last + 1, 0]
    a, b = rows[0], rows[-1]
    clear = np.abs(b - a) > 2 * _CHANGED
    nearer = np.abs(rows - b) < np.abs(rows - a)
    times = (~nearer).sum(axis=0)[clear].astype(np.float64)
    y, x = (each[clear].astype(np.float64) for each in np.indices(clear.shape))
    design = np.column_stack([x, y, np.ones_like(x)])
    fitted = design @ np.linalg.lstsq(design, times, rcond=None)[0]
    spread = float(np.square(times - times.mean()).sum())
    if spread <= 0 or 1 - float(np.square(times - fitted).sum()) / spread < _PLANE:
        return None
    low, high = np.percentile(times, [2, 98])
    if high - low < 3:
        return None
    return first + int(low) - 1, first + int(np.ceil(high)) + 1
