"""Who may know whom: the contracts of pyproject.toml hold, and they would notice if they did not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("torch", "torchvision", "transformers", "accelerate", "llama_cpp", "diffusers", "trl", "peft")
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# One import of each kind that the contracts speak of; when a file moves, name another of the same kind.
KNOWN_EDGES = (
    ("chai_desktop.workers.project_thread", "PySide6"),
    ("chai_desktop.workers.project_thread", "chai_desktop.store.project"),
    ("chai_desktop.app", "chai_desktop.ui.crash_dialog"),
    ("chai_desktop.store.records", "chai_desktop.spec.points"),
    ("chai_desktop.verbs.run_verb", "chai_desktop.app"),  # inside a function: those count too
)


def run_lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LINT, "--no-cache"], cwd=folder, capture_output=True, text=True)


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "chai_desktop", tmp_path / "chai_desktop", ignore=shutil.ignore_patterns("resources"))
    (tmp_path / "chai_desktop" / "resources").mkdir()
    (tmp_path / "chai_desktop" / "resources" / "__init__.py").touch()
    return tmp_path


def test_the_linter_sees_the_imports() -> None:
    graph = grimp.build_graph("chai_desktop", include_external_packages=True, cache_dir=None)
    unseen = [edge for edge in KNOWN_EDGES if not graph.direct_import_exists(importer=edge[0], imported=edge[1])]
    assert unseen == []
    assert graph.count_imports() > 800


def test_the_contracts_hold(copy_of_the_house: Path) -> None:
    linted = run_lint(copy_of_the_house)
    assert linted.returncode == 0, linted.stdout
    assert "0 broken" in linted.stdout


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("spec/aspects.py", "import chai_desktop.store.records"),
        ("store/records.py", "import chai_desktop.media.timecode"),
        ("media/timecode.py", "from PySide6.QtCore import QObject"),
        ("models/engine.py", "import chai_desktop.workers.job_queue"),
        ("runs/control.py", "import chai_desktop.models.engine"),
        ("ui/crash_dialog.py", "import torch"),
        ("workers/job_queue.py", "def later():\n    import transformers"),
    ],
)
def test_a_forbidden_import_is_noticed(copy_of_the_house: Path, room: str, forbidden: str) -> None:
    file = copy_of_the_house / "chai_desktop" / room
    file.write_text(f"{file.read_text('utf-8')}\n{forbidden}\n", "utf-8")
    linted = run_lint(copy_of_the_house)
    assert linted.returncode != 0, linted.stdout
    assert f"chai_desktop.{room.removesuffix('.py').replace('/', '.')}" in linted.stdout


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after running ``code``."""
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_window_loads_no_weights_library() -> None:
    loaded = modules_after("import chai_desktop.app, chai_desktop.ui.window.main_window")
    assert "PySide6" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_no_module_of_the_window_even_tries_to_load_one() -> None:
    attempts = [sys.executable, str(ROOT / "benchmarks" / "import_attempts.py")]
    asked = json.loads(subprocess.run(attempts, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert {"PySide6", "mpv", "chai_desktop"} <= set(asked)
    assert set(asked).isdisjoint(HEAVY)


def test_a_verb_without_a_window_loads_no_qt() -> None:
    loaded = modules_after("from chai_desktop.cli import build_parser\nbuild_parser('draft')")
    assert "chai_desktop" in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6", "mpv", *HEAVY})


def test_the_window_opens_without_the_records_of_the_store() -> None:
    """They take a tenth of the time in which the window's modules load; the store comes when the window is painted."""
    told = "import json, sys, chai_desktop.app; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    late = ("chai_desktop.store.records", "chai_desktop.store.project", "sqlite_utils", "numpy", "pydantic", "yaml")
    assert [name for name in json.loads(done.stdout) if name in late] == []
