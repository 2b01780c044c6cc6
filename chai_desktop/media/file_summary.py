"""All that one may want to know of a video file, for people and for scripts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex


@dataclass(frozen=True)
class SoundTrack:
    codec: str
    channels: int
    rate: int  # samples per second
    language: str  # as the file says it ("eng"), or ""


@dataclass(frozen=True)
class Intervals:
    """Seconds from one frame to the next: the shortest, the usual (median), the longest."""

    shortest: float
    usual: float
    longest: float


def sound_tracks(path: Path) -> tuple[SoundTrack, ...]:
    """What the file's header says of its sound. Raises MediaError where it cannot be opened."""
    try:
        with av.open(str(path)) as container:
            return tuple(
                SoundTrack(
                    codec=track.codec_context.name if track.codec_context is not None else "unknown",
                    channels=track.codec_context.channels if track.codec_context is not None else 0,
                    rate=track.codec_context.sample_rate if track.codec_context is not None else 0,
                    language=track.language or "",
                )
                for track in container.streams.audio
            )
    except (av.error.FFmpegError, OSError) as error:
        raise MediaError(f"{path.name} cannot be read ({error}).", "Check that it is still there.") from error


def intervals_of(index: FrameIndex) -> Intervals | None:
    """None where there are not two frames."""
    if not index.intervals.size:
        return None
    between = index.intervals
    return Intervals(float(between.min()), float(np.median(between)), float(between.max()))


def summary_of(path: Path, index: FrameIndex, sound: tuple[SoundTrack, ...]) -> dict[str, Any]:
    """The file as JSON-ready values. Fractions are written "30000/1001"; times are seconds, sizes pixels."""
    intervals = intervals_of(index)
    width, height = index.shown_size
    return {
        "path": str(path),
        "size_bytes": path.stat().st_size,
        "container": index.container,
        "codec": index.codec,
        "profile": index.profile,
        "stored_width": index.width,
        "stored_height": index.height,
        "width": width,
        "height": height,
        "rotation": index.rotation,
        "mirrored": index.mirrored,
        "pixel_aspect": str(index.pixel_aspect),
        "time_base": str(index.time_base),
        "first_timestamp": index.first_timestamp,
        "first_seconds": index.seconds(0),
        "frames": index.frame_count,
        "key_frames": int(index.key_frames.size),
        "longest_group_seconds": round(index.longest_group(), 6),
        "average_rate": str(index.average_rate),
        "variable_rate": index.variable_rate,
        "intervals": None if intervals is None else asdict(intervals),
        "gaps": [asdict(gap) for gap in index.gaps],
        "duration": round(index.duration, 6),
        "interlaced": index.interlaced,
        "sound": [asdict(track) for track in sound],
        "colour": {**asdict(index.colour), "hdr": index.colour.hdr, "words": list(index.colour.words())},
        "usable_as_clip": not index.inexact,
        "notes": [*([index.inexact] if index.inexact else []), *index.notes],
    }
