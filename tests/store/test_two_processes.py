"""One project, two windows: the second is told who has it, and may read a copy."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from chai_desktop.store.check.check import check_file
from chai_desktop.store.project import Project
from chai_desktop.store.refusals import ProjectLockedError, ProjectReadOnlyError

ROOT = Path(__file__).parents[2]
PROCESS = Path(__file__).with_name("project_process.py")


@contextmanager
def _other_process(what: str, path: Path) -> Iterator[subprocess.Popen]:
    command = [sys.executable, str(PROCESS), what, str(path), "1"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout.readline(), "the other process could not open the project"
        try:
            yield process
        finally:
            process.kill()


def test_the_second_opener_is_told_who_has_the_project(project, clip_id):
    project.close()
    with _other_process("hold", project.path) as other:
        with pytest.raises(ProjectLockedError) as caught:
            Project.open(project.path)
        assert caught.value.message == (
            f"Film.chai is open in another window of CHAI Desktop (process {other.pid} on {platform.node()})."
        )
        assert "reading only" in caught.value.hint


def test_a_locked_project_can_be_read(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.close()
    with _other_process("hold", project.path), Project.open(project.path, read_only=True) as copy:
        assert copy.answers(clip_id) == {"camera_pan": "no"}


def test_a_look_at_a_project_sees_what_is_saved_also_while_another_works_in_it(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.close()
    with Project.look(project.path) as looked_at:
        assert looked_at.answers(clip_id) == {"camera_pan": "no"}
        with pytest.raises(ProjectReadOnlyError):
            looked_at.set_answers(clip_id, {"camera_pan": "left_to_right"})
    assert [path.name for path in project.path.parent.iterdir()] == ["Film.chai"]
    with _other_process("edit", project.path):
        with Project.look(project.path) as looked_at:
            assert looked_at.get_setting("run") == 1
        assert check_file(project.path).findings == ()


def test_a_reading_is_done_where_the_file_lies(project, clip_id, monkeypatch, tmp_path):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))  # a copy could not be made
    assert Project.read(project.path, lambda read: read.answers(clip_id)) == {"camera_pan": "no"}


def test_a_reading_into_which_somebody_works_is_done_again(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.close()
    begun = []

    def reading(read: Project) -> int:
        found = read.get_setting("run", 0)
        if not begun:
            begun.append(stack.enter_context(_other_process("edit", project.path)))
        return found

    with ExitStack() as stack:
        assert Project.read(project.path, reading) == 1


def test_what_a_reading_raises_of_itself_is_raised(project):
    project.close()
    with pytest.raises(ProjectReadOnlyError):
        Project.read(project.path, lambda read: read.set_setting("target", 1))


def test_a_copy_taken_during_editing_is_whole(project, facts):
    for name in ("a.mp4", "b.mp4"):
        project.add_clip(facts(name))
    project.close()
    seen = []
    with _other_process("edit", project.path) as other:
        for _ in range(5):
            for _ in range(20):
                other.stdout.readline()
            with Project.open(project.path, read_only=True) as copy:  # checks the whole copy
                seen.append(copy._file.row("SELECT count(*) FROM operations")[0])
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_the_lock_of_a_killed_process_is_taken_over(project, clip_id):
    project.close()
    lock = project.path.with_name("Film.chai.lock")
    with _other_process("hold", project.path) as other:
        other.kill()
        other.wait()
        assert lock.exists()
        with Project.open(project.path) as again:
            assert [clip.id for clip in again.clips()] == [clip_id]
            assert json.loads(lock.read_text())["pid"] == os.getpid()
    assert not lock.exists()


def test_even_without_its_lock_file_an_open_project_is_refused(project):
    project.close()
    with _other_process("hold", project.path):
        project.path.with_name("Film.chai.lock").unlink()
        with pytest.raises(ProjectLockedError, match="another window"):
            Project.open(project.path)


@pytest.mark.parametrize(
    ("changes", "taken_over"),
    [
        ({}, False),  # as it is: this very process, alive
        ({"started": 0.0}, True),  # the number was given to a new process
        ({"file": 1}, True),  # the lock file was copied together with the project
        ({"host": "another-host"}, False),  # cannot be known from here
        ({"host": "another-host", "file": 1}, True),
    ],
)
def test_a_lock_file_counts_only_for_a_living_owner_of_this_very_file(project, changes, taken_over):
    project.close()
    lock = project.path.with_name("Film.chai.lock")
    owner = {
        "pid": os.getpid(),
        "started": psutil.Process().create_time(),
        "host": platform.node(),
        "file": project.path.stat().st_ino,
    }
    lock.write_text(json.dumps({**owner, **changes}))
    if taken_over:
        Project.open(project.path).close()
        assert not lock.exists()
    else:
        with pytest.raises(ProjectLockedError, match=f"process {os.getpid()} on"):
            Project.open(project.path)
        assert lock.exists()


@pytest.mark.parametrize("nonsense", [b"", b"\xff\xfe", b"[1]", b'{"pid": 3}'])
def test_a_lock_file_that_says_nothing_does_not_lock(project, nonsense):
    project.close()
    project.path.with_name("Film.chai.lock").write_bytes(nonsense)
    Project.open(project.path).close()


def test_this_window_has_it_already(project):
    with pytest.raises(ProjectLockedError, match="already open in this window"):
        Project.open(project.path)
    with pytest.raises(ProjectLockedError, match="already open in this window"):
        Project.open(project.path, read_only=True)
    project.set_setting("still", "writing")
