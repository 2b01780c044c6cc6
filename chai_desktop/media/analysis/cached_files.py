"""How the files that the analysis makes are called in the media cache. Light: the window imports it too."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from chai_desktop.media.media_cache import MediaCache


class Measure(StrEnum):
    """What can be measured, in the order in which it is: what is quick and seen first comes first."""

    WAVEFORM = "waveform"
    FILMSTRIP = "filmstrip"
    SHOTS = "shots"
    MOTION = "motion"
    SUGGESTIONS = "suggestions"
    PROXY = "proxy"


_SUFFIXES = {Measure.SHOTS: ".json", Measure.SUGGESTIONS: ".json", Measure.PROXY: ".mkv"}
# The others are of the whole file.
_OF_THE_CLIP = {Measure.FILMSTRIP, Measure.MOTION, Measure.SUGGESTIONS, Measure.PROXY}


def file_name(measure: Measure, part: tuple[int, int] | None) -> str:
    """``motion.npz``, or ``motion-FIRST-LAST.npz`` where the clip is the ``part`` of a file. None: the whole file."""
    suffix = _SUFFIXES.get(measure, ".npz")
    if part is None or measure not in _OF_THE_CLIP:
        return f"{measure}{suffix}"
    return f"{measure}-{part[0]}-{part[1]}{suffix}"


def find_file(cache: MediaCache, content_hash: str, measure: Measure, first: int, last: int) -> list[Path]:
    """The files that may hold a measure of frames ``first``..``last``, the likeliest first.

    Without the frame index nobody knows whether these frames are the whole file: what is loaded has to be asked how
    many frames it is about.
    """
    named = cache.find(content_hash, file_name(measure, (first, last)))
    whole = cache.find(content_hash, file_name(measure, None)) if first == 0 or measure not in _OF_THE_CLIP else None
    return [path for path in dict.fromkeys((named, whole)) if path is not None]
