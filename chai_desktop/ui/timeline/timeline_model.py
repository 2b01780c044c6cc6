"""Where frames lie on the timeline, without Qt: from time to frame to place and back, and what part is in sight.

The axis is time, not ordinals: a frame is as wide as it stays on the screen, so a variable rate and missing frames look
as they are, and sound and picture share one axis. Edges of frames are exact: the frame under a place is the one whose
stretch holds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chai_desktop.media.frame_index import FrameIndex

FRAME_AT_MOST = 40.0  # pixels: how wide a usual frame gets at the deepest zoom
ZOOM_STEP = 1.5
_GAP = 2.5  # a frame that stays this many times as long as usual hides a gap
_ROUNDING = 1e-9  # seconds


@dataclass(frozen=True, eq=False)
class TimeScale:
    """Frame n is on the screen from ``edges[n]`` to ``edges[n + 1]``, in seconds from the first frame (float64).

    ``start`` is the raw time of the first frame, as of ``FrameIndex.seconds``. ``variable`` says whether the rate is.
    """

    edges: NDArray[np.float64]
    start: float = 0.0
    variable: bool = False

    @classmethod
    def of(cls, index: FrameIndex) -> TimeScale:
        unit = float(index.time_base)
        begins = (index.timestamps - index.timestamps[0]) * unit
        end = max(index.duration, float(begins[-1]) + unit)
        return cls(np.append(begins, end), index.seconds(0), index.variable_rate)

    @property
    def frame_count(self) -> int:
        return len(self.edges) - 1

    @property
    def last(self) -> int:
        return self.frame_count - 1

    @property
    def duration(self) -> float:
        return float(self.edges[-1])

    @cached_property
    def usual(self) -> float:
        """Seconds that most frames stay: the median."""
        return float(np.median(np.diff(self.edges)))

    def frame_at(self, seconds: float) -> int:
        """The frame on the screen then; beyond the ends, the nearest."""
        return int(np.clip(np.searchsorted(self.edges, seconds, side="right") - 1, 0, self.last))

    def begin(self, frame: int) -> float:
        return float(self.edges[frame])

    def end(self, frame: int) -> float:
        return float(self.edges[frame + 1])

    @cached_property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """Stretches where frames are missing: from a usual frame's length after a frame to the next one's beginning.

        None where the rate is variable: there a long frame is nothing unusual.
        """
        if self.variable:
            return ()
        long = np.flatnonzero(np.diff(self.edges) > _GAP * self.usual)
        return tuple((self.begin(int(n)) + self.usual, self.end(int(n))) for n in long)


@dataclass(frozen=True)
class Sight:
    """The stretch of time in sight, ``first``..``last`` seconds, on ``width`` pixels."""

    first: float
    last: float
    width: float

    @property
    def per_second(self) -> float:
        """Pixels for one second."""
        return self.width / (self.last - self.first)

    def x_of(self, seconds: float) -> float:
        return (seconds - self.first) * self.per_second

    def seconds_at(self, x: float) -> float:
        return self.first + x / self.per_second

    def xs_of(self, seconds: NDArray[np.float64]) -> NDArray[np.float64]:
        return (seconds - self.first) * self.per_second


def whole(scale: TimeScale, width: float) -> Sight:
    return Sight(0.0, scale.duration, max(1.0, width))


def shortest(scale: TimeScale, width: float) -> float:
    """Seconds in sight at the deepest zoom."""
    return min(scale.duration, width / FRAME_AT_MOST * scale.usual)


def zoomed(sight: Sight, scale: TimeScale, factor: float, anchor: float) -> Sight:
    """``factor`` above 1 shows less time; what is at ``anchor`` (pixels) stays there as long as the ends allow."""
    span = (sight.last - sight.first) / factor
    span = min(scale.duration, max(shortest(scale, sight.width), span))
    held = sight.seconds_at(anchor)
    return _within(replace(sight, first=held - span * anchor / sight.width), span, scale)


def panned(sight: Sight, scale: TimeScale, pixels: float) -> Sight:
    """Show what lies ``pixels`` further right."""
    span = sight.last - sight.first
    return _within(replace(sight, first=sight.first + pixels / sight.per_second), span, scale)


def resized(sight: Sight, scale: TimeScale, width: float) -> Sight:
    """The same stretch of time on another width, as far as the deepest zoom allows it."""
    width = max(1.0, width)
    span = max(sight.last - sight.first, shortest(scale, width))
    return _within(replace(sight, width=width), span, scale)


def with_frame(sight: Sight, scale: TimeScale, frame: int) -> Sight:
    """The sight itself where the frame is in it; else a page on, with the frame first, or a page back, with it last."""
    begin, end = scale.begin(frame), scale.end(frame)
    if begin >= sight.first - _ROUNDING and min(end, begin + scale.usual) <= sight.last + _ROUNDING:
        return sight
    span = sight.last - sight.first
    room = span / 20
    # A frame that lasts longer than the whole sight is shown from where it begins.
    first = begin - room if begin > sight.first else min(begin, end - span + room)
    return _within(replace(sight, first=first), span, scale)


def frame_under(sight: Sight, scale: TimeScale, x: float) -> int:
    """The frame whose stretch holds the place ``x`` (pixels from the left of the sight)."""
    return scale.frame_at(sight.seconds_at(x))


def frames_in(sight: Sight, scale: TimeScale) -> tuple[int, int]:
    """First and last frame of which at least a part is in sight."""
    return scale.frame_at(sight.first), scale.frame_at(sight.last)


def frame_width(sight: Sight, scale: TimeScale) -> float:
    """Pixels of a usual frame."""
    return scale.usual * sight.per_second


def column_edges(sight: Sight) -> NDArray[np.float64]:
    """The times at the borders of the pixel columns: width + 1 values."""
    return sight.first + np.arange(int(sight.width) + 1) / sight.per_second


def edge_near(sight: Sight, scale: TimeScale, x: float, frames: Iterable[int], reach: float) -> int | None:
    """Of ``frames`` the one whose beginning lies nearest to ``x``, if it does within ``reach`` pixels."""
    near = [(abs(sight.x_of(scale.begin(frame)) - x), frame) for frame in frames if 0 <= frame <= scale.last]
    away, frame = min(near, default=(reach + 1, 0))
    return frame if away <= reach else None


def _within(sight: Sight, span: float, scale: TimeScale) -> Sight:
    first = min(max(0.0, sight.first), max(0.0, scale.duration - span))
    return replace(sight, first=first, last=first + span)
