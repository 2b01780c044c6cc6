"""Stretches of one even tone (black, white) between shots, and whether the picture fades into them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.shots.likeness import FLAT
from chai_desktop.media.shots.reel import Border, Reel
from chai_desktop.media.shots.shot import Transition

_LEAST = 2  # frames of an even tone: one alone is a flash
_RAMP = 4  # frames in which a fade changes the contrast step by step
_ABRUPT = 0.5  # share of the contrast that goes in one frame at a cut


@dataclass
class Contrasts:
    """The contrast (standard deviation of luma) of every frame of a file, collected reel by reel."""

    _known: list[NDArray[np.float32]] = field(default_factory=list)

    def add(self, reel: Reel, first: int) -> None:
        """Take up the frames of a reel from the ordinal ``first`` on."""
        luma = reel.luma[first - reel.start :].astype(np.float32)
        self._known.append(luma.std(axis=(1, 2)).astype(np.float32))

    def without_fading(self, borders: list[Border]) -> list[Border]:
        """Those of ``borders`` that do not lie where a picture fades into an even tone: that is no dissolve."""
        contrast = np.concatenate(self._known)
        reached = [_fading(contrast, fade) for fade in self.borders()]
        return [b for b in borders if all(b.first_after <= first or b.last_before >= last for first, last in reached)]

    def borders(self) -> list[Border]:
        """One for each even stretch with a shot on both sides."""
        contrast = np.concatenate(self._known)
        flat = np.concatenate([[False], contrast < FLAT, [False]]).astype(np.int8)
        edges = np.flatnonzero(np.diff(flat))
        return [
            Border(int(first) - 1, int(after), _kind(contrast, int(first), int(after)))
            for first, after in zip(edges[::2], edges[1::2], strict=True)
            if after - first >= _LEAST and first > 0 and after < contrast.size
        ]


def _fading(contrast: NDArray[np.float32], fade: Border) -> tuple[int, int]:
    """The frames from where the contrast begins to fall to where it has come back."""
    first, last = fade.last_before, fade.first_after
    while first > 0 and contrast[first - 1] > contrast[first]:
        first -= 1
    while last + 1 < contrast.size and contrast[last + 1] > contrast[last]:
        last += 1
    return first, last


def _kind(contrast: NDArray[np.float32], first: int, after: int) -> Transition:
    """A fade goes through steps on at least one side; where both sides are abrupt, black lies between two cuts."""
    before = contrast[max(0, first - _RAMP) : first]
    behind = contrast[after : after + _RAMP]
    abrupt = [_is_abrupt(before[-1], before.max()), _is_abrupt(behind[0], behind.max())]
    return Transition.CUT if all(abrupt) else Transition.FADE


def _is_abrupt(beside: float, whole: float) -> bool:
    return bool(beside >= _ABRUPT * whole)
