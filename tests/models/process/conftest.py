from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.process.client import EngineProcess

HERE = Path(__file__).parent


@pytest.fixture
def offered(tmp_path: Path) -> str:
    """A folder for the import path in which a package offers the troubled engine."""
    package = tmp_path / "packages"
    (package / "troubled-1.0.dist-info").mkdir(parents=True)
    (package / "troubled-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: troubled\nVersion: 1.0\n"
    )
    (package / "troubled-1.0.dist-info" / "entry_points.txt").write_text(
        "[chai_desktop.engines]\ntroubled = troubled_engine:KIND\n"
    )
    (package / "troubled_engine.py").write_bytes((HERE / "troubled_engine.py").read_bytes())
    return str(package)


@pytest.fixture
def started(tmp_path: Path, offered: str) -> Iterator[Callable[..., EngineProcess]]:
    """Makes engines in processes of their own; all of them are ended with the test."""
    made: list[EngineProcess] = []

    def start(model: str = "", engine: str = "troubled") -> EngineProcess:
        path = os.pathsep.join([offered, *filter(None, [os.environ.get("PYTHONPATH")])])
        made.append(EngineProcess(EngineChoice(engine, model), tmp_path / "engines.log", {"PYTHONPATH": path}))
        return made[-1]

    yield start
    for engine in made:
        engine.unload()
