"""One row per measured figure, the groups that measure them, and how they are printed and written."""

from __future__ import annotations

import importlib
import json
import math
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import psutil

# Group -> the module whose function ``measure() -> list[Row]`` measures it; loaded only when the group is asked for.
GROUPS = {
    "start_up": "benchmarks.start_up",
    "exactness": "benchmarks.exactness_rows",
    "playback": "benchmarks.playback.rows",
    "frame_index": "benchmarks.frame_index_rows",
    "motion": "benchmarks.motion_rows",
    "critiques": "benchmarks.critique_rows",
    "caption_lint": "benchmarks.caption_lint_rows",
    "specification": "benchmarks.specification_rows",
    "project": "benchmarks.project_rows",
    "shots": "benchmarks.shot_rows",
    "faults": "benchmarks.fault_rows",
    "suggestions": "benchmarks.suggestion_rows",
    "gguf": "benchmarks.gguf_rows",
    "sampling": "benchmarks.sampling_rows",
    "engines": "benchmarks.engine_speed.rows",
    "bulk": "benchmarks.bulk_rows",
    "engine_window": "benchmarks.engine_window_rows",
}


@dataclass(frozen=True)
class Row:
    """One figure. ``value`` is a median where ``p95`` is given; ``holds`` is None where nothing is promised."""

    id: str
    value: float
    unit: str
    target: str
    holds: bool | None
    how: str
    p95: float | None = None


class BenchmarkError(Exception):
    """Something could not be measured; the message says what and why."""


def measure_group(name: str) -> list[Row]:
    """The rows of one group. BenchmarkError where it could not be measured."""
    measure: Callable[[], list[Row]] = importlib.import_module(GROUPS[name]).measure
    return measure()


def middle_and_p95(samples: Sequence[float]) -> tuple[float, float]:
    """The median, and the smallest sample that at least 95 in 100 do not exceed."""
    ordered = sorted(samples)
    return median(ordered), ordered[math.ceil(0.95 * len(ordered)) - 1]


def as_text(rows: Sequence[Row]) -> str:
    """A table for people; how each figure was measured stands below it, by number."""
    head = ("", "figure", "median", "p95", "unit", "target", "holds")
    body = [
        (str(n), row.id, _figure(row.value), _figure(row.p95), row.unit, row.target or "-", _HOLDS[row.holds])
        for n, row in enumerate(rows, start=1)
    ]
    widths = [max(len(line[column]) for line in (head, *body)) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in (head, *body)]
    notes = [f"{n:>2}  {row.how}" for n, row in enumerate(rows, start=1)]
    return "\n".join([machine(), "", *(line.rstrip() for line in lines), "", *notes, ""])


def write_json(rows: Sequence[Row], path: Path) -> None:
    whole = {"machine": machine(), "rows": [asdict(row) for row in rows]}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")


def machine() -> str:
    """What the figures were measured on."""
    load = ", ".join(f"{part:.1f}" for part in psutil.getloadavg())
    memory = psutil.virtual_memory().total / 2**30
    python = f"Python {platform.python_version()}"
    return f"{platform.platform()}, {python}, {psutil.cpu_count()} cores, {memory:.0f} GiB, load before: {load}"


_HOLDS = {True: "yes", False: "NO", None: "-"}


def _figure(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.3g}"
