from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.start_up import measure_in_turns, seconds_to_ready
from benchmarks.table import BenchmarkError

ROOT = Path(__file__).resolve().parents[2]


def program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_the_clock_stops_at_the_line_not_at_the_end() -> None:
    code = "import time; time.sleep(0.3); print('loading'); print('ready', flush=True); time.sleep(1)"
    assert 0.3 <= seconds_to_ready(program(code), os.environ) < 1


def test_a_program_that_is_never_ready_is_named_with_its_last_words() -> None:
    with pytest.raises(BenchmarkError, match="no display"):
        seconds_to_ready(program("raise SystemExit('no display')"), os.environ)


def test_the_two_are_started_in_turns_and_the_first_pair_is_not_counted(tmp_path: Path) -> None:
    log = tmp_path / "log"
    first, second = (program(f"open({str(log)!r}, 'a').write({name!r}); print('ready')") for name in "ab")
    times = measure_in_turns(first, second, os.environ, runs=2)
    assert log.read_text() == "ababab"
    assert [len(part) for part in times] == [2, 2]


def test_the_bare_window_gets_ready_on_a_real_display() -> None:
    if not os.environ.get("DISPLAY"):
        pytest.skip("needs a display; ./chai test provides one")
    bare = [sys.executable, str(ROOT / "benchmarks" / "bare_window.py")]
    assert seconds_to_ready(bare, os.environ) < 30


def test_a_library_that_is_only_tried_for_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    shutil.copy(ROOT / "benchmarks" / "import_attempts.py", tmp_path / "benchmarks")
    for package in ("chai_desktop", "chai_desktop/ui", "chai_desktop/ui/deep", "chai_desktop/workers"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "chai_desktop" / "app.py").touch()
    (tmp_path / "chai_desktop" / "ui" / "deep" / "hidden.py").write_text(
        "try:\n    import llama_cpp\nexcept ImportError: pass"
    )
    script = str(tmp_path / "benchmarks" / "import_attempts.py")
    done = subprocess.run([sys.executable, "-P", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "llama_cpp" in json.loads(done.stdout)
