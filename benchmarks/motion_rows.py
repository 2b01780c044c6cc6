"""How fast motion is measured, as rows of the table."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from benchmarks.coded_clips import ClipRecipe, make_clip
from benchmarks.table import Row
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.motion.measure import measure_motion
from chai_desktop.media.motion.suggest import suggest_answers

_HD = ClipRecipe("motion_1080p24", ".mp4", Fraction(1, 24), (1,), 250, 2, frames=240, size=(1920, 1080))
_LEAST = 4.0  # times real time
_RUNS = 3


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = make_clip(_HD, Path(folder))
        index = build_frame_index(path)
        return [
            _row("motion.curves", "motion curves", lambda: measure_motion(path, index), index),
            _row(
                "motion.suggestions", "motion curves and suggested answers", lambda: suggest_answers(path, index), index
            ),
        ]


def _row(name: str, what: str, work: Callable[[], object], index: FrameIndex) -> Row:
    """The fastest of some runs: what else the machine does can only slow it down."""
    walls, processor = [], []
    for _ in range(_RUNS):
        started, used = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - started)
        processor.append(time.process_time() - used)
    speed = index.duration / min(walls)
    how = (
        f"{what} of {index.duration:.0f} s of 1080p24 H.264 (GOP 250), decoding included; fastest of {_RUNS} runs on "
        f"{os.cpu_count()} cores; {1000 * min(processor) / index.frame_count:.1f} ms of processor time a frame"
    )
    target = f">= {_LEAST:.0f}" if name == "motion.curves" else ""
    return Row(name, round(speed, 2), "x real time", target, speed >= _LEAST if target else None, how)
