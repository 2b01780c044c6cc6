"""Reads where in the clip somebody wants to go: `83`, `f83`, `00:00:03:11`, `3.5s`, `+12`, `-1s`. Without Qt."""

from __future__ import annotations

import re

from chai_desktop.errors import ChaiError
from chai_desktop.media.frame_index import FrameIndex

_FRAME = re.compile(r"[fF]?\s*(\d+)")
_SECONDS = re.compile(r"(\d+(?:[.,]\d*)?|[.,]\d+)\s*s")
_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+)[.,](\d+)")  # with a fraction: thousandths, not frames
_TIMECODE = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+)[:;](\d+)")
_HINT = "Write a frame (83), a time (00:00:03:11 or 3.5s), or how far from here (+12, -1s)."


def frame_of_words(words: str, index: FrameIndex, here: int) -> int:
    """The frame that ``words`` name, ``here`` being the one on screen.

    A sign means from here, and ends at the clip's ends. Times count from the clip's first frame, as on screen. Raises
    ChaiError with a sentence for the person where the words say nothing, or a place that the clip does not have.
    """
    words = words.strip()
    sign = {"+": 1, "-": -1, "\u2212": -1}.get(words[:1], 0)
    frames, seconds = _read(words[1:].strip() if sign else words, index)
    if sign:
        if seconds is not None:
            return index.frame_nearest(index.seconds(here) + sign * seconds)
        return min(index.frame_count - 1, max(0, here + sign * (frames or 0)))
    last = index.frame_count - 1
    if frames is not None and frames > last:
        raise ChaiError(f"The clip has no frame {frames}; its last is {last}.")
    if seconds is not None and seconds > index.duration:
        raise ChaiError(f"The clip is only {index.duration:.2f} seconds long.")
    return frames if frames is not None else index.frame_at(index.seconds(0) + (seconds or 0.0))


def _read(words: str, index: FrameIndex) -> tuple[int | None, float | None]:
    """Frames, or seconds."""
    if found := _FRAME.fullmatch(words):
        return int(found[1]), None
    if found := _SECONDS.fullmatch(words):
        return None, float(found[1].replace(",", "."))
    if found := _TIMECODE.fullmatch(words):
        return _of_timecode(found, index), None
    if found := _CLOCK.fullmatch(words):
        return None, _whole_seconds(found) + float(f"0.{found[4]}")
    raise ChaiError(f"\u201c{words}\u201d is no place in the clip." if words else "No place was written.", _HINT)


def _of_timecode(found: re.Match[str], index: FrameIndex) -> int:
    if index.variable_rate:
        raise ChaiError("This clip has no constant frame rate.", "Write seconds instead: 3.5s, or 00:00:03.500.")
    nominal, frames = max(1, round(index.average_rate)), int(found[4])
    if frames >= nominal:
        raise ChaiError(f"A second of this clip has no frame {frames}; its last is {nominal - 1}.")
    return _whole_seconds(found) * nominal + frames


def _whole_seconds(found: re.Match[str]) -> int:
    return int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + int(found[3])
