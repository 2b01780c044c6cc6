"""Runs over real files, with clips that are told apart by their names."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chai_desktop.models.bulk.clip_list import BulkClip, hash_of
from chai_desktop.models.bulk.making import Plan, make_run
from chai_desktop.models.choice import EngineChoice
from chai_desktop.runs.run_folder import RunFolder
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification

ROOT = Path(__file__).resolve().parents[3]
TROUBLED = ROOT / "tests" / "models" / "process" / "troubled_engine.py"
ANSWERS = {
    "camera_movement": "major_simple",
    "camera_pan": "left_to_right",
    "steadiness": "smooth",
    "scene.location": "a stone square with a fountain",
}
RULES = EngineChoice("rules")
TROUBLED_CHOICE = EngineChoice("troubled")

Make = Callable[..., RunFolder]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def clips_of(tmp_path: Path) -> Callable[..., list[BulkClip]]:
    """Clips with these names, each a file of its own; what a name says is what the troubled engine does at it."""

    def make(names: list[str], aspects: tuple[Aspect, ...] = (Aspect.CAMERA,)) -> list[BulkClip]:
        folder = tmp_path / "films"
        folder.mkdir(exist_ok=True)
        made = []
        for number, name in enumerate(names):
            file = folder / f"{number}.mp4"
            file.write_text(f"{number} {name}")
            key = hash_of(file.read_bytes())
            made.append(BulkClip(name, str(file), key, file.stat().st_size, 0, 47, aspects, ANSWERS))
        return made

    return make


@pytest.fixture
def made(tmp_path: Path) -> Make:
    def make(clips: list[BulkClip], choice: EngineChoice = RULES, name: str = "run", **plan: object) -> RunFolder:
        chosen = Plan(choice, **plan)  # type: ignore[arg-type]
        return make_run(tmp_path / name, clips, chosen, load_specification(), {"id": "p", "name": "Loop"})

    return make


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The troubled engine is offered by a package, here and in processes that are started."""
    package = tmp_path / "packages"
    (package / "troubled-1.0.dist-info").mkdir(parents=True)
    (package / "troubled-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: troubled\nVersion: 1.0\n"
    )
    (package / "troubled-1.0.dist-info" / "entry_points.txt").write_text(
        "[chai_desktop.engines]\ntroubled = troubled_engine:KIND\n"
    )
    (package / "troubled_engine.py").write_bytes(TROUBLED.read_bytes())
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(package), str(ROOT)]))
    monkeypatch.syspath_prepend(str(package))


@pytest.fixture
def started() -> Iterator[Start]:
    """Runs `chai recaption --config` as a process of its own; those that are left are ended."""
    processes: list[subprocess.Popen[str]] = []

    def start(folder: RunFolder, *words: str) -> subprocess.Popen[str]:
        line = [sys.executable, "-m", "chai_desktop", "recaption", "--config", str(folder.description_file), *words]
        environment = {**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", str(ROOT))}
        processes.append(
            subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
        )
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()
