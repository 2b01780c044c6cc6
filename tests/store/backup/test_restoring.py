"""Putting a backup back: what was there before is kept, and a kill at any moment leaves one of the two whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.making import make_backup
from chai_desktop.store.backup.names import Reason, backup_folder, list_backups
from chai_desktop.store.backup.restoring import assemble, restore_backup
from chai_desktop.store.project import Project
from chai_desktop.store.refusals import ProjectDamagedError, ProjectLockedError
from tests.store.kill_at_each_step import oldest_of_the_half_hours
from tests.store.sample_work import copy_as_a_crash_leaves_it, copy_by_backup, make_project, rows, work_on_a_clip

ROOT = Path(__file__).parents[3]
PROCESS = Path(__file__).parents[1] / "kill_at_each_step.py"
NOON = datetime(2026, 11, 27, 12, 0, 0, tzinfo=UTC)
CASES = ("closed", "crashed")


@pytest.fixture(params=CASES)
def film(request, tmp_path, dice) -> Path:
    """A project with three backups of different times, and newer work: closed, or as a crash leaves it."""
    project = make_project(tmp_path / "made" / "Film.chai", clips=1)
    for hour in range(3):
        make_backup(project.path, Reason.HALF_HOUR, copy_by_backup(project), NOON + timedelta(hours=hour))
        work_on_a_clip(project, f"hour {hour}.mp4", dice)
    path = tmp_path / "films" / "Film.chai"
    if request.param == "crashed":  # its log holds less than all that came after the backups
        project.close()
        project = Project.open(project.path)
        work_on_a_clip(project, "newest.mp4", dice)
        copy_as_a_crash_leaves_it(project, path.parent)
    project.close()
    if request.param == "closed":
        path.parent.mkdir()
        shutil.copyfile(project.path, path)
    shutil.copytree(backup_folder(project.path), backup_folder(path))
    return path


def _state(path: Path, folder: Path) -> dict[str, set[tuple[object, ...]]]:
    """The rows that opening would show, without opening."""
    return rows(assemble(path, folder / "state.chai"))


def test_each_backup_can_be_put_back_and_the_newest_state_is_never_lost(film, tmp_path):
    newest = _state(film, tmp_path)
    for backup in (list_backups(film)[0], list_backups(film)[1], list_backups(film)[2]):
        expected = rows(backup.path)
        restored = restore_backup(film, backup)
        assert restored.was_whole
        assert rows(film) == expected
        assert backup.path.exists()
        assert not film.with_name("Film.chai-wal").exists()
        with Project.open(film) as project:
            assert len(project.clips()) == len(expected["clips"])
    kept = [rows(backup.path) for backup in list_backups(film) if backup.reason == Reason.BEFORE_RESTORE]
    assert newest in kept


def test_a_damaged_project_is_kept_byte_for_byte(film):
    content = bytearray(film.read_bytes())
    content[4096 : len(content) // 2] = bytes(len(content) // 2 - 4096)
    log = film.with_name("Film.chai-wal")
    if log.exists():
        log.write_bytes(log.read_bytes()[:3000])
    film.write_bytes(content)
    before = {file.name: file.read_bytes() for file in (film, log) if file.exists()}
    backup = list_backups(film)[0]
    restored = restore_backup(film, backup)
    assert not restored.was_whole
    assert {file.name: file.read_bytes() for file in restored.kept_at.iterdir()} == before
    assert rows(film) == rows(backup.path)


def test_a_project_that_is_gone_can_be_put_back(film):
    film.unlink()
    film.with_name("Film.chai-wal").unlink(missing_ok=True)
    backup = list_backups(film)[1]
    assert restore_backup(film, backup).kept_at is None
    assert rows(film) == rows(backup.path)


def test_a_backup_that_is_damaged_is_refused_and_changes_nothing(film, tmp_path):
    before = _state(film, tmp_path)
    backup = list_backups(film)[0]
    content = bytearray(backup.path.read_bytes())
    content[8192:12288] = bytes(4096)
    backup.path.write_bytes(content)
    with pytest.raises(ProjectDamagedError):
        restore_backup(film, backup)
    assert _state(film, tmp_path) == before
    assert not (backup_folder(film) / "restoring").exists()


def test_an_open_project_is_not_replaced(film):
    with Project.open(film), pytest.raises(ProjectLockedError):
        restore_backup(film, list_backups(film)[0])


def test_a_backup_that_is_gone_is_named(film):
    backup = list_backups(film)[0]
    backup.path.unlink()
    with pytest.raises(ProjectError):
        restore_backup(film, backup)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_killed_at_any_step_the_project_is_wholly_the_old_or_wholly_the_restored_one(film, tmp_path):
    backups = {backup.path.name: backup.path.read_bytes() for backup in list_backups(film)}
    states = (_state(film, tmp_path), rows(oldest_of_the_half_hours(film).path))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    target = tmp_path / "deaths"
    subprocess.run(
        [sys.executable, str(PROCESS), "restore", str(film.parent), str(target)], check=True, env=environment
    )
    deaths = sorted(target.iterdir(), key=lambda folder: int(folder.name))
    seen = []
    for folder in deaths:
        path = folder / "Film.chai"
        with Project.open(path):  # carries the log over, as a person's next start does
            pass
        seen.append(states.index(rows(path)))
        found = {backup.path.name: backup.path.read_bytes() for backup in list_backups(path)}
        assert backups.items() <= found.items()
        restore_backup(path, oldest_of_the_half_hours(path))
        assert rows(path) == states[1]
        assert not (backup_folder(path) / "restoring").exists()
    assert seen == sorted(seen)
    assert set(seen) == {0, 1}
    assert len(deaths) > 10
