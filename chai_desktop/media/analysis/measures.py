"""The table of what is measured: how long each takes beside the others, and the function that does it.

Each function loads what it needs when it is called: OpenCV is loaded only in the process that measures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.media.analysis.cached_files import Measure
from chai_desktop.media.frame_index import FrameIndex

# Footage of hours is split into clips before it is worked on; searching all of it would take as long as a night.
LONGEST_FOR_SHOTS = 3 * 3600.0  # seconds of the file
LONGEST_FOR_MOTION = 600.0  # seconds of the clip

Tell = Callable[[float], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Material:
    """What a measure works on. ``whole`` is the index of the file, ``index`` that of the clip's frames."""

    path: Path
    whole: FrameIndex
    index: FrameIndex


Make = Callable[[Material, Sequence[Path], Tell, Cancelled], None]


@dataclass(frozen=True)
class Step:
    """``make`` writes one file for each of ``measures``; ``weight`` is its share of the whole time, roughly.

    ``is_good``: whether a file of the cache is whole and of the measurement's newest version.
    """

    measures: tuple[Measure, ...]
    weight: float
    make: Make
    is_good: Callable[[Measure, Path], bool]
    is_wanted: Callable[[Material], bool] = lambda _material: True


def _waveform(of: Material, outs: Sequence[Path], progress: Tell, cancelled: Cancelled) -> None:
    from chai_desktop.media.waveform import make_waveform, save_waveform

    save_waveform(make_waveform(of.path, of.whole, progress, cancelled), outs[0])


def _has_waveform(_measure: Measure, path: Path) -> bool:
    from chai_desktop.media.waveform import load_waveform

    return load_waveform(path) is not None


def _filmstrip(of: Material, outs: Sequence[Path], progress: Tell, cancelled: Cancelled) -> None:
    from chai_desktop.media.filmstrip import make_filmstrip, save_filmstrip

    save_filmstrip(make_filmstrip(of.path, of.index, progress, cancelled), outs[0])


def _has_filmstrip(_measure: Measure, path: Path) -> bool:
    from chai_desktop.media.filmstrip import load_filmstrip

    return load_filmstrip(path) is not None


def _shots(of: Material, outs: Sequence[Path], progress: Tell, cancelled: Cancelled) -> None:
    from chai_desktop.media.shots import find_shots, save_shots

    save_shots(find_shots(of.path, of.whole, progress, cancelled), outs[0])


def _has_shots(_measure: Measure, path: Path) -> bool:
    from chai_desktop.media.shots import load_shots

    return load_shots(path) is not None


def _motion(of: Material, outs: Sequence[Path], progress: Tell, cancelled: Cancelled) -> None:
    """Curves and suggested answers come from one pass over the pictures."""
    from chai_desktop.media.motion.curves import save_curves
    from chai_desktop.media.motion.suggest import suggest_answers
    from chai_desktop.media.motion.suggestion import save_suggestions

    found = suggest_answers(of.path, of.index, progress, cancelled)
    assert found.curves is not None  # they are, where they were just measured
    save_curves(found.curves, outs[0])
    save_suggestions(found, outs[1])


def _has_motion(measure: Measure, path: Path) -> bool:
    from chai_desktop.media.motion.curves import load_curves
    from chai_desktop.media.motion.suggestion import load_suggestions

    loaded = load_curves(path) if measure is Measure.MOTION else load_suggestions(path)
    return loaded is not None


def _proxy(of: Material, outs: Sequence[Path], progress: Tell, cancelled: Cancelled) -> None:
    from chai_desktop.media.proxy import make_proxy

    make_proxy(of.path, of.index, outs[0], progress, cancelled)


def _wants_proxy(of: Material) -> bool:
    from chai_desktop.media.proxy import worth_a_proxy

    return worth_a_proxy(of.index)


STEPS: tuple[Step, ...] = (
    Step((Measure.WAVEFORM,), 0.5, _waveform, _has_waveform),
    Step((Measure.FILMSTRIP,), 1.5, _filmstrip, _has_filmstrip),
    Step((Measure.SHOTS,), 3.0, _shots, _has_shots, lambda of: of.whole.duration <= LONGEST_FOR_SHOTS),
    Step(
        (Measure.MOTION, Measure.SUGGESTIONS),
        8.0,
        _motion,
        _has_motion,
        lambda of: of.index.duration <= LONGEST_FOR_MOTION,
    ),
    Step((Measure.PROXY,), 6.0, _proxy, lambda _measure, _path: True, _wants_proxy),
)
