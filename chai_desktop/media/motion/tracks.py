"""Points of the scene followed from picture to picture (corners, by pyramidal Lucas-Kanade)."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.motion.pictures import Picture

_COLUMNS, _ROWS = 12, 7  # cells of the picture; each should hold a few points, so that no busy corner outvotes the rest
_PER_CELL = 3
_WINDOW = (17, 17)
_LEVELS = 3
_LEVELS_BACK = 1  # the way back begins where it should end: fewer levels do
_STOP = (3, 20, 0.01)  # after 20 rounds, or when a round moves a point by less than a hundredth of a pixel
_BACK_AND_FORTH = 0.7  # pixels: followed forward and back again, a good point comes back to where it was
_QUALITY = 0.0004  # least corner strength (smaller eigenvalue, grey values 0..1 squared): below it is noise
_REFILL_EVERY = 5  # steps
_LOST = 0.4  # share of the points: with fewer left, the picture may have moved farther than is looked


@dataclass(frozen=True, eq=False)
class Points:
    """The followed points in one picture: ``ids`` (n,) int64 rising, ``at`` (n, 2) float32 pixels, x right, y down."""

    ids: NDArray[np.int64]
    at: NDArray[np.float32]


@dataclass
class Tracker:
    """Follows points through pictures of one size. New ones are sought where the picture has become empty of them."""

    _before: Picture | None = None
    _points: Points = field(default_factory=lambda: _nothing())
    _next_id: int = 0
    _age: int = 0

    def follow(self, picture: Picture) -> Points:
        """The points in this picture; those that were followed from the picture before keep their ids."""
        if self._before is not None and self._points.ids.size:
            self._points = _followed_far(self._before, picture, self._points)
        self._before = picture
        if self._age % _REFILL_EVERY == 0 or self._points.ids.size < 0.6 * _COLUMNS * _ROWS:
            self._refill(picture)
        self._age += 1
        return self._points

    def _refill(self, picture: Picture) -> None:
        height, width = picture.shape
        strength = np.asarray(cv2.cornerMinEigenVal(picture, 5, None, 3), dtype=np.float32)
        strength[:8] = strength[-8:] = 0
        strength[:, :8] = strength[:, -8:] = 0
        for x, y in self._points.at:
            cv2.circle(strength, (round(float(x)), round(float(y))), 7, 0.0, -1)
        new = _strongest(strength, _cells(self._points.at, width, height))
        if not new.size:
            return
        ids = np.arange(self._next_id, self._next_id + len(new), dtype=np.int64)
        self._next_id += len(new)
        self._points = Points(np.r_[self._points.ids, ids], np.vstack([self._points.at, new]).astype(np.float32))


def _nothing() -> Points:
    return Points(np.zeros(0, np.int64), np.zeros((0, 2), np.float32))


def cell_of(at: NDArray[np.float32], width: int, height: int) -> NDArray[np.int64]:
    """The number of the cell (12 columns, 7 rows) in which each point lies."""
    x = np.clip(at[:, 0] * _COLUMNS / width, 0, _COLUMNS - 1).astype(np.int64)
    y = np.clip(at[:, 1] * _ROWS / height, 0, _ROWS - 1).astype(np.int64)
    return y * _COLUMNS + x


CELL_COUNT = _COLUMNS * _ROWS


def _cells(at: NDArray[np.float32], width: int, height: int) -> NDArray[np.int64]:
    return np.bincount(cell_of(at, width, height), minlength=CELL_COUNT)


def _followed_far(before: Picture, now: Picture, points: Points) -> Points:
    """As ``_followed``; where that loses most points, once more from where the whole picture seems to have gone."""
    near = _followed(before, now, points, (0.0, 0.0))
    if near.ids.size >= _LOST * points.ids.size:
        return near
    far = _followed(before, now, points, _common_shift(before, now))
    return far if far.ids.size > near.ids.size else near


def _common_shift(before: Picture, now: Picture) -> tuple[float, float]:
    """How far, in pixels, the picture as a whole has moved (phase correlation of small copies)."""
    height, width = before.shape
    small = (max(16, width // 4), max(16, height // 4))
    a, b = (cv2.resize(p, small, interpolation=cv2.INTER_AREA).astype(np.float32) for p in (before, now))
    (x, y), _ = cv2.phaseCorrelate(a, b, cv2.createHanningWindow(small, cv2.CV_32F))
    return float(x * width / small[0]), float(y * height / small[1])


def _followed(before: Picture, now: Picture, points: Points, shift: tuple[float, float]) -> Points:
    guess = (points.at + np.array(shift)).astype(np.float32)
    there, found, _ = cv2.calcOpticalFlowPyrLK(
        before, now, points.at, guess, None, None, _WINDOW, _LEVELS, _STOP, cv2.OPTFLOW_USE_INITIAL_FLOW
    )
    guess = points.at.copy()
    back, found_back, _ = cv2.calcOpticalFlowPyrLK(
        now, before, there, guess, None, None, _WINDOW, _LEVELS_BACK, _STOP, cv2.OPTFLOW_USE_INITIAL_FLOW
    )
    height, width = now.shape
    inside = (there[:, 0] > 2) & (there[:, 1] > 2) & (there[:, 0] < width - 3) & (there[:, 1] < height - 3)
    returns = np.hypot(*(back - points.at).T) < _BACK_AND_FORTH
    good = (found.ravel() == 1) & (found_back.ravel() == 1) & inside & returns
    return Points(points.ids[good], there[good])


def _strongest(strength: NDArray[np.float32], filled: NDArray[np.int64]) -> NDArray[np.float32]:
    """The strongest corners of each cell that is not full, at least 7 pixels apart. (n, 2) pixels."""
    height, width = strength.shape
    peaks = (strength == cv2.dilate(strength, np.ones((7, 7), np.uint8))) & (strength > _QUALITY)
    y, x = np.nonzero(peaks)
    if not x.size:
        return np.zeros((0, 2), np.float32)
    at = np.stack([x, y], axis=1).astype(np.float32)
    order = np.argsort(-strength[y, x])
    at = at[order]
    cells = cell_of(at, width, height)
    by_cell = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[by_cell], np.arange(CELL_COUNT))
    rank = np.empty(len(at), np.int64)
    rank[by_cell] = np.arange(len(at)) - starts[cells[by_cell]]
    return at[rank + filled[cells] < _PER_CELL]
