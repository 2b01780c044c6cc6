"""The program is killed while it upgrades an older file: the file is wholly the old one or wholly the new one.

CHAI_KILLS=200 or more kills it at every statement, a smaller number at some of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chai_desktop.store.backup.restoring import assemble
from chai_desktop.store.check.check import check_file
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.project import Project
from tests.store.sample_work import rows

ROOT = Path(__file__).parents[3]
PROCESS = Path(__file__).parents[1] / "upgrade_and_die.py"
FILES = Path(__file__).parents[1] / "files"
OFTEN = int(os.environ.get("CHAI_KILLS", "20")) >= 200
EVERY = {1: 17, 2: 2}  # statements from one death to the next, unless it dies often: the step from 2 has few


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.timeout(900 if OFTEN else 160)
@pytest.mark.parametrize("version", EVERY)
def test_killed_in_the_upgrade_the_file_is_wholly_old_or_wholly_new(tmp_path, record_property, version):
    stored = FILES / f"version-{version}.chai"
    command = [sys.executable, str(PROCESS), str(stored), str(tmp_path), str(1 if OFTEN else EVERY[version])]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    old, new = rows(stored), _state(tmp_path / "whole" / "Film.chai")
    deaths = [folder for folder in tmp_path.iterdir() if folder.name != "whole"]
    record_property("counted", json.dumps({"deaths": len(deaths)}))
    left = {"old": 0, "new": 0}
    for folder in deaths:
        found = rows(assemble(folder / "Film.chai", folder / "found.chai"))
        left["old" if found == old else "new"] += 1
        assert _state(folder / "Film.chai") == new, folder.name  # opened again, it goes on
        assert not check_file(folder / "Film.chai").damaged
    assert left["old"] > 5
    assert len(deaths) > 10


def _state(path: Path) -> list[str]:
    """What the project says, by names that are the same in every copy."""
    with Project.open(path) as project:
        return state_lines(project._file)
