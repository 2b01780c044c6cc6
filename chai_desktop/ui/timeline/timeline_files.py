"""Reads what was measured of a clip from the cache, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from chai_desktop.errors import ChaiError
from chai_desktop.media.analysis.cached_files import Measure
from chai_desktop.media.filmstrip import load_filmstrip
from chai_desktop.media.motion.curves import load_curves
from chai_desktop.media.shots.shot import load_shots
from chai_desktop.media.waveform import load_waveform
from chai_desktop.ui.timeline.curve_set import CURVES, curve_data
from chai_desktop.workers.job_queue import JobQueue

Fields = dict[str, object]


class TimelineFiles(QObject):
    """``loaded`` carries fields of the timeline's Contents; it is not emitted for a clip that was left meanwhile."""

    loaded = Signal(dict)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobQueue("timeline", self)
        self._turn = 0
        self._part = (0, 0)

    def follow(self, first: int, last: int) -> None:
        """Another clip: these frames of a file."""
        self._turn += 1
        self._part = (first, last)

    def read(self, measure: Measure, path: Path) -> None:
        reader = _READERS.get(measure)
        if reader is None:
            return
        turn, part = self._turn, self._part

        def tell(fields: Fields) -> None:
            if turn == self._turn and fields:
                self.loaded.emit(fields)

        def complain(_error: ChaiError) -> None:
            """What cannot be read is not shown; the log says why."""

        self._jobs.submit(f"Read {path.name}", lambda _progress: reader(path, *part), tell, complain)

    def finish(self) -> None:
        self._jobs.finish()


def _film(path: Path, first: int, last: int) -> Fields:
    strip = load_filmstrip(path)
    if strip is None or strip.frame_count != last - first + 1:
        return {}
    pictures = ((int(n), QImage.fromData(data)) for n, data in zip(strip.frames, strip.pictures, strict=True))
    return {"film": tuple((n, image) for n, image in pictures if not image.isNull())}


def _waveform(path: Path, _first: int, _last: int) -> Fields:
    waveform = load_waveform(path)
    return {} if waveform is None else {"waveform": waveform}


def _curves(path: Path, first: int, last: int) -> Fields:
    curves: Any = load_curves(path)
    if curves is None or curves.frame_count != last - first + 1:
        return {}
    return {"curves": {kind.key: curve_data(kind.key, getattr(curves, kind.key)) for kind in CURVES}}


def _shots(path: Path, first: int, last: int) -> Fields:
    """Those of the file that reach into the clip, in the clip's own ordinals."""
    shots = load_shots(path) or ()
    inside = (shot for shot in shots if shot.last >= first and shot.first <= last)
    return {"shots": tuple((max(0, shot.first - first), min(shot.last, last) - first) for shot in inside)}


_READERS: dict[Measure, Callable[[Path, int, int], Fields]] = {
    Measure.FILMSTRIP: _film,
    Measure.WAVEFORM: _waveform,
    Measure.SHOTS: _shots,
    Measure.MOTION: _curves,
}
