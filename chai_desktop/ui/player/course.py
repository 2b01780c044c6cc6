"""Which frame is due when playing does not simply go forward: plain figures by the index's timestamps, without Qt.

A course tells for the seconds that have passed since it began (of the clip's own time: a speed is a matter of the
clock's) which frame is due, and how long it stays. Every frame stays as long as forwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player.playback import PlaybackState

_LITTLE = 1e-6  # seconds: less than a tick, more than the rounding of floats


class Course(Protocol):
    def at(self, seconds: float) -> Due | None: ...


@dataclass(frozen=True)
class Due:
    """``direction``: the way in which the playhead travels, 1 or -1. ``stays``: seconds until the next frame is due."""

    frame: int
    direction: int
    stays: float


@dataclass(frozen=True)
class Backwards:
    """From frame ``start`` to ``first``, both shown; with ``last`` it goes on from there, else it ends (None)."""

    index: FrameIndex
    start: int
    first: int
    last: int | None = None

    def at(self, seconds: float) -> Due | None:
        leading = ends_at(self.index, self.start) - self.index.clock(self.first)
        if seconds < leading - _LITTLE:
            return _back(self.index, ends_at(self.index, self.start) - seconds)
        if self.last is None:
            return None
        length = ends_at(self.index, self.last) - self.index.clock(self.first)
        return _back(self.index, ends_at(self.index, self.last) - (seconds - leading + _LITTLE) % length)


@dataclass(frozen=True)
class PingPong:
    """From frame ``start`` up to ``last``, down to ``first`` and so on; the frames at which it turns come once."""

    index: FrameIndex
    start: int
    first: int
    last: int

    def at(self, seconds: float) -> Due | None:
        if self.first == self.last:
            return Due(self.first, 1, 1.0)
        begins = self.index.clock(self.start) - self.index.clock(self.first)
        seconds = (begins + seconds + _LITTLE) % (self._up + self._down) - _LITTLE
        if seconds < self._up - _LITTLE:
            frame = begun_before(self.index, self.index.clock(self.first) + seconds + 2 * _LITTLE)
            frame = min(self.last, frame)
            return Due(frame, 1, ends_at(self.index, frame) - self.index.clock(self.first) - seconds)
        return _back(self.index, self.index.clock(self.last) - (seconds - self._up))

    @cached_property
    def _up(self) -> float:
        return ends_at(self.index, self.last) - self.index.clock(self.first)

    @cached_property
    def _down(self) -> float:
        return self.index.clock(self.last) - ends_at(self.index, self.first)


def course_of(index: FrameIndex, state: PlaybackState) -> Course:
    """The course that ``state`` asks for from the playhead on: forward and back, or backwards."""
    first, last = state.turning_frames
    here = state.target
    if state.ping_pong:
        return PingPong(index, here if first <= here <= last else first, first, last)
    start = min(here, last) if here > first else last if state.loop else here
    return Backwards(index, start, min(first, start), last if state.loop else None)


def ends_at(index: FrameIndex, n: int) -> float:
    """Seconds from the first frame to the end of frame ``n``."""
    return index.clock(n + 1) if n + 1 < index.frame_count else index.duration


def begun_before(index: FrameIndex, clock: float) -> int:
    """The last frame that begins before ``clock`` seconds from the first frame; the first one where none does."""
    ticks = (clock - _LITTLE) / float(index.time_base) + index.first_timestamp
    return max(0, int(np.searchsorted(index.timestamps, ticks)) - 1)


def _back(index: FrameIndex, clock: float) -> Due:
    """The frame that a backwards course shows at ``clock``: it comes at its end, and goes at its beginning."""
    frame = begun_before(index, clock)
    return Due(frame, -1, max(0.0, clock - index.clock(frame)))
