from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.process.client import EngineProcess


@pytest.fixture
def started(tmp_path: Path, offered: str) -> Iterator[Callable[..., EngineProcess]]:
    """Makes engines in processes of their own; all of them are ended with the test."""
    made: list[EngineProcess] = []

    def start(model: str = "", engine: str = "troubled", **settings: object) -> EngineProcess:
        path = os.pathsep.join([offered, *filter(None, [os.environ.get("PYTHONPATH")])])
        choice = EngineChoice(engine, model, settings)
        made.append(EngineProcess(choice, tmp_path / "engines.log", {"PYTHONPATH": path}))
        return made[-1]

    yield start
    for engine in made:
        engine.unload()
