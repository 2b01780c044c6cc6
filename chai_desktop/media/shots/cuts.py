"""Hard cuts: the whole picture is replaced from one frame to the next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.shots.likeness import alike, is_flat
from chai_desktop.media.shots.reel import Border, Reel
from chai_desktop.media.shots.shot import Transition

_LEAST_CHANGE = 2.5  # of 255: less is no cut, even in the dark
_OUTSTANDING = 1.3  # times the changes around it
_AROUND = 4  # frames on each side
_FLASH = 0.2  # seconds that a flash or something before the lens may last
_FLASH_FRAMES = (3, 12)  # at least and at most


def find_cuts(reel: Reel) -> list[Border]:
    """The cuts in a reel. A flash, a jump of exposure and a fast pan are none: what was seen before is seen after."""
    return [
        Border(reel.start + n - 1, reel.start + n, Transition.CUT)
        for n in _candidates(reel.change)
        if _is_replaced(reel, n)
    ]


def _candidates(change: NDArray[np.float32]) -> list[int]:
    """Where the picture changes clearly more than around it."""
    found = []
    for n in np.flatnonzero(change >= _LEAST_CHANGE):
        around = np.concatenate([change[max(1, n - _AROUND) : n], change[n + 1 : n + 1 + _AROUND]])
        usual = float(np.median(around)) if around.size else 0.0
        if change[n] >= _OUTSTANDING * usual:
            found.append(int(n))
    return found


def _is_replaced(reel: Reel, n: int) -> bool:
    """Whether nothing of the frames before ``n`` is in those after. Even tones are for the search for fades."""
    luma = reel.luma
    if is_flat(luma[n - 1]) or is_flat(luma[n]) or alike(luma[n - 1], luma[n]):
        return False
    reach = int(np.clip(round(_FLASH * reel.frames_per_second), *_FLASH_FRAMES))
    after = range(n + 1, min(n + reach, len(reel) - 1) + 1)
    before = range(n - 2, max(n - 1 - reach, 0) - 1, -1)
    came_back = any(alike(luma[n - 1], luma[k]) for k in after)
    return not came_back and not any(alike(luma[k], luma[n]) for k in before)
