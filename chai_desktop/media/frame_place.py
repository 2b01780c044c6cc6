"""Reads which frame a person means: a number, a timecode, or a time."""

from __future__ import annotations

import re
from fractions import Fraction

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex

_TIMECODE = re.compile(r"(\d+):(\d\d?):(\d\d?)([:;])(\d+)")
_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+\.\d*|\d+)")
_DROPPING = (Fraction(30000, 1001), Fraction(60000, 1001))


def frame_named(words: str, index: FrameIndex) -> int:
    """The ordinal of the frame that ``words`` name, the first frame being 0 and 00:00:00:00.

    ``83``, ``00:00:03:11`` (frames after a second, counted as ``frame_timecode`` does; ``;`` drops numbers),
    ``00:00:03.458`` or ``3.458`` (seconds from the first frame; the frame that begins nearest). Raises MediaError where
    it cannot be read or there is no such frame.
    """
    words = words.strip()
    if words.isdigit():
        frame = int(words)
    elif match := _TIMECODE.fullmatch(words):
        frame = _by_timecode(words, match, index)
    elif match := _CLOCK.fullmatch(words):
        frame = _by_clock(match, index)
    else:
        raise MediaError(
            f"{words} is no frame.", "Write its number (83), its timecode (00:00:03:11) or its time (00:00:03.458)."
        )
    if frame >= index.frame_count:
        last = index.frame_count - 1
        raise MediaError(f"There is no frame {words}: the last one is {last}.", "The first frame is 0.")
    return frame


def _by_timecode(words: str, match: re.Match[str], index: FrameIndex) -> int:
    if index.variable_rate:
        raise MediaError(
            f"{words} names no frame of a file whose rate varies.", "Write the time instead: 00:00:03.458."
        )
    hours, minutes, seconds, mark, frames = match.groups()
    nominal = max(1, round(index.average_rate))
    if int(minutes) >= 60 or int(seconds) >= 60 or int(frames) >= nominal:
        raise MediaError(
            f"{words} is no timecode at {nominal} frames per second.",
            f"Minutes and seconds end at 59, frames at {nominal - 1}.",
        )
    whole_minutes = int(hours) * 60 + int(minutes)
    count = (whole_minutes * 60 + int(seconds)) * nominal + int(frames)
    if mark == ":":
        return count
    return _without_dropped(words, count, whole_minutes, int(seconds), int(frames), index)


def _without_dropped(words: str, count: int, minutes: int, seconds: int, frames: int, index: FrameIndex) -> int:
    if index.average_rate not in _DROPPING:
        raise MediaError(f"{words} drops numbers, which is done at 29.97 and 59.94 only.", "Write it with a colon.")
    dropped = round(index.average_rate) // 15
    if minutes % 10 and seconds == 0 and frames < dropped:
        raise MediaError(f"{words} is one of the numbers that are dropped.", f"The minute begins with frame {dropped}.")
    return count - dropped * (minutes - minutes // 10)


def _by_clock(match: re.Match[str], index: FrameIndex) -> int:
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    clock = (hours * 60 + minutes) * 60 + seconds
    if clock >= index.duration:
        return index.frame_count  # which is refused
    return index.frame_nearest(index.seconds(0) + clock)
