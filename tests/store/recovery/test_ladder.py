"""Each rung of the ladder on the damage that it is there for, and what recovery refuses to begin with."""

from __future__ import annotations

import random
import shutil
import sqlite3
import struct
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.file_faults import PAGE, log_of
from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.making import make_backup
from chai_desktop.store.backup.names import Reason, backup_folder, list_backups
from chai_desktop.store.backup.restoring import restore_backup
from chai_desktop.store.check.check import check_file
from chai_desktop.store.check.findings import Level
from chai_desktop.store.project import Project
from chai_desktop.store.recovery.diagnosis import diagnose
from chai_desktop.store.recovery.joining import SAVED
from chai_desktop.store.recovery.ladder import recover
from chai_desktop.store.recovery.report import Rung
from chai_desktop.store.refusals import NotAProjectError, ProjectDamagedError, ProjectLockedError, ProjectTooNewError
from chai_desktop.store.tables.migrations import NEWEST
from tests.store.sample_work import copy_by_backup, row_keys, rows, work_on_a_clip

NOON = datetime(2026, 11, 1, 12, 0, 0, tzinfo=UTC)


def _flip(path: Path, *places: int) -> None:
    content = bytearray(path.read_bytes())
    for place in places:
        content[place] ^= 0xFF
    path.write_bytes(content)


def _zero_page(path: Path, number: int) -> None:
    content = bytearray(path.read_bytes())
    content[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    path.write_bytes(content)


def _root(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]


def _whole(samples) -> dict[str, set[tuple[object, ...]]]:
    return rows(samples.whole)


# Files that need no help


def test_a_whole_file_is_left_alone(closed):
    before = closed.read_bytes()
    assert diagnose(closed).sound
    report = recover(closed)
    assert report.source is Rung.UNTOUCHED
    assert closed.read_bytes() == before
    assert [entry.name for entry in closed.parent.iterdir()] == ["Film.chai"]


def test_a_whole_file_with_a_log_is_left_alone(crashed):
    before = crashed.read_bytes(), log_of(crashed).read_bytes()
    assert diagnose(crashed).sentence == "Film.chai is whole."
    assert recover(crashed).source is Rung.UNTOUCHED
    assert (crashed.read_bytes(), log_of(crashed).read_bytes()) == before


# The log


def test_a_log_that_breaks_off_is_used_as_far_as_it_goes(crashed, samples):
    log = log_of(crashed)
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2 + 100])
    assert "log" in diagnose(crashed).sentence
    report = recover(crashed)
    assert report.source is Rung.FILE_AND_LOG
    assert "log" in report.loss
    found = rows(crashed)
    assert rows(samples.closed)["clips"] <= found["clips"] <= _whole(samples)["clips"]


def test_a_log_without_its_header_is_read_all_the_same(crashed, samples):
    _flip(log_of(crashed), 0, 17, 20)
    report = recover(crashed)
    assert (report.source, report.loss) == (Rung.MENDED_LOG, "")
    assert rows(crashed) == _whole(samples)


def test_a_broken_frame_that_a_later_one_writes_over_costs_nothing(crashed, samples):
    frame = 24 + PAGE
    log = log_of(crashed).read_bytes()
    pages = [struct.unpack_from(">I", log, at)[0] for at in range(32, len(log), frame)]
    again = next(number for number, page in enumerate(pages) if page in pages[number + 1 :])
    _flip(log_of(crashed), 32 + again * frame + 500)
    report = recover(crashed)
    assert (report.source, report.loss) == (Rung.MENDED_LOG, "")
    assert rows(crashed) == _whole(samples)


def test_a_log_of_another_project_is_put_aside(crashed, samples):
    shutil.copyfile(samples.other_log, log_of(crashed))
    report = recover(crashed)
    assert report.source is Rung.FILE_ALONE
    assert "only in the log" in report.loss
    assert rows(crashed) == rows(samples.crashed)
    assert (report.damaged_kept_at / "Film.chai-wal").read_bytes() == samples.other_log.read_bytes()


def test_a_file_that_is_gone_is_made_from_its_log_and_what_the_log_lacks_is_told(crashed, samples):
    crashed.unlink()
    report = recover(crashed)
    assert report.source is Rung.SALVAGE
    assert "could not be read" in report.loss
    newest = {row[1] for row in _whole(samples)["clips"] - rows(samples.closed)["clips"]}
    assert newest <= {row[1] for row in rows(crashed)["clips"]}


# The structure


@pytest.mark.parametrize("version", [0, NEWEST + 3, 0xFFFFFFFF])
def test_a_wrong_version_is_told_by_the_tables(closed, version):
    expected = rows(closed)
    content = bytearray(closed.read_bytes())
    struct.pack_into(">I", content, 60, version)
    closed.write_bytes(content)
    report = recover(closed)
    assert (report.source, report.loss) == (Rung.HEADER, "")
    assert rows(closed) == expected
    Project.open(closed).close()


def test_a_whole_header_of_nonsense_is_mended(closed):
    expected = rows(closed)
    closed.write_bytes(b"\xa5" * 100 + closed.read_bytes()[100:])
    report = recover(closed)
    assert (report.source, report.loss) == (Rung.HEADER, "")
    assert rows(closed) == expected


def test_a_list_of_free_pages_that_leads_nowhere_is_forgotten(closed):
    with closing(sqlite3.connect(closed)) as connection:  # a file with free pages
        connection.execute("CREATE TABLE much (text TEXT)")
        connection.executemany("INSERT INTO much VALUES (?)", [("x" * 3000,)] * 50)
        connection.commit()
        connection.execute("DROP TABLE much")
    expected = rows(closed)
    _flip(closed, 35)
    report = recover(closed)
    assert (report.source, report.loss) == (Rung.HEADER, "")
    assert rows(closed) == expected


def test_a_lost_index_costs_nothing(closed):
    expected = rows(closed)
    _zero_page(closed, _root(closed, "answers_of_clip"))
    report = recover(closed)
    assert (report.source, report.loss) == (Rung.SALVAGE, "")
    assert rows(closed) == expected


def test_an_index_that_contradicts_its_row_is_written_anew_and_that_is_told(closed):
    with closing(sqlite3.connect(closed)) as connection:
        (key,) = connection.execute("SELECT id FROM triples LIMIT 1").fetchone()
    content = closed.read_bytes()
    places = [at for at in range(len(content)) if content.startswith(key.encode(), at)]
    changed = key.translate(str.maketrans("0123456789abcdef", "123456789abcdef0")).encode()
    closed.write_bytes(content[: places[0]] + changed + content[places[0] + len(changed) :])
    report = recover(closed)
    assert report.source is Rung.INDEXES
    assert "1 of triples" in report.loss
    assert len(rows(closed)["triples"]) == report.rows_kept["triples"]


# The rows themselves


def test_a_lost_page_costs_only_its_rows_and_they_are_counted(closed):
    before = row_keys(closed)
    _zero_page(closed, _leaf_of(closed, "answers"))
    report = recover(closed)
    assert report.source is Rung.SALVAGE
    lost = {table: len(keys - row_keys(closed)[table]) for table, keys in before.items()}
    assert 0 < lost["answers"] < len(before["answers"]) + 1
    assert {table: count for table, count in lost.items() if count} == dict(report.rows_lost)


def _leaf_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,)
        ).fetchall()
    return found[len(found) // 2][0]


def test_a_lost_inner_page_costs_no_row(closed):
    expected = rows(closed)
    _zero_page(closed, _root(closed, "operations"))
    report = recover(closed)
    assert report.source is Rung.SALVAGE
    assert rows(closed) == expected
    assert report.rows_lost == {}
    assert "1 page(s) could not be read" in report.loss


def test_without_the_first_page_every_row_is_found(closed):
    expected = rows(closed)
    _zero_page(closed, 1)
    assert recover(closed).source is Rung.SALVAGE
    assert rows(closed) == expected
    Project.open(closed).close()


def test_a_lost_person_does_not_cost_that_persons_work(closed):
    before = rows(closed)
    _zero_page(closed, _root(closed, "people"))
    report = recover(closed)
    after = rows(closed)
    assert {table: found for table, found in after.items() if table != "people"} == {
        table: found for table, found in before.items() if table != "people"
    }
    assert "name is lost" in report.loss
    with Project.open(closed) as project:
        assert "Anna" in {person.name for person in project.people()}  # names are versions, in rows of their own


def test_a_lost_row_of_the_project_itself_is_put_back(closed):
    before = rows(closed)
    _zero_page(closed, _root(closed, "project"))
    report = recover(closed)
    assert "own row was lost" in report.loss
    with Project.open(closed) as project:
        assert project.name == "Film"
        assert len(project.clips()) == len(before["clips"])


def test_the_projects_own_row_comes_from_a_backup_where_there_is_one(closed):
    with Project.open(closed) as project:
        key = project.id
        make_backup(closed, Reason.AT_OPEN, copy_by_backup(project), NOON)
        work_on_a_clip(project, "newer.mp4", random.Random(1))
    _zero_page(closed, _root(closed, "project"))
    assert recover(closed).source is Rung.SALVAGE
    with Project.open(closed) as project:
        assert project.id == key
        assert project.clips()[-1].facts.name == "newer.mp4"


def test_a_new_file_watches_over_its_rows_as_the_old_one_did(closed):
    _zero_page(closed, 1)
    recover(closed)
    with (
        closing(sqlite3.connect(closed)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="kept as they were"),
    ):
        connection.execute("DELETE FROM operations")


# Backups


@pytest.fixture
def backed_up(closed) -> Path:
    """With a backup, and one more clip since."""
    with Project.open(closed) as project:
        make_backup(closed, Reason.AT_OPEN, copy_by_backup(project), NOON)
        work_on_a_clip(project, "newer.mp4", random.Random(1))
    return closed


def test_where_nothing_can_be_read_the_newest_whole_backup_takes_the_place(backed_up):
    backup = list_backups(backed_up)[0]
    newer = shutil.copyfile(backup.path, backup.path.with_name("2026-11-02 120000 at open.chai"))
    _zero_page(Path(newer), 3)
    backed_up.write_bytes(b"")
    report = recover(backed_up)
    assert report.source is Rung.BACKUP
    assert backup.path.name in report.loss
    assert any("was passed over" in step for step in report.steps)
    assert rows(backed_up) == rows(backup.path)
    assert backup.path.exists()


def test_a_project_that_is_gone_comes_back_from_its_backup(backed_up):
    backed_up.unlink()
    assert recover(backed_up).source is Rung.BACKUP
    Project.open(backed_up).close()


def test_of_salvage_and_backup_the_one_with_more_rows_is_taken_where_they_cannot_be_joined(backed_up):
    backup = list_backups(backed_up)[0]
    _zero_page(backed_up, _root(backed_up, "pre_captions"))
    content = backed_up.read_bytes()
    backed_up.write_bytes(content[: 10 * PAGE])
    report = recover(backed_up, combine=None)
    assert report.source is Rung.BACKUP
    assert rows(backed_up) == rows(backup.path)
    saved = report.damaged_kept_at / SAVED
    assert report.rows_kept["answers"] >= len(rows(saved)["answers"])
    assert "is not in the result" in report.loss


def test_what_only_the_backup_holds_is_told_where_the_salvage_is_taken(backed_up):
    _zero_page(backed_up, _leaf_of(backed_up, "thumbnails"))
    report = recover(backed_up, combine=None)
    assert report.source is Rung.SALVAGE
    assert f"The backup {list_backups(backed_up)[0].path.name} holds rows that are not in the result" in report.loss


@pytest.mark.parametrize("table", ["thumbnails", "answers", "works", "operations", "people", "words"])
def test_salvage_and_backup_are_joined_row_by_row(backed_up, table):
    """Only what is newer than the backup can be lost, and that is counted."""
    expected, old = row_keys(backed_up), row_keys(list_backups(backed_up)[0].path)
    _zero_page(backed_up, _leaf_of(backed_up, table))
    report = recover(backed_up)
    assert report.source in (Rung.COMBINED, Rung.SALVAGE)  # the salvage alone where it misses nothing
    found = row_keys(backed_up)
    assert all(old[name] <= found[name] for name in old)
    assert all(keys - found[name] <= keys - old[name] for name, keys in expected.items())
    _is_sound(backed_up)


def test_a_backup_that_counts_its_rows_in_another_way_is_not_mixed_in(backed_up):
    """An older backup was put back and work went on: what has the same number is something else."""
    with Project.open(backed_up) as project:
        work_on_a_clip(project, "of another life.mp4", random.Random(5))
        make_backup(backed_up, Reason.BEFORE_RESTORE, copy_by_backup(project), NOON + timedelta(hours=2))
    restore_backup(backed_up, list_backups(backed_up)[1])
    with Project.open(backed_up) as project:
        work_on_a_clip(project, "of this life.mp4", random.Random(6))
    _zero_page(backed_up, _leaf_of(backed_up, "thumbnails"))
    report = recover(backed_up)
    assert any("counts its rows in another way" in step for step in report.steps)
    with Project.open(backed_up) as project:
        names = [clip.facts.name for clip in project.clips()]
    assert "of this life.mp4" in names
    assert "of another life.mp4" not in names
    _is_sound(backed_up)


def _is_sound(path: Path) -> None:
    """Heads, forks and search follow from the rows; texts of a lost state of work may be left alone."""
    assert [
        found.what for found in check_file(path).findings if found.level is Level.DAMAGE and found.kind != "orphan"
    ] == []


@pytest.mark.parametrize("fault", ["raises", "leaves rows out", "not whole"])
def test_a_join_that_fails_costs_nothing(backed_up, fault):
    def bad_join(salvaged: Path, backup: Path, target: Path) -> None:
        if fault == "raises":
            raise ProjectError("The two do not fit.", "")
        shutil.copyfile(backup, target)
        if fault == "not whole":
            _zero_page(target, 5)

    _zero_page(backed_up, _leaf_of(backed_up, "thumbnails"))
    report = recover(backed_up, combine=bad_join)
    assert report.source is Rung.SALVAGE
    assert any("joined with a backup" in step for step in report.steps)
    Project.open(backed_up).close()


# What recovery refuses


def test_a_project_that_is_open_is_refused(project):
    for act in (diagnose, recover):
        with pytest.raises(ProjectLockedError):
            act(project.path)


def test_a_newer_file_is_no_damage(closed):
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("CREATE TABLE of_the_future (id TEXT PRIMARY KEY) STRICT")
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    before = closed.read_bytes()
    with pytest.raises(ProjectTooNewError):
        recover(closed)
    assert closed.read_bytes() == before


def test_other_files_are_refused(tmp_path):
    places = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(places)) as connection:
        connection.execute("CREATE TABLE places (url TEXT)")
    (tmp_path / "folder.chai").mkdir()
    for path in (places, tmp_path / "folder.chai", tmp_path / "missing.chai"):
        with pytest.raises(NotAProjectError):
            recover(path)


@pytest.mark.parametrize("content", [b"", b"dear diary, today", bytes(50_000), b"\xff" * 50_000])
def test_where_nothing_helps_that_is_said_and_nothing_is_changed(tmp_path, content):
    path = tmp_path / "Film.chai"
    path.write_bytes(content)
    with pytest.raises(ProjectDamagedError, match="nothing in it can be read any more"):
        recover(path)
    assert path.read_bytes() == content


def test_the_same_damage_is_kept_once(tmp_path):
    path = tmp_path / "Film.chai"
    path.write_bytes(b"dear diary")
    for _ in range(2):
        with pytest.raises(ProjectDamagedError):
            recover(path)
    assert len(list(backup_folder(path).iterdir())) == 1


# What it says


def test_a_diagnosis_changes_nothing_and_names_what_could_help(backed_up):
    _zero_page(backed_up, _leaf_of(backed_up, "thumbnails"))
    before = backed_up.read_bytes()
    found = diagnose(backed_up)
    assert not found.sound
    assert found.sentence.startswith("Film.chai is damaged: ")
    assert found.rungs == (Rung.HEADER, Rung.INDEXES, Rung.SALVAGE, Rung.BACKUP)
    assert backed_up.read_bytes() == before


def test_every_step_is_told_as_it_is_done(closed):
    _flip(closed, 3)
    told: list[str] = []
    report = recover(closed, on_step=told.append)
    assert tuple(told) == report.steps
    assert str(report.damaged_kept_at) in told[1]
    assert "in place" in told[-1]


def test_recovery_through_a_link_mends_the_file_itself(closed, tmp_path):
    link = tmp_path / "other place" / "Link.chai"
    link.parent.mkdir()
    try:
        link.symlink_to(closed)
    except OSError:
        pytest.skip("this file system has no links")
    _flip(closed, 3)
    assert recover(link).result == closed
    assert link.is_symlink()
    Project.open(closed).close()
