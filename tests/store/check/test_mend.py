"""Mending on a copy: what follows from the nodes is made anew, the original stays as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.check.check import check_file
from chai_desktop.store.check.findings import Level
from chai_desktop.store.check.mend import mend_copy
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.project import Project
from tests.store.check.conftest import kinds, with_merged_conflict
from tests.store.check.test_check import DAMAGES

MENDABLE = ("heads", "status", "guard", "search", "stranger")


def _mended(path, folder):
    return mend_copy(path, folder / "Mended.chai", check_file(path))


@pytest.mark.parametrize("done", [name for name, (_, kind) in DAMAGES.items() if kind in MENDABLE])
def test_what_can_be_mended_is_mended(worked_in, damage, tmp_path, done):
    with Project.open(worked_in, read_only=True) as project:
        expected = state_lines(project._file)
    damage(DAMAGES[done][0])
    damaged = worked_in.read_bytes()
    report = _mended(worked_in, tmp_path)
    assert report.done
    assert report.after.findings == ()
    assert worked_in.read_bytes() == damaged
    with Project.open(tmp_path / "Mended.chai") as mended:
        assert state_lines(mended._file) == expected
        assert mended.search("dollies")
        mended.undo()


def test_forks_are_made_anew_too(project, facts, tmp_path):
    project.add_clip(facts())
    with_merged_conflict(project, tmp_path / "other.chai")
    expected = state_lines(project._file)
    project.close()
    with closing(sqlite3.connect(project.path)) as db, db:
        db.execute("DELETE FROM forks")
        db.execute("DELETE FROM heads WHERE kind = 1")
    _mended(project.path, tmp_path)
    with Project.open(tmp_path / "Mended.chai") as mended:
        assert state_lines(mended._file) == expected
        assert len(mended.conflicts()) == 1


def test_an_index_that_does_not_fit_is_made_anew(worked_in, tmp_path):
    with closing(sqlite3.connect(worked_in, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")  # an index that is read as another one
        db.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, '(clip)', '(operation)') WHERE name = 'answers_of_clip'"
        )
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert {"index", "table"} <= kinds(worked_in)
    report = _mended(worked_in, tmp_path)
    assert report.after.findings == ()


def test_what_cannot_be_mended_is_still_named(worked_in, damage, tmp_path):
    damage("UPDATE clips SET last_frame = 7 WHERE seq = 1", "DELETE FROM heads WHERE kind = 3")
    report = _mended(worked_in, tmp_path)
    assert [finding.kind for finding in report.after.findings] == ["key"]
    assert [finding.mendable for finding in report.after.findings if finding.level is Level.DAMAGE] == [False]


def test_a_file_that_is_there_is_never_written_over(worked_in, tmp_path):
    (tmp_path / "Mended.chai").write_text("mine")
    with pytest.raises(ProjectError, match="exists already"):
        _mended(worked_in, tmp_path)
    assert (tmp_path / "Mended.chai").read_text() == "mine"


def test_nothing_else_is_left_in_the_folder(worked_in, tmp_path):
    _mended(worked_in, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {worked_in.name, "Mended.chai"}
