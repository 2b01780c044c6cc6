"""Measures the motion curves of a clip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.motion.curves import MotionCurves
from chai_desktop.media.motion.depth_bands import band_sharpness
from chai_desktop.media.motion.step_fit import FOCAL_GUESS
from chai_desktop.media.motion.survey import Array, Survey, survey

_SHAKE_BELOW = 0.25  # seconds: what is slower than this is movement, what is quicker trembles


def measure_motion(
    path: Path,
    index: FrameIndex,
    progress: Callable[[float], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> MotionCurves:
    """The curves of a clip, one value per frame of ``index``. Raises MediaError or Cancelled."""
    return curves_of(survey(path, index, progress, cancelled))


def curves_of(found: Survey) -> MotionCurves:
    """The curves from what one pass through the clip found."""
    width, height = found.size
    rates = _rates(found)
    near, far = band_sharpness(found)
    return MotionCurves(
        pan=_curve(rates["pan"] * FOCAL_GUESS),
        tilt=_curve(rates["tilt"] * FOCAL_GUESS * width / height),
        roll=_curve(np.degrees(rates["roll"])),
        zoom=_curve(rates["zoom"]),
        parallax=_curve(rates["rest"]),
        shake=_curve(shake(found)),
        speed=_curve(rates["speed"]),
        confidence=_curve(rates["explained"]),
        exposure=_curve(found.exposure, repeat_first=False),
        sharpness_near=_curve(near, repeat_first=False),
        sharpness_far=_curve(far, repeat_first=False),
        difference=_curve(found.difference),
    )


def _curve(values: Array, repeat_first: bool = True) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    out = np.array(values, dtype=np.float32)
    if repeat_first and out.size > 1:
        out[0] = out[1]
    return out


def _rates(found: Survey) -> dict[str, Array]:
    """Every value of the steps, per second (``explained`` as it is), at every frame that the step covers."""
    names = ("pan", "tilt", "roll", "zoom", "rest", "speed", "explained")
    rates = {name: np.full(found.frame_count, np.nan) for name in names}
    for n, step in found.steps.items():
        start = found.before[n]
        seconds = found.seconds[n] - found.seconds[start]
        for name in names:
            value = getattr(step, name)
            rates[name][start + 1 : n + 1] = value if name == "explained" else value / seconds
    return rates


def shake(found: Survey) -> Array:
    """Trembling about the smooth path, in picture widths: root mean square over half a second around each frame."""
    trembling = np.full(found.frame_count, np.nan)
    for frames, path in paths(found):
        seconds = found.seconds[frames]
        rest = sum(np.asarray(axis - smoothed(axis, seconds, _SHAKE_BELOW)) ** 2 for axis in path)
        rms = np.sqrt(np.maximum(smoothed(np.asarray(rest), seconds, 0.5), 0))
        first, last = int(frames[0]), int(frames[-1])
        trembling[first : last + 1] = np.interp(np.arange(first, last + 1), frames, rms)
    return trembling


def paths(found: Survey) -> list[tuple[np.ndarray[tuple[int], np.dtype[np.int64]], tuple[Array, Array, Array]]]:
    """Unbroken runs of steps: their frames, and where pan, tilt and roll have led, in picture widths of drift.

    A roll counts as the drift at a quarter of the picture's width from the middle.
    """
    runs: list[list[int]] = []
    for n in sorted(found.steps):
        if runs and found.before[n] == runs[-1][-1]:
            runs[-1].append(n)
        else:
            runs.append([found.before[n], n])
    out = []
    for run in runs:
        steps = [found.steps[n] for n in run[1:]]
        axes = (
            np.cumsum([0.0, *(s.pan * FOCAL_GUESS for s in steps)]),
            np.cumsum([0.0, *(s.tilt * FOCAL_GUESS for s in steps)]),
            np.cumsum([0.0, *(s.roll * 0.25 for s in steps)]),
        )
        out.append((np.array(run, dtype=np.int64), axes))
    return out


def smoothed(values: Array, seconds: Array, width: float) -> Array:
    """A local straight line through the values, weighted by a bell of standard deviation ``width / 2`` seconds.

    A line, not a mean: an even movement has no shake at its ends.
    """
    out = np.empty(len(values))
    for n, t in enumerate(seconds):
        near = slice(*np.searchsorted(seconds, [t - 1.5 * width, t + 1.5 * width + 1e-9]))
        dt = seconds[near] - t
        w = np.exp(-2 * (dt / width) ** 2)
        m0, m1, m2 = w.sum(), (w * dt).sum(), (w * dt * dt).sum()
        v = values[near]
        spread = m0 * m2 - m1 * m1
        mean = (w * v).sum() / m0
        out[n] = ((w * v).sum() * m2 - (w * dt * v).sum() * m1) / spread if spread > 1e-12 * m0 * m0 else mean
    return out
