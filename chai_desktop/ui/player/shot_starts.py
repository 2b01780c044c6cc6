"""From shot to shot of a clip, by the frames at which they begin. Without Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def next_shot(starts: Sequence[int], here: int) -> int | None:
    """The first frame of the shot after the one of frame ``here``; None in the last one. ``starts`` rise."""
    at = bisect_right(starts, here)
    return starts[at] if at < len(starts) else None


def previous_shot(starts: Sequence[int], here: int) -> int:
    """The first frame of the shot of ``here``; from there, of the shot before. The clip's first frame is one too."""
    at = bisect_left(starts, here) - 1
    return starts[at] if at >= 0 else 0
