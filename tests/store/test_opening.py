"""What is opened, what is refused and why; a refused file keeps every byte."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import struct
from pathlib import Path

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.refusals import NotAProjectError, ProjectDamagedError, ProjectTooNewError
from chai_desktop.store.tables.marks import APPLICATION_ID
from chai_desktop.store.tables.migrations import NEWEST
from chai_desktop.store.tables.version_3 import APPEND_ONLY


@pytest.fixture
def closed(project, clip_id) -> Path:
    """A project with some work in it, closed."""
    project.set_answers(clip_id, {"camera_pan": "no", "subject.type": "a woman"})
    text = "The camera holds still. " * 40
    pre = project.add_pre_caption(clip_id, Aspect.CAMERA, text, "engine", prompt="Describe it.")
    project.rate(pre.id, 5)
    project.submit(clip_id, Aspect.CAMERA)
    project.close()
    return project.path


def _content(project: Project) -> list[object]:
    clips = project.clips()
    works = [project.work(clip.id, aspect) for clip in clips for aspect in Aspect]
    return [clips, [project.answers(clip.id) for clip in clips], works, project.triple_details()]


def _refused(path: Path) -> ProjectError:
    """Open, expect a refusal that names the file, and find the bytes as they were."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ProjectError) as caught:
        Project.open(path)
    assert path.name in caught.value.message
    assert caught.value.hint
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not list(path.parent.glob(f"{path.name}.lock*"))
    return caught.value


def test_a_closed_project_is_one_file_with_our_marks(closed):
    assert [entry.name for entry in closed.parent.iterdir()] == ["Film.chai"]
    header = closed.read_bytes()[:100]
    assert struct.unpack_from(">I", header, 68)[0] == APPLICATION_ID
    assert struct.unpack_from(">I", header, 60)[0] == NEWEST
    connection = sqlite3.connect(closed)
    strict = dict(
        connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'texts%'"
        )
    )
    connection.close()
    assert set(strict.values()) == {1}
    assert set(APPEND_ONLY) < set(strict)


def test_what_was_recorded_cannot_be_changed_even_by_other_programs(closed):
    connection = sqlite3.connect(closed)
    for sql in (
        "UPDATE answers SET value = NULL",
        "DELETE FROM triples",
        "UPDATE pre_captions SET text = 'x'",
        "DELETE FROM prompts",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="kept as they were written"):
            connection.execute(sql)
    connection.close()


def test_the_connection_is_exclusive_durable_and_checks_keys(project):
    def pragma(name: str) -> object:
        return project._file.row(f"PRAGMA {name}")[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("locking_mode") == "exclusive"
    assert pragma("synchronous") == 2  # FULL
    assert pragma("foreign_keys") == 1


def test_creating_never_touches_what_is_there(tmp_path):
    path = tmp_path / "Film.chai"
    path.write_text("my diary")
    with pytest.raises(NotAProjectError, match="exists already"):
        Project.create(path, "Film")
    assert path.read_text() == "my diary"
    with pytest.raises(NotAProjectError, match="does not exist"):
        Project.create(tmp_path / "nowhere" / "Film.chai", "Film")
    assert [entry.name for entry in tmp_path.iterdir()] == ["Film.chai"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"dear diary, today", "is not a CHAI Desktop project"),
        (bytes(5000), "is not a CHAI Desktop project"),
        (b"SQLite format 3\x00", "only 16 bytes are left"),
    ],
)
def test_other_bytes_are_refused(tmp_path, content, sentence):
    path = tmp_path / "Film.chai"
    path.write_bytes(content)
    assert sentence in _refused(path).message


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert "is not there" in _refused(tmp_path / "Film.chai").message
    (tmp_path / "Folder.chai").mkdir()
    assert "is a folder" in _refused(tmp_path / "Folder.chai").message
    for path in tmp_path.iterdir():
        with pytest.raises(NotAProjectError):
            Project.open(path, read_only=True)


def test_the_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "places.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (url TEXT)")
    connection.commit()
    connection.close()
    assert "another program" in _refused(path).message


def _made_newer(path: Path, readable_from: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE project SET readable_from = ?", (readable_from,))
    connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    connection.commit()
    connection.close()


def test_a_newer_file_that_this_program_can_read_opens_for_reading(closed):
    with Project.open(closed, read_only=True) as project:
        expected = _content(project)
    _made_newer(closed, readable_from=NEWEST)
    before = closed.read_bytes()
    with Project.open(closed) as project:
        assert project.read_only
        assert f"file version {NEWEST + 1}, this program knows {NEWEST}" in project.read_only_reason
        assert _content(project) == expected
        with pytest.raises(ProjectError, match="A newer CHAI Desktop has written it"):
            project.set_setting("a", 1)
    assert closed.read_bytes() == before


def test_a_newer_file_that_this_program_cannot_read_is_refused_with_its_version(closed):
    _made_newer(closed, readable_from=NEWEST + 1)
    refusal = _refused(closed)
    assert isinstance(refusal, ProjectTooNewError)
    assert f"file version {NEWEST + 1}" in refusal.message


def test_a_newer_version_that_is_still_in_the_log_is_refused(closed):
    writer = sqlite3.connect(closed)
    writer.execute(f"PRAGMA user_version = {NEWEST + 1}")  # stays in the log while the writer is open
    copy = closed.with_name("Copy.chai")
    shutil.copyfile(closed, copy)
    shutil.copyfile(f"{closed}-wal", f"{copy}-wal")
    writer.close()
    with pytest.raises(ProjectTooNewError):
        Project.open(copy)


def test_a_flipped_byte_of_the_header_is_refused_or_harmless(closed):
    with Project.open(closed, read_only=True) as project:
        expected = _content(project)
    whole, refused = closed.read_bytes(), 0
    for offset in range(100):
        damaged = bytearray(whole)
        damaged[offset] ^= 0xFF
        closed.write_bytes(damaged)
        try:
            project = Project.open(closed)
        except ProjectError:
            assert closed.read_bytes() == damaged
            _refused(closed)
            refused += 1
        else:
            with project:
                assert _content(project) == expected, f"byte {offset}"
    assert refused > 40


def test_damage_anywhere_is_refused_or_read_without_a_crash(closed):
    whole = closed.read_bytes()
    dice = random.Random(7)
    refused = 0
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(dice.choice((1, 4, 64))):
            damaged[dice.randrange(100, len(damaged))] ^= dice.randrange(1, 256)
        closed.write_bytes(damaged)
        try:
            with Project.open(closed) as project:
                _content(project)
        except ProjectError as refusal:
            refused += isinstance(refusal, ProjectDamagedError)
    assert refused > 10


def test_a_file_cut_short_is_refused(closed):
    whole = closed.read_bytes()
    for length in (100, 4096, len(whole) // 2, len(whole) - 1):
        closed.write_bytes(whole[:length])
        assert isinstance(_refused(closed), ProjectDamagedError)


def test_work_that_is_only_in_the_log_is_there_after_a_crash(project, clip_id, tmp_path):
    project.set_answers(clip_id, {"camera_pan": "no"})
    (tmp_path / "crashed").mkdir()
    for name in ("Film.chai", "Film.chai-wal"):
        shutil.copyfile(tmp_path / name, tmp_path / "crashed" / name)
    with Project.open(tmp_path / "crashed" / "Film.chai") as found:
        assert found.answers(clip_id) == {"camera_pan": "no"}


def test_a_damaged_file_with_a_log_keeps_both(project, clip_id, tmp_path):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.close()
    with Project.open(project.path) as again:
        again.set_answers(clip_id, {"camera_pan": "left_to_right"})
        (tmp_path / "crashed").mkdir()
        for name in ("Film.chai", "Film.chai-wal"):
            shutil.copyfile(tmp_path / name, tmp_path / "crashed" / name)
    crashed = tmp_path / "crashed" / "Film.chai"
    damaged = bytearray(crashed.read_bytes())
    damaged[len(damaged) // 2 :] = bytes(len(damaged) - len(damaged) // 2)
    crashed.write_bytes(damaged)
    log = (tmp_path / "crashed" / "Film.chai-wal").read_bytes()
    assert isinstance(_refused(crashed), ProjectDamagedError)
    assert (tmp_path / "crashed" / "Film.chai-wal").read_bytes() == log


def test_the_log_of_another_project_is_not_carried_over(closed, tmp_path, facts):
    (tmp_path / "other").mkdir()
    with Project.create(tmp_path / "other" / "Other.chai", "Other") as other:
        for number in range(40):
            other.add_clip(facts(f"{number}.mp4"))
        shutil.copyfile(f"{other.path}-wal", f"{closed}-wal")
    before = closed.read_bytes()
    with pytest.raises(ProjectDamagedError):
        Project.open(closed)
    assert closed.read_bytes() == before
    assert Path(f"{closed}-wal").stat().st_size


def test_a_spoilt_setting_does_not_keep_a_project_from_being_opened(closed):
    connection = sqlite3.connect(closed)
    connection.execute("DROP TRIGGER settings_no_update")
    connection.execute("UPDATE settings SET value = '{\"spec_jd\": 1}'")
    connection.commit()
    connection.close()
    with Project.open(closed) as project:
        assert any("by which specification" in note for note in project.notes)
        assert len(project.clips()) == 1


def test_opening_for_reading_leaves_the_file_alone(closed):
    before = closed.read_bytes()
    with Project.open(closed, read_only=True) as project:
        assert project.read_only
        assert project.read_only_reason == "You opened it to read only; changes are not kept."
        clip = project.clips()[0]
        with pytest.raises(ProjectError, match=r"open for reading only\. You opened it") as caught:
            project.set_answers(clip.id, {"camera_pan": "left_to_right"})
        assert caught.value.hint == "Copy the file to a folder where you may write, and open the copy."
        with pytest.raises(ProjectError, match="open for reading only"):
            project.set_typed(clip.id, Aspect.CAMERA, "post", "x")
        assert project.answers(clip.id) == {"camera_pan": "no", "subject.type": "a woman"}
    assert closed.read_bytes() == before
    assert [entry.name for entry in closed.parent.iterdir()] == ["Film.chai"]


def test_a_project_reached_through_a_link_is_the_same_project(closed, tmp_path):
    link = tmp_path / "Link.chai"
    try:
        link.symlink_to(closed)
    except OSError:
        pytest.skip("this file system has no links")
    with Project.open(link) as project:
        assert project.path == closed
        with pytest.raises(ProjectError, match="already open in this window"):
            Project.open(closed)


@pytest.mark.parametrize("place", ["x" * 300 + ".chai", "x" * 300 + "/Film.chai"])
def test_a_name_that_no_disk_can_hold_is_refused_in_plain_words(tmp_path, place):
    for act in (Project.open, lambda path: Project.create(path, "Film")):
        with pytest.raises(ProjectError, match="File name too long"):
            act(tmp_path / place)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions work differently here")
def test_a_project_in_a_folder_that_may_not_be_looked_into_is_refused_in_plain_words(tmp_path):
    closed = tmp_path / "closed"
    (closed / "inner").mkdir(parents=True)
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    closed.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # the super-user knows no forbidden folder
    try:
        for act in (Project.open, lambda path: Project.create(path, "Film")):
            with pytest.raises(ProjectError, match="may not be read or written"):
                act(closed / "inner" / "Film.chai")
    finally:
        if user == 0:
            os.seteuid(0)
        closed.chmod(0o755)


def test_links_that_lead_in_a_circle_are_refused_in_plain_words(tmp_path):
    (tmp_path / "a.chai").symlink_to(tmp_path / "b.chai")
    (tmp_path / "b.chai").symlink_to(tmp_path / "a.chai")
    with pytest.raises(ProjectError, match=r"\.chai cannot be used: Too many levels of symbolic links"):
        Project.open(tmp_path / "a.chai")
