from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def empty_hub_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    cache = tmp_path_factory.mktemp("hub")
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    return cache


@pytest.fixture
def room(open_bench, project_file, qtbot):
    """The window with the Models page on show, and its first search done."""
    bench = open_bench(project_file, room="Library")
    bench.registry.run("view.models")
    qtbot.waitUntil(lambda: bench.models.desk is not None and not bench.models.jobs.active_jobs(), timeout=10000)
    return bench
