"""What a person needs to know of a file before it becomes a clip, or why it cannot become one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex, build_frame_index


@dataclass(frozen=True)
class MediaFacts:
    """One usable video file. ``width`` and ``height`` are in pixels as shown: rotation and pixel shape applied.

    ``average_rate`` is in frames per second, ``duration`` in seconds. ``notes`` says in plain sentences what is wrong
    with a file that can be used all the same (cut off: how many frames are there).
    """

    path: Path
    size_bytes: int
    width: int
    height: int
    rotation: int
    frame_count: int
    average_rate: Fraction
    variable_rate: bool
    duration: float
    codec: str
    container: str
    has_audio: bool
    notes: tuple[str, ...]


def read_clip_facts(path: Path | str, cancelled: Callable[[], bool] = lambda: False) -> MediaFacts:
    """The facts of a video file. Raises MediaError, naming the file and what to do, where it is none; or Cancelled."""
    path = Path(path)
    return facts_of(path, build_frame_index(path, cancelled))


def facts_of(path: Path, index: FrameIndex) -> MediaFacts:
    """The facts of a file whose frames are listed already."""
    if index.inexact:
        raise MediaError(index.inexact, "Convert it to MP4, for example with FFmpeg or HandBrake, and take that.")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise MediaError(f"{path.name} cannot be read: {error.strerror}.", "Check that it is still there.") from error
    width, height = index.shown_size
    return MediaFacts(
        path=path,
        size_bytes=size,
        width=width,
        height=height,
        rotation=index.rotation,
        frame_count=index.frame_count,
        average_rate=index.average_rate,
        variable_rate=index.variable_rate,
        duration=index.duration,
        codec=index.codec,
        container=index.container,
        has_audio=index.has_audio,
        notes=index.notes,
    )
