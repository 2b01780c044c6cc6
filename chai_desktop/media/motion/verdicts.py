"""From a measured size to yes, no or unsure, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chai_desktop.media.motion.scene_model import Array

# Sizes are drifts of the picture over the clip, in picture widths.
PLAIN = 0.05  # plain to see: one would name it
SLIGHT = 0.02  # so little that one would not
_PLAIN_SHARE, _SLIGHT_SHARE = 0.1, 0.05  # the same beside a larger movement, as its share
_STEADY, _WANDERING = 0.7, 0.45  # of the way covered, the part that is left in the end
_EVEN, _PLAIN_IF_EVEN = 0.95, 0.035  # what drifts so evenly is meant, though it is little
_SWAY = 0.15  # picture widths: wandering within so much is a hand's sway, more is movement there and back
_BEST, _LEAST = 0.97, 0.75  # confidence far from a border, and at it


@dataclass(frozen=True, eq=False)
class Course:
    """One kind of movement over the clip: ``steps`` (n,), in picture widths of drift, signed."""

    steps: Array

    @property
    def net(self) -> float:
        return float(self.steps.sum())

    @property
    def size(self) -> float:
        return abs(self.net)

    @property
    def steadiness(self) -> float:
        """1 where it goes one way all the time, 0 where it comes back to where it began."""
        way = float(np.abs(self.steps).sum())
        return self.size / way if way > 1e-9 else 0.0

    @property
    def swing(self) -> float:
        """The distance between the two farthest places on the way."""
        path = np.concatenate([[0.0], np.cumsum(self.steps)])
        return float(path.max() - path.min())

    @property
    def wanders(self) -> bool:
        return self.steadiness <= _WANDERING and self.swing <= _SWAY

    @property
    def turns_back(self) -> bool:
        """Goes plainly one way and plainly back again."""
        return self.swing > _SWAY and self.steadiness < _STEADY and self.swing - self.size > PLAIN

    def active(self) -> tuple[int, int]:
        """The first and the last step of the middle nine tenths of its way."""
        way = np.cumsum(np.abs(self.steps))
        return int(np.searchsorted(way, 0.05 * way[-1])), int(np.searchsorted(way, 0.95 * way[-1]))


@dataclass(frozen=True)
class Verdict:
    """``there``: True, False, or None where it is unsure."""

    there: bool | None
    confidence: float


UNSURE = Verdict(None, 0.0)


def verdict(course: Course, main: float) -> Verdict:
    """Whether one would name this movement beside the largest one, of size ``main``."""
    plain, slight = max(PLAIN, _PLAIN_SHARE * main), max(SLIGHT, _SLIGHT_SHARE * main)
    if course.turns_back:
        return UNSURE
    if course.size <= slight or course.wanders:
        return Verdict(False, confidence(slight / max(course.size, 1e-6)))
    if course.steadiness >= _EVEN:
        plain = max(_PLAIN_IF_EVEN, _PLAIN_SHARE * main)
    if course.size >= plain and course.steadiness >= _STEADY:
        return Verdict(True, confidence(course.size / plain))
    return UNSURE


def confidence(margin: float) -> float:
    """How sure, from how many times a size lies beyond its border: at the border ``_LEAST``, far away ``_BEST``."""
    return float(_BEST - (_BEST - _LEAST) * np.exp(-1.5 * np.log(max(margin, 1.0))))
