"""The list of a video track's frames, and the questions that are asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.colour_tags import UNKNOWN, ColourTags

# mpv shows the first frame whose timestamp is not more than 5 ms before the target (player/video.c, "tolerance").
PLAYER_TOLERANCE = 0.005

# Seconds. libmpv loses the last frame of a file if it begins at the key frame of an open group right before it.
_WARM_UP = 0.5

GAP = 3  # times the usual distance between two frames


@dataclass(frozen=True)
class Gap:
    """Frames are missing, or the picture stands still: ``seconds`` pass from frame ``frame`` to the next one."""

    frame: int
    seconds: float


@dataclass(frozen=True, eq=False)
class FrameIndex:
    """Every frame of one video track in the order in which frames are shown.

    ``timestamps`` is an int64 array in units of ``time_base`` seconds, strictly rising; ``key_frames`` holds the
    ordinals from which decoding can start so that this frame and all after it come out exactly. ``width`` and
    ``height`` are the stored picture's, in pixels, before ``rotation`` (degrees clockwise, one of 0, 90, 180, 270) is
    applied for showing; ``mirrored`` says that the file asks for a picture turned left to right as well. ``track``
    counts the file's video tracks from 0. ``notes`` says in plain sentences what is wrong with the file, where it can
    be used all the same. ``entries`` are the timestamps of all key frames of the file, also of those outside the part
    or the edit list, which are decoded but not shown. ``bad_seeks``: a player
    that seeks by the container's own marks may land after the right key frame (transport streams, which have no marks;
    intra refresh, where they are false). ``lead``: in MP4, which is sought by the time of decoding, a key frame is
    decoded that many seconds before it is shown; 0 where a player knows that by itself. ``inexact`` says in one
    sentence why a player cannot be sent to an exact frame of this file; such a file cannot become a clip.
    """

    timestamps: NDArray[np.int64]
    key_frames: NDArray[np.int64]
    time_base: Fraction
    average_rate: Fraction
    variable_rate: bool
    last_duration: int  # of the last frame, in time_base units
    width: int
    height: int
    pixel_aspect: Fraction
    rotation: int
    codec: str
    container: str
    has_audio: bool
    track: int
    notes: tuple[str, ...] = field(default=())
    colour: ColourTags = UNKNOWN
    profile: str = ""
    mirrored: bool = False
    entries: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    bad_seeks: bool = False
    lead: float = 0.0
    inexact: str = ""

    @property
    def frame_count(self) -> int:
        return int(self.timestamps.size)

    @cached_property
    def first_timestamp(self) -> int:
        return int(self.timestamps[0])

    @property
    def duration(self) -> float:
        """Seconds from the first frame's start to the last frame's end."""
        ticks = int(self.timestamps[-1]) - self.first_timestamp + self.last_duration
        return float(ticks * self.time_base)

    @property
    def interlaced(self) -> bool:
        """Whether each frame is woven of two fields, taken one after the other."""
        return self.colour.interlaced

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height in pixels as a person sees the picture: pixel shape and rotation applied."""
        width = round(self.width * self.pixel_aspect)
        return (self.height, width) if self.rotation in (90, 270) else (width, self.height)

    def seconds(self, n: int) -> float:
        """The raw timestamp of frame ``n`` in seconds, the container's own start included."""
        return float(int(self.timestamps[n]) * self.time_base)

    def end(self) -> float:
        """The raw time in seconds at which the last frame ends."""
        return float((int(self.timestamps[-1]) + self.last_duration) * self.time_base)

    def play_end(self) -> float:
        """A raw time in seconds after the last frame has begun and before a next one would: mpv's ``end``."""
        return float((int(self.timestamps[-1]) * 2 + self.last_duration) * self.time_base / 2)

    def clock(self, n: int) -> float:
        """Seconds from the first frame to frame ``n``."""
        return float((int(self.timestamps[n]) - self.first_timestamp) * self.time_base)

    def seek_target(self, n: int) -> float:
        """The raw time in seconds which makes mpv (``rebase-start-time=no``, exact seek) show frame ``n``.

        Halfway between the timestamps of the frames before and at ``n``, plus mpv's tolerance of 5 ms; this is right at
        every rate, constant or not. The first frame has none before it: its target stays just below timestamp + 5 ms,
        so that it is never negative in a file that starts at 0 (mpv counts negative times from the end).
        """
        if n == 0:
            return self.seconds(0) + PLAYER_TOLERANCE - 0.001
        halfway = (int(self.timestamps[n - 1]) + int(self.timestamps[n])) * self.time_base / 2
        return float(halfway) + PLAYER_TOLERANCE

    def frame_at(self, seconds: float) -> int:
        """The ordinal of the frame on screen at a raw time: the last one that has begun (first and last at the ends).

        Half a tick of slack takes up the rounding of timestamps to floating point.
        """
        ticks = seconds / float(self.time_base) + 0.5
        return int(np.clip(np.searchsorted(self.timestamps, ticks, side="right") - 1, 0, self.frame_count - 1))

    def frame_nearest(self, seconds: float) -> int:
        """The ordinal of the frame whose timestamp is nearest to a raw time: reads back a rounded timestamp."""
        ticks = seconds / float(self.time_base)
        after = int(np.clip(np.searchsorted(self.timestamps, ticks), 1, max(1, self.frame_count - 1)))
        if after >= self.frame_count:
            return 0
        before = after - 1
        nearer_before = ticks - int(self.timestamps[before]) <= int(self.timestamps[after]) - ticks
        return before if nearer_before else after

    def ordinal(self, timestamp: int | None) -> int | None:
        """The frame that carries exactly this timestamp (in ``time_base`` units), or None."""
        if timestamp is None:
            return None
        at = int(np.searchsorted(self.timestamps, timestamp))
        return at if at < self.frame_count and int(self.timestamps[at]) == timestamp else None

    def key_frame_before(self, n: int) -> int:
        """The ordinal of the last key frame at or before frame ``n``; 0 where there is none."""
        at = int(np.searchsorted(self.key_frames, n, side="right")) - 1
        return int(self.key_frames[at]) if at >= 0 else 0

    def entry_before(self, n: int) -> int | None:
        """The timestamp of the packet at which decoding has to start for frame ``n``; None: at the start of the file.

        It may lie before the first frame: a part, or an edit list, may begin in the middle of a group.
        """
        at = int(np.searchsorted(self.entries, self.timestamps[n], side="right")) - 1
        return int(self.entries[at]) if at >= 0 else None

    def is_entry(self, timestamp: int | None) -> bool:
        """Whether decoding that starts at the packet with this timestamp is exact from there on.

        A packet's own key flag does not say so: with H.264's intra refresh it is set where the picture is not whole.
        """
        if timestamp is None:
            return False
        at = int(np.searchsorted(self.entries, timestamp))
        return at < self.entries.size and int(self.entries[at]) == timestamp

    def part(self, first: int, last: int) -> FrameIndex:
        """The index of the frames ``first``..``last`` (inclusive) alone: ordinals begin at 0, times do not change.

        A clip that is a part of a file is played, decoded and measured by such an index. Raises ValueError where the
        file has no such frames.
        """
        if not 0 <= first <= last < self.frame_count:
            raise ValueError(f"no frames {first}..{last} in a file of {self.frame_count}")
        if (first, last) == (0, self.frame_count - 1):
            return self
        keys = self.key_frames[(self.key_frames >= first) & (self.key_frames <= last)] - first
        after = int(self.timestamps[last + 1]) - int(self.timestamps[last]) if last + 1 < self.frame_count else None
        return replace(
            self,
            timestamps=self.timestamps[first : last + 1],
            key_frames=keys,
            last_duration=self.last_duration if after is None else after,
        )

    def longest_group(self) -> float:
        """Seconds between the two key frames that are farthest apart; the whole length where there is one only."""
        starts = (self.timestamps[self.key_frames] - self.first_timestamp) * float(self.time_base)
        return float(np.diff(np.concatenate([[0.0], starts, [self.duration]])).max())

    @property
    def seek_earlier(self) -> float:
        """By how many seconds a player has to begin before the place asked for (mpv: ``hr-seek-demuxer-offset``)."""
        if self.bad_seeks:
            return self._farthest_entry() + 1.0
        return self.lead + _WARM_UP if self.lead else 0.0

    def _farthest_entry(self) -> float:
        """The most seconds between a frame and the packet at which its decoding has to start, in the whole file."""
        end = int(self.timestamps[-1])
        before = self.entries[self.entries < end] if self.entries.size else self.timestamps[:1]
        return float(np.diff(np.append(before, end)).max(initial=0) * float(self.time_base))

    @cached_property
    def intervals(self) -> NDArray[np.float64]:
        """Seconds from each frame to the next; one fewer than there are frames."""
        seconds: NDArray[np.float64] = np.diff(self.timestamps) * float(self.time_base)
        return seconds

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Where the next frame comes more than ``GAP`` times later than usual."""
        if not self.intervals.size:
            return ()
        wide = np.flatnonzero(self.intervals > GAP * float(np.median(self.intervals)))
        return tuple(Gap(int(frame), float(self.intervals[frame])) for frame in wide)
