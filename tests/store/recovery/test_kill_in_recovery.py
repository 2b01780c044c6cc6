"""Recovery is killed at every call that changes the disk: the damaged bytes are there, and the next run finishes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.file_faults import PAGE, log_of
from chai_desktop.store.backup.restoring import assemble
from chai_desktop.store.project import Project
from chai_desktop.store.recovery.ladder import recover
from tests.store.sample_work import rows

ROOT = Path(__file__).parents[3]
PROCESS = Path(__file__).parents[1] / "kill_at_each_step.py"


def _header_gone(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def _page_gone(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: -3 * PAGE] + bytes(PAGE) + content[-2 * PAGE :])


def _log_broken(path: Path) -> None:
    log = log_of(path)
    log.write_bytes(b"x" * 32 + log.read_bytes()[32:])


def _bytes_in(folder: Path) -> set[tuple[str, bytes]]:
    return {(file.name, file.read_bytes()) for file in folder.iterdir() if file.is_file()}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize(
    ("kind", "damage"),
    [("closed", _header_gone), ("closed", _page_gone), ("crashed", _log_broken), ("crashed", _page_gone)],
)
def test_killed_at_any_step_no_byte_is_lost_and_the_next_run_finishes(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    kind: str,
    damage: Callable[[Path], None],
    record_property: Callable[[str, object], None],
) -> None:
    path: Path = request.getfixturevalue(kind)
    damage(path)
    source = tmp_path / "source"
    source.mkdir()
    for file in (path, log_of(path)):
        if file.exists():
            file.rename(source / file.name)
    damaged = _bytes_in(source)
    target = tmp_path / "deaths"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(PROCESS), "recover", str(source), str(target)], check=True, env=environment)
    deaths = sorted(target.iterdir(), key=lambda folder: int(folder.name))
    record_property("counted", json.dumps({"deaths": len(deaths) - 1}))
    undisturbed = rows(deaths[-1] / "Film.chai")
    for folder in deaths:
        kept = list((folder / "Film backups").glob("damaged *[0-9]"))
        assert all(_bytes_in(one) == damaged for one in kept), folder.name
        assert kept or _bytes_in(folder) == damaged, folder.name
        recover(folder / "Film.chai")
        assert rows(assemble(folder / "Film.chai", folder / "state.chai")) == undisturbed, folder.name
        assert not (folder / "Film backups" / "recovering").exists()
        Project.open(folder / "Film.chai").close()
    assert len(deaths) > 10
