"""Full disks and places that may not be written: nothing half-written, a plain sentence, and work goes on after."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import ClipFacts
from chai_desktop.store.refusals import DiskFullError, ProjectReadOnlyError


class SmallDisk:
    """A file system of its own, of two megabytes, in memory."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def fill(self, leave: int) -> None:
        with (self.place / "filler").open("wb") as filler:
            filler.write(bytes(max(0, self._free() - leave)))

    def make_space(self) -> None:
        (self.place / "filler").unlink()

    def forbid_writing(self) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True)

    def _free(self) -> int:
        facts = os.statvfs(self.place)
        return facts.f_bavail * facts.f_frsize


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    place = tmp_path / "small"
    place.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "chai-test", str(place)], check=False).returncode:
        pytest.skip("this machine does not let root mount a small disk")
    yield SmallDisk(place)
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def _write_until_refused(project: Project, clip_id: str) -> tuple[int, ProjectError]:
    """The number of captions that were acknowledged, and the refusal."""
    for number in range(10_000):
        try:
            project.add_pre_caption(clip_id, Aspect.CAMERA, f"{number} " + "The camera holds still. " * 200, "engine")
        except ProjectError as refusal:
            return number, refusal
    raise AssertionError("the disk never became full")


def _captions(project: Project, clip_id: str) -> int:
    return len(project.history(clip_id, Aspect.CAMERA))


def test_a_full_disk_refuses_the_edit_and_keeps_everything_before_it(
    small_disk: SmallDisk, facts: Callable[..., ClipFacts]
) -> None:
    path = small_disk.place / "Film.chai"
    project = Project.create(path, "Film")
    clip_id = project.add_clip(facts()).id
    small_disk.fill(leave=300_000)
    written, refusal = _write_until_refused(project, clip_id)
    assert isinstance(refusal, DiskFullError)
    assert refusal.message == "Film.chai could not be saved: the disk is full."
    assert written > 0
    assert _captions(project, clip_id) == written
    with pytest.raises(DiskFullError):
        project.set_typed(clip_id, Aspect.CAMERA, "post", "x" * 100_000)
    small_disk.make_space()
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.close()
    with Project.open(path) as again:
        assert _captions(again, clip_id) == written
        assert again.answers(clip_id) == {"camera_pan": "no"}
        assert again.work(clip_id, Aspect.CAMERA).typed == {}


def test_a_project_closed_on_a_full_disk_opens_when_there_is_space(
    small_disk: SmallDisk, facts: Callable[..., ClipFacts]
) -> None:
    project = Project.create(small_disk.place / "Film.chai", "Film")
    clip_id = project.add_clip(facts()).id
    small_disk.fill(leave=250_000)
    written, _ = _write_until_refused(project, clip_id)
    project.close()
    small_disk.make_space()
    with Project.open(project.path) as again:
        assert _captions(again, clip_id) == written


def test_no_project_is_made_on_a_full_disk(small_disk: SmallDisk) -> None:
    small_disk.fill(leave=20_000)
    with pytest.raises(DiskFullError, match="the disk is full"):
        Project.create(small_disk.place / "Film.chai", "Film")
    assert [entry.name for entry in small_disk.place.iterdir()] == ["filler"]


def test_a_limit_on_file_size_is_survived_like_a_full_disk(project: Project, clip_id: str) -> None:
    resource = pytest.importorskip("resource", reason="there is no limit on file sizes here")
    written, _ = 0, None
    log = project.path.with_name("Film.chai-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 250_000, hard))
    try:
        written, refusal = _write_until_refused(project, clip_id)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refusal.message.startswith("Film.chai could not be saved")
    assert _captions(project, clip_id) == written > 0
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.close()
    with Project.open(project.path) as again:
        assert _captions(again, clip_id) == written
        assert again.answers(clip_id) == {"camera_pan": "no"}


def test_a_folder_that_may_not_be_written_opens_for_reading(
    small_disk: SmallDisk, facts: Callable[..., ClipFacts]
) -> None:
    with Project.create(small_disk.place / "Film.chai", "Film") as project:
        clip_id = project.add_clip(facts()).id
        project.set_answers(clip_id, {"camera_pan": "no"})
    small_disk.forbid_writing()
    with Project.open(project.path) as found:
        assert found.read_only
        assert "may not be written" in found.read_only_reason
        assert found.answers(clip_id) == {"camera_pan": "no"}
        assert found.me().name
        with pytest.raises(ProjectReadOnlyError, match="may not be written"):
            found.set_answers(clip_id, {"camera_pan": "left_to_right"})
    with pytest.raises(ProjectError, match="may not be read or written"):
        Project.create(small_disk.place / "New.chai", "New")


def test_after_a_crash_a_read_only_folder_still_shows_the_last_edit(
    small_disk: SmallDisk, facts: Callable[..., ClipFacts], tmp_path: Path
) -> None:
    with Project.create(tmp_path / "Film.chai", "Film") as project:
        clip_id = project.add_clip(facts()).id
        project.set_answers(clip_id, {"camera_pan": "no"})
        for name in ("Film.chai", "Film.chai-wal"):  # as a crash leaves them
            (small_disk.place / name).write_bytes((tmp_path / name).read_bytes())
    small_disk.forbid_writing()
    with Project.open(small_disk.place / "Film.chai") as found:
        assert found.answers(clip_id) == {"camera_pan": "no"}


@pytest.fixture
def forbidden_file(project: Project) -> Iterator[Path]:
    """The closed project as a file that even this user may not write, in a folder that may be written."""
    project.close()
    if os.geteuid() != 0:
        project.path.chmod(0o444)
        yield project.path
        return
    if subprocess.run(["chattr", "+i", str(project.path)], check=False, capture_output=True).returncode:
        pytest.skip("root may write every file here")
    yield project.path
    subprocess.run(["chattr", "-i", str(project.path)], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions work differently here")
def test_a_file_that_may_not_be_written_opens_for_reading(forbidden_file: Path) -> None:
    with Project.open(forbidden_file) as found:
        assert found.read_only_reason == "The file may not be written."
        with pytest.raises(ProjectReadOnlyError):
            found.set_setting("a", 1)
    assert [entry.name for entry in forbidden_file.parent.iterdir()] == ["Film.chai"]
