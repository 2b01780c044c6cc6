"""One pass through a clip's pictures: everything that is measured frame by frame, and the points that were followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.motion.pictures import Picture, small_pictures, small_size
from chai_desktop.media.motion.step_fit import Step, fit_step
from chai_desktop.media.motion.tracks import CELL_COUNT, Points, Tracker, cell_of

Array = NDArray[np.float64]

_STEPS_PER_SECOND = 30  # points are not followed more often than this: at 120 fps every fourth frame is enough
KEPT_SECONDS = 180.0  # points are remembered for this long from the start; motion of longer clips is measured only
_JUMP = 0.035  # mean change of luma between two frames, at least, where the picture may have been replaced
_SURVIVORS = 0.35  # share of the points; fewer in one step with such a jump: another picture


@dataclass(eq=False)
class Survey:
    """What the pass found. Arrays have one value per frame of the clip, NaN for frames that could not be decoded."""

    size: tuple[int, int]  # of the small pictures
    seconds: Array  # of each frame's start, from the first
    exposure: Array
    difference: Array
    steps: dict[int, Step] = field(default_factory=dict)  # by the frame that the step leads to
    before: dict[int, int] = field(default_factory=dict)  # the frame from which that step leads
    detail: dict[int, Array] = field(default_factory=dict)  # sharpness of each cell, by frame
    points: dict[int, Points] = field(default_factory=dict)  # by frame; empty unless they were asked for
    jumps: list[int] = field(default_factory=list)  # first frames of another picture

    @property
    def frame_count(self) -> int:
        return int(self.seconds.size)


def survey(
    path: Path,
    index: FrameIndex,
    progress: Callable[[float], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
    keep_points: bool = False,
) -> Survey:
    """Look at every frame once. ``progress`` is told 0..1. Raises MediaError or Cancelled."""
    count = index.frame_count
    seconds = np.asarray((index.timestamps - index.first_timestamp) * float(index.time_base), dtype=np.float64)
    found = Survey(small_size(index), seconds, np.full(count, np.nan), np.full(count, np.nan))
    stride = max(1, round(float(index.average_rate) / _STEPS_PER_SECOND))
    walk = _Walk(found, stride, keep_points)
    for n, picture in small_pictures(path, index, cancelled):
        walk.look(n, picture)
        if n % 16 == 0:
            progress(n / count)
    walk.finish()
    progress(1.0)
    return found


@dataclass
class _Walk:
    """The state between two pictures."""

    found: Survey
    stride: int
    keep_points: bool
    tracker: Tracker = field(default_factory=Tracker)
    picture: Picture | None = None
    last: int = -1  # frame
    stepped: int = -1  # the last frame at which points were followed
    points: Points | None = None

    def look(self, n: int, picture: Picture) -> None:
        self.found.exposure[n] = float(picture.mean()) / 255
        jumped = False
        if self.picture is not None:
            self.found.difference[n] = float(cv2.absdiff(picture, self.picture).mean()) / 255
            jumped = bool(self.found.difference[n] > _JUMP)
        if jumped or self.stepped < 0 or n - self.stepped >= self.stride:
            self._step(n, picture, jumped)
        self.picture, self.last = picture, n

    def finish(self) -> None:
        """Follow the points to the very last picture."""
        if self.picture is not None and self.stepped < self.last:
            self._step(self.last, self.picture, jumped=False)

    def _step(self, n: int, picture: Picture, jumped: bool) -> None:
        before, points = self.points, self.tracker.follow(picture)
        self.found.detail[n] = _detail(picture)
        if before is not None and before.ids.size:
            old, new = common(before, points)
            survivors = len(old) / before.ids.size
            if jumped and survivors < _SURVIVORS:
                self.found.jumps.append(n)
            else:
                self._fit(n, before.at[old], points.at[new])
        if self.keep_points and self.found.seconds[n] <= KEPT_SECONDS:
            self.found.points[n] = points
        self.stepped, self.points = n, points

    def _fit(self, n: int, old: NDArray[np.float32], new: NDArray[np.float32]) -> None:
        size = self.found.size
        step = fit_step(centred(old, size), centred(new, size), shares(new, size))
        if step is not None:
            self.found.steps[n] = step
            self.found.before[n] = self.stepped


def common(before: Points, after: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places, in the one and in the other, of the points that both have."""
    _, old, new = np.intersect1d(before.ids, after.ids, assume_unique=True, return_indices=True)
    return old, new


def centred(at: NDArray[np.float32], size: tuple[int, int]) -> Array:
    """Pixels as picture widths from the middle, x right and y down."""
    width, height = size
    return np.asarray((at - np.array([(width - 1) / 2, (height - 1) / 2])) / width, dtype=np.float64)


def shares(at: NDArray[np.float32], size: tuple[int, int]) -> Array:
    """The part of the picture that each point stands for; sums to 1. Points that are crowded share their cell."""
    if not len(at):
        return np.zeros(0)
    cells = cell_of(at, *size)
    share = 1.0 / np.maximum(np.bincount(cells, minlength=CELL_COUNT)[cells], 2)
    return np.asarray(share / share.sum(), dtype=np.float64)


def _detail(picture: Picture) -> Array:
    """(7, 12): root mean square of the Laplacian in each cell, over its contrast-free scale 255."""
    energy = cv2.Laplacian(picture, cv2.CV_32F, ksize=3)
    cells = cv2.resize(energy * energy, (12, 7), interpolation=cv2.INTER_AREA)
    return np.sqrt(np.asarray(cells, dtype=np.float64)) / 255
