"""Motion curves as a table for other programs (docs/formats/motion-curves-csv.md)."""

from __future__ import annotations

import csv
import io
import math

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.motion.curves import MotionCurves

# Field of MotionCurves -> name of the column, which ends in its unit.
COLUMNS = {
    "pan": "pan_widths_per_second",
    "tilt": "tilt_heights_per_second",
    "roll": "roll_degrees_per_second",
    "zoom": "zoom_log_per_second",
    "parallax": "parallax_widths_per_second",
    "shake": "shake_widths",
    "speed": "speed_widths_per_second",
    "confidence": "confidence",
    "exposure": "exposure",
    "sharpness_near": "sharpness_near",
    "sharpness_far": "sharpness_far",
    "difference": "difference",
}


def motion_table(curves: MotionCurves, index: FrameIndex, first: int) -> str:
    """CSV with a line of names and one line for each frame; ``index`` is the file's, ``first`` the clip's first frame.

    Seconds count from the file's first frame. A cell is empty where nothing could be measured.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["frame", "seconds", *COLUMNS.values()])
    columns = [getattr(curves, field) for field in COLUMNS]
    for n in range(curves.frame_count):
        values = [_cell(float(column[n])) for column in columns]
        table.writerow([first + n, f"{index.clock(first + n):.6f}", *values])
    return out.getvalue()


def _cell(value: float) -> str:
    return f"{value:.6g}" if math.isfinite(value) else ""
