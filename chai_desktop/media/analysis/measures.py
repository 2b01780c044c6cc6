"""The table of what is measured: how long each takes beside the others, and the function that does it.

Each function loads what it needs when it is called: OpenCV is loaded only in the process that measures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.media.analysis.cached_files import Measure
from chai_desktop.media.frame_index import FrameIndex

Tell = Callable[[float], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Material:
    """What a measure works on. ``whole`` is the index of the file, ``index`` that of the clip's frames."""

    path: Path
    whole: FrameIndex
    index: FrameIndex


@dataclass(frozen=True)
class Step:
    """``make`` writes one file; ``weight`` is its share of the whole time, roughly, on ordinary material."""

    measure: Measure
    weight: float
    make: Callable[[Material, Path, Tell, Cancelled], None]
    is_wanted: Callable[[Material], bool] = lambda _material: True


def _waveform(of: Material, out: Path, progress: Tell, cancelled: Cancelled) -> None:
    from chai_desktop.media.waveform import make_waveform, save_waveform

    save_waveform(make_waveform(of.path, of.whole, progress, cancelled), out)


def _filmstrip(of: Material, out: Path, progress: Tell, cancelled: Cancelled) -> None:
    from chai_desktop.media.filmstrip import make_filmstrip, save_filmstrip

    save_filmstrip(make_filmstrip(of.path, of.index, progress, cancelled), out)


STEPS: tuple[Step, ...] = (
    Step(Measure.WAVEFORM, 1.0, _waveform),
    Step(Measure.FILMSTRIP, 2.0, _filmstrip),
)
