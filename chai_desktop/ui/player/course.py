"""Which frame is due when playing does not simply go forward: plain figures by the index's timestamps, without Qt.

A course tells for the seconds that have passed since it began (of the clip's own time: a speed is a matter of the
clock's) which frame is due, and how long it stays. Every frame stays as long as forwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from chai_desktop.media.frame_index import FrameIndex

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
        seconds = (begins + seconds + _LITTLE) % (self._up + self._down)
        if seconds < self._up:
            frame = self.index.frame_at(self.index.seconds(self.first) + seconds)
            frame = min(self.last, max(self.first, frame))
            return Due(frame, 1, ends_at(self.index, frame) - self.index.clock(self.first) - seconds)
        return _back(self.index, self.index.clock(self.last) - (seconds - self._up))

    @cached_property
    def _up(self) -> float:
        return ends_at(self.index, self.last) - self.index.clock(self.first)

    @cached_property
    def _down(self) -> float:
        return self.index.clock(self.last) - ends_at(self.index, self.first)


def ends_at(index: FrameIndex, n: int) -> float:
    """Seconds from the first frame to the end of frame ``n``."""
    return index.clock(n + 1) if n + 1 < index.frame_count else index.duration


def _back(index: FrameIndex, clock: float) -> Due:
    """The frame that a backwards course shows at ``clock``: it comes at its end, and goes at its beginning."""
    frame = index.frame_at(index.seconds(0) + clock - _LITTLE)
    return Due(frame, -1, max(0.0, clock - index.clock(frame)))
