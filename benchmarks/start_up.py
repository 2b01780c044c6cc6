"""How long the window takes to open, beside the smallest window that Qt can open on the same machine at the same time.

Both are started as fresh processes, in turns; the clock runs in this process, from just before the start to the line
in which the window says that it has painted and taken a click. One start of each goes before and is not counted, so
that files are in the system's cache and Python's byte code is written: what is measured is a new process, not the disk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.table import BenchmarkError, Row, middle_and_p95

RUNS = 9
LIMIT = 60  # seconds for one start
RATIO = 2.5
HEAVY = ("torch", "transformers", "llama_cpp", "diffusers")
_ROOT = Path(__file__).resolve().parents[1]
_ATTEMPTS = Path(__file__).with_name("import_attempts.py")


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CHAI_DESKTOP_HOME": folder, "CHAI_DESKTOP_REPORT_READY": "1"}
        project = _sample_project(Path(folder))
        bare_command = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
        own_command = [sys.executable, "-m", "chai_desktop", "run", str(project)]
        bare, own = measure_in_turns(bare_command, own_command, environment, RUNS)
    ratio = middle_and_p95([mine / other for mine, other in zip(own, bare, strict=True)])
    in_turns = f"{RUNS} fresh processes in turns with the other, after one uncounted; process start to 'ready'"
    return [
        _row("start_up.bare_window", middle_and_p95(bare), "s", "", None, f"a bare QOpenGLWidget; {in_turns}"),
        _row("start_up.window", middle_and_p95(own), "s", "", None, f"chai run on the sample project; {in_turns}"),
        _row(
            "start_up.ratio",
            ratio,
            "x",
            f"<= {RATIO}",
            ratio[0] <= RATIO,
            "each start of the window over the bare window's start just before it",
        ),
        _modules_row(),
    ]


def measure_in_turns(
    first: Sequence[str], second: Sequence[str], environment: Mapping[str, str], runs: int
) -> tuple[list[float], list[float]]:
    """Seconds to 'ready' of two programs, ``runs`` times each; the first pair is started once more, and not counted."""
    pairs = [(seconds_to_ready(first, environment), seconds_to_ready(second, environment)) for _ in range(runs + 1)]
    return [pair[0] for pair in pairs[1:]], [pair[1] for pair in pairs[1:]]


def seconds_to_ready(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Start a program, and wait for its line that begins with 'ready', and for its end. BenchmarkError without one."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=_ROOT, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    overdue = threading.Timer(LIMIT, process.kill)
    overdue.start()
    try:
        seconds = _seconds_to_line(process, started)
        _, errors = process.communicate()
    finally:
        overdue.cancel()
    if seconds is None:
        last = (errors.strip().splitlines() or ["it said nothing"])[-1]
        raise BenchmarkError(f"{' '.join(command[1:4])} was never ready ({last})")
    return seconds


def _seconds_to_line(process: subprocess.Popen[str], started: float) -> float | None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("ready"):
            return time.perf_counter() - started
    return None


def attempted_imports() -> list[str]:
    """Which heavy libraries a fresh interpreter loads, or only tries to load, with every module of the window."""
    done = subprocess.run([sys.executable, str(_ATTEMPTS)], cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BenchmarkError(f"the modules of the window could not be imported ({done.stderr.strip()[-300:]})")
    return [name for name in json.loads(done.stdout) if name in HEAVY]


def _modules_row() -> Row:
    found = attempted_imports()
    how = f"fresh process, every module of chai_desktop.ui and .workers; {', '.join(found) or 'none'} of {HEAVY} found"
    return Row("start_up.heavy_modules", len(found), "modules", "0", not found, how)


def _row(name: str, figures: tuple[float, float], unit: str, target: str, holds: bool | None, how: str) -> Row:
    return Row(name, round(figures[0], 3), unit, target, holds, how, round(figures[1], 3))


def _sample_project(folder: Path) -> Path:
    from chai_desktop.exchange.sample_project import create_sample_project

    path = folder / "Sample.chai"
    create_sample_project(path).close()
    return path
