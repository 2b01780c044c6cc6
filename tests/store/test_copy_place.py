"""Where a copy of an open project may be put."""

from __future__ import annotations

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.copy_place import put_copy
from chai_desktop.store.project import Project
from chai_desktop.store.refusals import ProjectLockedError


def test_a_copy_takes_the_place_of_an_older_one_and_leaves_nothing_beside_it(project, clip_id, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    target = folder / "Copy.chai"
    put_copy(project.path, target, project.copy_to)
    project.set_answers(clip_id, {"camera_pan": "no"})
    put_copy(project.path, target, project.copy_to)
    assert list(folder.iterdir()) == [target]
    with Project.open(target) as copy:
        assert copy.answers(clip_id) == {"camera_pan": "no"}


def test_never_over_the_project_itself_also_by_another_way_to_it(project, tmp_path):
    link = tmp_path / "link.chai"
    link.symlink_to(project.path)
    for target in (project.path, link):
        with pytest.raises(ProjectError, match="is the project itself"):
            put_copy(project.path, target, project.copy_to)


def test_not_over_a_project_that_is_open_or_still_needs_its_log(project, tmp_path):
    other = tmp_path / "Other.chai"
    with Project.create(other, "Other") as opened:
        opened.set_setting("a", 1)
        with pytest.raises(ProjectLockedError):
            put_copy(project.path, other, project.copy_to)
    other.with_name("Other.chai-wal").write_bytes(b"a log that was left")
    before = other.read_bytes()
    with pytest.raises(ProjectError, match="may hold work that is nowhere else"):
        put_copy(project.path, other, project.copy_to)
    assert other.read_bytes() == before


def test_a_copy_that_fails_leaves_what_was_there(project, tmp_path):
    target = tmp_path / "Copy.chai"
    put_copy(project.path, target, project.copy_to)
    before = target.read_bytes()

    def fail(draft):
        draft.write_bytes(b"half")
        raise ProjectError("the disk is full")

    with pytest.raises(ProjectError, match="full"):
        put_copy(project.path, target, fail)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.new-*"))
