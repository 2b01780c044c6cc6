"""A project with work in every table, made once; every test damages its own copy."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.file_faults import log_of
from chai_desktop.store.backup.restoring import assemble
from tests.store.sample_work import copy_as_a_crash_leaves_it, make_project, work_on_a_clip


@dataclass(frozen=True)
class Samples:
    """``closed`` stands alone. ``crashed`` has its newest work in its log. ``other_log`` is of another project."""

    closed: Path
    crashed: Path
    whole: Path  # the crashed one with its log carried over
    other_log: Path


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    folder = tmp_path_factory.mktemp("samples")
    other = make_project(folder / "Other.chai", clips=2)
    other_log = log_of(copy_as_a_crash_leaves_it(other, folder / "other"))
    other.close()
    project = make_project(folder / "closed" / "Film.chai", clips=8)
    project.close()
    shutil.copytree(folder / "closed", folder / "reopened")
    again = type(project).open(folder / "reopened" / "Film.chai")
    for number in range(2):
        work_on_a_clip(again, f"newer {number}.mp4", random.Random(number))
    crashed = copy_as_a_crash_leaves_it(again, folder / "crashed")
    again.close()
    return Samples(project.path, crashed, assemble(crashed, folder / "whole.chai"), other_log)


@pytest.fixture
def closed(samples: Samples, tmp_path: Path) -> Path:
    """A copy of a project that was closed."""
    return Path(shutil.copyfile(samples.closed, tmp_path / "Film.chai"))


@pytest.fixture
def crashed(samples: Samples, tmp_path: Path) -> Path:
    """A copy of a project as a crash leaves it: with work that is only in its log."""
    shutil.copyfile(log_of(samples.crashed), tmp_path / "Film.chai-wal")
    return Path(shutil.copyfile(samples.crashed, tmp_path / "Film.chai"))
