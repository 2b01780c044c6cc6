"""No file gets newer tables before a verified backup of it lies beside it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.names import Reason, backup_folder, list_backups
from chai_desktop.store.project import Project
from chai_desktop.store.tables.migrations import NEWEST

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture(params=range(1, NEWEST))
def version(request) -> int:
    return request.param


@pytest.fixture
def old(tmp_path, version) -> Path:
    path = tmp_path / "Old.chai"
    shutil.copy(FILES / f"version-{version}.chai", path)
    return path


def _version(path: Path) -> int:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


def test_the_file_as_it_was_is_kept(old, version):
    assert _version(old) < NEWEST
    Project.open(old).close()
    (backup,) = list_backups(old)
    assert backup.reason == Reason.BEFORE_UPGRADE
    assert (_version(old), _version(backup.path)) == (NEWEST, version)
    Project.open(old).close()  # upgraded once, it is upgraded no more
    assert len(list_backups(old)) == 1


def test_without_a_backup_there_is_no_upgrade(old, version):
    backup_folder(old).write_text("in the way")
    with pytest.raises(ProjectError):
        Project.open(old)
    assert _version(old) == version


def test_to_read_needs_no_backup(old, version):
    with Project.open(old, read_only=True) as project:
        assert project.clips()
    assert list_backups(old) == []
    assert _version(old) == version
