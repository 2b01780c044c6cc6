"""Backups of a real project: made while it is open, verified before they count, and found again."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.making import is_backed_up, make_backup
from chai_desktop.store.backup.names import Reason, backup_folder, list_backups
from chai_desktop.store.backup.preview import preview
from chai_desktop.store.backup.thinning import Thinning
from chai_desktop.store.project import Project
from chai_desktop.store.refusals import ProjectDamagedError
from tests.store.sample_work import copy_by_backup, rows

NOON = datetime(2026, 11, 27, 12, 0, 0, tzinfo=UTC)


def test_a_backup_is_a_standalone_project_with_the_same_rows(project, facts):
    clip = project.add_clip(facts(), b"a thumbnail").id
    project.set_answers(clip, {"camera_pan": "no"})
    made = make_backup(project.path, Reason.AT_OPEN, copy_by_backup(project), NOON)
    assert made is not None
    assert made.path == project.path.parent / "Film backups" / "2026-11-27 120000 at open.chai"
    assert [entry.name for entry in made.path.parent.iterdir()] == [made.path.name]
    project.close()
    assert rows(made.path) == rows(project.path)
    with Project.open(made.path) as opened:
        assert opened.answers(clip) == {"camera_pan": "no"}


def test_backups_are_listed_newest_first_and_nothing_else_is(project):
    for minutes, reason in ((0, Reason.AT_OPEN), (0, Reason.BEFORE_MERGE), (30, Reason.BEFORE_RESTORE)):
        make_backup(project.path, reason, copy_by_backup(project), NOON + timedelta(minutes=minutes))
    folder = backup_folder(project.path)
    for name in ("notes.txt", "2026-13-01 120000 at open.chai", "2026-11-27 120000 at open.chai.part"):
        (folder / name).write_bytes(b"x")
    (folder / "2026-11-27 120000 a folder.chai").mkdir()
    found = list_backups(project.path)
    assert [(backup.reason, backup.number) for backup in found] == [
        ("before restore", 1),
        ("before merge", 2),
        ("at open", 1),
    ]
    assert [backup.size for backup in found] == [backup.path.stat().st_size for backup in found]


def test_a_project_without_backups_has_none(tmp_path):
    assert list_backups(tmp_path / "Film.chai") == []
    assert backup_folder(tmp_path / "Film").name == "Film backups"


def test_nothing_new_makes_no_new_backup_unless_something_is_about_to_happen(project, facts):
    copy = copy_by_backup(project)
    assert make_backup(project.path, Reason.AT_OPEN, copy, NOON)
    assert make_backup(project.path, Reason.HALF_HOUR, copy, NOON + timedelta(minutes=30)) is None
    assert make_backup(project.path, Reason.BEFORE_MERGE, copy, NOON + timedelta(minutes=31))
    project.add_clip(facts())
    assert make_backup(project.path, Reason.HALF_HOUR, copy, NOON + timedelta(minutes=60))
    assert len(list_backups(project.path)) == 3
    assert [entry.suffix for entry in backup_folder(project.path).iterdir()] == [".chai"] * 3


def test_the_newest_operation_tells_whether_a_copy_need_be_begun(project, facts):
    assert not is_backed_up(project.path, None)
    project.add_clip(facts())
    last = project._file.row("SELECT id FROM operations ORDER BY seq DESC")[0]
    assert not is_backed_up(project.path, last)
    make_backup(project.path, Reason.AT_OPEN, copy_by_backup(project), NOON)
    assert is_backed_up(project.path, last)
    assert not is_backed_up(project.path, "another")


@pytest.mark.parametrize("wrong", ["damaged", "empty", "missing", "another program's"])
def test_a_copy_that_is_not_whole_is_refused_and_removes_nothing(project, clip_id, wrong):
    good = make_backup(project.path, Reason.AT_OPEN, copy_by_backup(project), NOON)

    def bad_copy(target):
        copy_by_backup(project)(target)
        content = bytearray(target.read_bytes())
        match wrong:
            case "damaged":
                content[8192:12288] = bytes(4096)
            case "empty":
                content.clear()
            case "another program's":
                content[68:72] = b"nope"
        target.write_bytes(content)
        if wrong == "missing":
            target.unlink()

    before = good.path.read_bytes()
    with pytest.raises(ProjectDamagedError, match=r"The backup of Film\.chai was not kept") as caught:
        make_backup(project.path, Reason.BEFORE_UPGRADE, bad_copy, NOON + timedelta(days=400), Thinning(newest=0))
    assert "older backups are untouched" in caught.value.hint
    assert [entry.name for entry in backup_folder(project.path).iterdir()] == [good.path.name]
    assert good.path.read_bytes() == before


def test_a_copy_that_fails_leaves_nothing_half_written(project):
    def no_space(target):
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(ProjectError, match="the disk is full"):
        make_backup(project.path, Reason.AT_OPEN, no_space, NOON)
    assert list(backup_folder(project.path).iterdir()) == []


def test_half_written_backups_of_a_killed_process_are_cleared_away(project):
    folder = backup_folder(project.path)
    folder.mkdir()
    (folder / "2026-11-26 120000 at open.chai.part").write_bytes(b"half")
    (folder / "2026-11-26 120000 at open.chai.part-journal").write_bytes(b"half")
    made = make_backup(project.path, Reason.AT_OPEN, copy_by_backup(project), NOON)
    assert [entry.name for entry in folder.iterdir()] == [made.path.name]


def test_older_backups_are_thinned_only_after_a_new_one(project):
    for hour in range(5):
        make_backup(project.path, Reason.BEFORE_MERGE, copy_by_backup(project), NOON - timedelta(days=90, hours=hour))
    assert len(list_backups(project.path)) == 5
    made = make_backup(project.path, Reason.BEFORE_MERGE, copy_by_backup(project), NOON)
    kept = list_backups(project.path)
    assert kept[0] == made
    assert len(kept) == 3


def test_a_preview_says_what_is_inside_and_changes_nothing(project, facts):
    project.set_me("Anna")
    clip = project.add_clip(facts()).id
    project.set_answers(clip, {"camera_pan": "no"})
    last = project._file.row("SELECT id, name, created_at FROM operations ORDER BY seq DESC")
    made = make_backup(project.path, Reason.AT_OPEN, copy_by_backup(project), NOON)
    before = made.path.read_bytes()
    seen = preview(made)
    assert (seen.clips, seen.triples) == (1, 0)
    assert "Anna" in seen.people
    assert (seen.last.id, seen.last.name, seen.last.time) == tuple(last)
    assert made.path.read_bytes() == before
    assert len(list(made.path.parent.iterdir())) == 1


def test_a_backup_that_cannot_be_read_has_no_preview(project):
    made = make_backup(project.path, Reason.AT_OPEN, copy_by_backup(project), NOON)
    made.path.write_bytes(b"x" * 5000)
    with pytest.raises(ProjectError):
        preview(made)


def test_a_folder_that_may_not_be_written_is_named(project, tmp_path):
    backup_folder(project.path).write_text("a file in the way")
    with pytest.raises(ProjectError, match="Film backups"):
        make_backup(project.path, Reason.AT_OPEN, lambda target: shutil.copyfile(project.path, target), NOON)
