"""The curves of a clip: one value for each frame, and what each value means."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float32]

VERSION = 1  # of the measurement; a stored file of another one is measured anew


@dataclass(frozen=True, eq=False)
class MotionCurves:
    """Every array has one float32 value per frame of the clip; the value at n is about the step from frame n - 1 to n.

    The value at frame 0 repeats that at 1. NaN where nothing could be measured (a cut, a flat picture). Signs are the
    camera's, not the picture's: ``pan`` is positive when the camera turns to its right.
    """

    pan: Curve  # sideways drift of the whole picture as a camera's turn to the right, in picture widths per second
    tilt: Curve  # the same upward, in picture heights per second
    roll: Curve  # the camera's turn about the lens, clockwise as seen from behind it, in degrees per second
    zoom: Curve  # growth of the whole picture, as natural logarithm of its scale per second
    parallax: Curve  # motion that no turn and no zoom explains, root mean square, in picture widths per second
    shake: Curve  # trembling about the smooth path, in picture widths (root mean square over half a second)
    speed: Curve  # all apparent motion, median over the picture, in picture widths per second
    confidence: Curve  # 0..1: how much of the picture the fit of this step explains
    exposure: Curve  # mean luma, 0..1
    sharpness_near: Curve  # detail in the part of the picture that moves as near things do, 0..1 of the clip's best
    sharpness_far: Curve  # the same for the far part
    difference: Curve  # mean absolute difference of luma from the frame before, 0..1; 0 is a frozen frame

    @property
    def frame_count(self) -> int:
        return int(self.pan.size)


def save_curves(curves: MotionCurves, path: Path) -> None:
    """Write them as a NumPy archive (.npz)."""
    with path.open("wb") as file:
        np.savez_compressed(
            file, version=np.int64(VERSION), **{f.name: getattr(curves, f.name) for f in fields(curves)}
        )


def load_curves(path: Path) -> MotionCurves | None:
    """What ``save_curves`` wrote; None where the file is damaged or of another version."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            if int(stored["version"]) != VERSION:
                return None
            return MotionCurves(**{f.name: np.asarray(stored[f.name], dtype=np.float32) for f in fields(MotionCurves)})
    except (OSError, ValueError, KeyError, EOFError):
        return None
