"""Reads what the analysis left in the media cache of a clip. Off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chai_desktop.media.analysis.cached_files import Measure, find_file
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.media.motion.curves import MotionCurves, load_curves
from chai_desktop.media.motion.suggestion import Suggestions, load_suggestions
from chai_desktop.store.records import Clip


@dataclass(frozen=True, eq=False)
class Measured:
    """None for what was not measured yet, or by an older version of the program."""

    curves: MotionCurves | None = None
    suggestions: Suggestions | None = None


def read_measured(project: Path, otherwise: Path, clip: Clip) -> Measured:
    """``otherwise``: the folder that takes the cache's place where nothing can be written beside the project."""
    cache, facts = MediaCache.beside(project, otherwise), clip.facts
    first, last = facts.first_frame, facts.last_frame
    for path in find_file(cache, facts.content_hash, Measure.MOTION, first, last):
        curves = load_curves(path)
        if curves is not None and curves.frame_count == last - first + 1:
            beside = path.with_name(path.name.replace(Measure.MOTION, Measure.SUGGESTIONS)).with_suffix(".json")
            return Measured(curves, load_suggestions(beside))
    return Measured()
