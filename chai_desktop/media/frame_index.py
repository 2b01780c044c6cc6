"""Which frames a video file holds: one pass over its packets, without decoding them.

A frame is named by its ordinal and its integer timestamp, never by seconds or n / fps: rates vary, first timestamps
are not always zero, and players round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from av.stream import Disposition
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.frame_rate import average_rate, is_variable
from chai_desktop.media.unusable import explain_open_error, refuse_unreadable

# mpv shows the first frame whose timestamp is not more than 5 ms before the target (player/video.c, "tolerance").
PLAYER_TOLERANCE = 0.005

_CANCEL_EVERY = 512  # packets


@dataclass(frozen=True, eq=False)
class FrameIndex:
    """Every frame of one video track in the order in which frames are shown.

    ``timestamps`` is an int64 array in units of ``time_base`` seconds, strictly rising; ``key_frames`` holds the
    ordinals at which decoding can start. ``width`` and ``height`` are the stored picture's, in pixels, before
    ``rotation`` (degrees clockwise, one of 0, 90, 180, 270) is applied for showing. ``track`` counts the file's video
    tracks from 0. ``notes`` says in plain sentences what is wrong with the file, where it can be used all the same.
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

    def key_frame_before(self, n: int) -> int:
        """The ordinal of the last key frame at or before frame ``n``; 0 where there is none."""
        at = int(np.searchsorted(self.key_frames, n, side="right")) - 1
        return int(self.key_frames[at]) if at >= 0 else 0

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
        starts = [0.0, *(self.clock(int(key)) for key in self.key_frames), self.duration]
        return max((b - a for a, b in pairwise(starts)), default=self.duration)


def build_frame_index(path: Path | str, cancelled: Callable[[], bool] = lambda: False) -> FrameIndex:
    """Read the packets of the first real video track (a cover picture is none) and list its frames.

    Decodes one frame only, to learn the rotation and to be sure that the video can be decoded at all. A file that
    stores no presentation timestamps (some AVI) is decoded once in full. Raises MediaError with the reason in plain
    words, or Cancelled.
    """
    path = Path(path)
    refuse_unreadable(path)
    try:
        with av.open(str(path)) as container:
            return _index_of(container, path, cancelled)
    except (av.error.FFmpegError, OSError) as error:
        raise explain_open_error(path, error) from error


def video_track(container: av.container.InputContainer, path: Path) -> av.VideoStream:
    """The first video track that is not a cover picture; MediaError where there is none."""
    tracks = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    if tracks:
        return tracks[0]
    if container.streams.audio:
        raise MediaError(f"{path.name} has sound but no picture.", "Choose the file that holds the video.")
    raise MediaError(f"{path.name} holds no video track.", "Choose a file that holds video.")


@dataclass
class _Packets:
    """What the packets of a track say; ``stamps`` pairs timestamps with whether decoding can start there."""

    stamps: dict[int, bool] = field(default_factory=dict)
    durations: dict[int, int] = field(default_factory=dict)
    count: int = 0
    unstamped: int = 0
    damaged: int = 0
    without_stamps: bool = False


def _index_of(container: av.container.InputContainer, path: Path, cancelled: Callable[[], bool]) -> FrameIndex:
    stream = video_track(container, path)
    if stream.codec_context is None:
        raise MediaError(
            f"{path.name} is coded in a way that cannot be decoded here.",
            "Convert it to H.264, for example with FFmpeg or HandBrake.",
        )
    packets = _read_packets(container, stream, cancelled)
    if not packets.count:
        raise MediaError(f"{path.name} has a video track without a single frame.", "Record or export it again.")
    rotation = _first_picture_rotation(path, stream.index)
    if packets.unstamped:
        packets = _decode_stamps(path, stream.index, cancelled)
        packets.without_stamps = True
    timestamps = np.array(sorted(packets.stamps), dtype=np.int64)
    time_base = stream.time_base or Fraction(1, 1000)
    rate = average_rate(timestamps, time_base, stream.average_rate or stream.guessed_rate)
    context = stream.codec_context
    return FrameIndex(
        timestamps=timestamps,
        key_frames=np.array([n for n, t in enumerate(timestamps) if packets.stamps[int(t)]], dtype=np.int64),
        time_base=time_base,
        average_rate=rate,
        variable_rate=is_variable(timestamps, time_base),
        last_duration=packets.durations.get(int(timestamps[-1]), 0) or round(1 / (rate * time_base)),
        width=context.width,
        height=context.height,
        pixel_aspect=stream.sample_aspect_ratio or Fraction(1),
        rotation=rotation,
        codec=context.name,
        container=container.format.name,
        has_audio=bool(container.streams.audio),
        track=[s.index for s in container.streams.video].index(stream.index),
        notes=_notes(packets, stream.frames),
    )


def _read_packets(
    container: av.container.InputContainer, stream: av.VideoStream, cancelled: Callable[[], bool]
) -> _Packets:
    found = _Packets()
    tail_damaged: list[int] = []  # damaged packets with no sound one after them: cut off, not scratched
    try:
        for packet in container.demux(stream):
            if packet.size == 0:
                continue
            found.count += 1
            if found.count % _CANCEL_EVERY == 0 and cancelled():
                raise Cancelled
            if packet.is_discard:  # outside the edit list: decoded for reference only, never shown
                continue
            if packet.pts is None:
                found.unstamped += 1
                continue
            found.stamps[packet.pts] = packet.is_keyframe
            found.durations[packet.pts] = packet.duration or 0
            if packet.is_corrupt:
                found.damaged += 1
                tail_damaged.append(packet.pts)
            else:
                tail_damaged.clear()
    except (av.error.InvalidDataError, av.error.EOFError):
        found.damaged += 1  # the file ends in the middle of something: what was read stands
    for stamp in tail_damaged[:-1] if len(tail_damaged) == len(found.stamps) else tail_damaged:
        del found.stamps[stamp]
    return found


def _first_picture_rotation(path: Path, stream_index: int) -> int:
    """Degrees clockwise by which the picture is turned for showing. MediaError where no frame can be decoded."""
    with av.open(str(path)) as container:
        stream = next(s for s in container.streams.video if s.index == stream_index)
        for packet in container.demux(stream):
            try:
                for frame in packet.decode():
                    # FFmpeg's display matrix counts counter-clockwise.
                    return -round(frame.rotation / 90) * 90 % 360
            except av.error.InvalidDataError:
                continue
    raise MediaError(f"Not one frame of {path.name} can be decoded.", "The file is damaged; copy or export it again.")


def _decode_stamps(path: Path, stream_index: int, cancelled: Callable[[], bool]) -> _Packets:
    found = _Packets()
    with av.open(str(path)) as container:
        stream = next(s for s in container.streams.video if s.index == stream_index)
        stream.thread_type = "AUTO"
        for packet in container.demux(stream):
            if cancelled():
                raise Cancelled
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                found.damaged += 1
                continue
            for frame in frames:
                stamp = frame.pts if frame.pts is not None else frame.dts
                if stamp is not None:
                    found.count += 1
                    found.stamps[stamp] = bool(frame.key_frame)
                    found.durations[stamp] = frame.duration or 0
    return found


def _notes(packets: _Packets, promised: int) -> tuple[str, ...]:
    notes = []
    here = len(packets.stamps)
    if promised > packets.count or (packets.damaged and promised > here):
        notes.append(f"The file is cut off: {here} of {promised} frames are there and can be used.")
    elif packets.damaged:
        notes.append(f"{packets.damaged} packet{'s' * (packets.damaged > 1)} of the video are damaged.")
    if packets.without_stamps:
        notes.append("The file stores no timestamps: the player may be a frame off. Convert it to MP4 to be exact.")
    return tuple(notes)
