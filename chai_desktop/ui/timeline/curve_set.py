"""The curves that the timeline can show, and how their values become lines and words, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale, frame_width, frames_in

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CurveKind:
    """``key`` is the field of MotionCurves. ``least``: the reach at which even a still clip is drawn, so that noise
    stays small. ``signed`` curves have their zero in the middle of the lane, the others at its bottom."""

    key: str
    name: str
    unit: str
    least: float
    signed: bool = False
    decimals: int = 2
    tip: str = ""


CURVES = (
    CurveKind("pan", "Pan", "widths/s", 0.1, True, 2, "up: the camera turns to its right"),
    CurveKind("tilt", "Tilt", "heights/s", 0.1, True, 2, "up: the camera turns upward"),
    CurveKind("roll", "Roll", "°/s", 5.0, True, 1, "up: clockwise, as seen from behind the camera"),
    CurveKind("zoom", "Zoom", "log/s", 0.1, True, 2, "up: the picture grows"),
    CurveKind("parallax", "Parallax", "widths/s", 0.05, False, 3, "motion that no turn and no zoom explains"),
    CurveKind("shake", "Shake", "widths", 0.005, False, 4, "trembling about the smooth path"),
    CurveKind("speed", "Speed", "widths/s", 0.1, False, 2, "all apparent motion"),
    CurveKind("exposure", "Exposure", "", 1.0, False, 2, "mean brightness, 0 to 1"),
    CurveKind("sharpness_near", "Sharp near", "", 1.0, False, 2, "detail of near things, 1: the clip's best"),
    CurveKind("sharpness_far", "Sharp far", "", 1.0, False, 2, "detail of far things, 1: the clip's best"),
    CurveKind("difference", "Difference", "", 0.1, False, 3, "from the frame before; 0 is a frozen frame"),
)
KINDS = {kind.key: kind for kind in CURVES}
SHOWN_FIRST = ("pan", "tilt", "zoom")


@dataclass(frozen=True, eq=False)
class CurveData:
    """One curve of the clip on show; ``heights`` are its values as shares of the lane from the top, 0..1, or NaN."""

    kind: CurveKind
    values: NDArray[np.float32]
    heights: Floats

    def words(self, frame: int) -> str:
        """The value at a frame, with sign and unit."""
        return f"{self._figure(frame)} {self.kind.unit}".strip() if self._is_known(frame) else "not measured"

    def short(self, frame: int) -> str:
        """Name and value without the unit."""
        return f"{self.kind.name} {self._figure(frame) if self._is_known(frame) else '-'}"

    def _is_known(self, frame: int) -> bool:
        return 0 <= frame < len(self.values) and bool(np.isfinite(self.values[frame]))

    def _figure(self, frame: int) -> str:
        """With its sign, where the curve has one and the figure is not all zeros."""
        value = round(float(self.values[frame]), self.kind.decimals) + 0.0  # -0.0 becomes 0.0
        return f"{value:{'+' if self.kind.signed and value else ''}.{self.kind.decimals}f}"


def curve_data(key: str, values: NDArray[np.float32]) -> CurveData:
    """Scale a curve to the lane: to the 99th percentile of its size, never closer than its ``least``."""
    kind = KINDS[key]
    known = np.abs(values[np.isfinite(values)])
    reach = max(kind.least, float(np.percentile(known, 99)) if known.size else 0.0)
    share = np.clip(values.astype(np.float64) / reach, -1.0 if kind.signed else 0.0, 1.0)
    return CurveData(kind, values, 0.5 - share / 2 if kind.signed else 1.0 - share)


def line_through(data: CurveData, sight: Sight, scale: TimeScale) -> tuple[Floats, Floats]:
    """x in pixels of the sight and y as shares of the lane, along the frames in sight; NaN breaks the line.

    Where a pixel holds several frames, its lowest and highest value stand for them: no peak is lost.
    """
    first, last = frames_in(sight, scale)
    first, last = max(0, first - 1), min(scale.last, last + 1, len(data.heights) - 1)
    if last < first:
        return np.empty(0), np.empty(0)
    heights = data.heights[first : last + 1]
    middles = (scale.edges[first : last + 1] + scale.edges[first + 1 : last + 2]) / 2
    xs = sight.xs_of(middles)
    if frame_width(sight, scale) >= 0.5:
        return xs, heights
    columns = np.floor(xs).astype(np.int64)
    cuts = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1))
    low, high = np.fmin.reduceat(heights, cuts), np.fmax.reduceat(heights, cuts)
    x = np.repeat(columns[cuts] + 0.5, 2)
    return x, np.column_stack((low, high)).reshape(-1)
