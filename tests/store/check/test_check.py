"""A check finds nothing in what the program writes, and every kind of damage that is done to it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.check.check import check_file
from chai_desktop.store.check.findings import Level
from chai_desktop.store.project import Project
from chai_desktop.store.refusals import NotAProjectError
from tests.store.check.conftest import kinds, with_merged_conflict
from tests.store.random_edits import EDITS, apply

STORED = Path(__file__).parents[1] / "files" / "version-1.chai"


def test_what_the_program_writes_has_no_findings(worked_in):
    report = check_file(worked_in)
    assert report.findings == ()
    assert (report.facts.clips, report.facts.triples, report.facts.answers) == (2, 2, 4)
    assert report.facts.bytes == worked_in.stat().st_size
    assert not report.damaged


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=EDITS, theirs=EDITS)
def test_any_work_that_is_merged_has_no_findings(tmp_path_factory, mine, theirs):
    folder = tmp_path_factory.mktemp("merged")
    with Project.create(folder / "Film.chai", "Film") as project:
        apply(project, [("add", 0, 0), ("add", 1, 0), ("answer", 0, 1), ("pre", 0, 1)])
        project.copy_to(folder / "other.chai")
        apply(project, mine)
        with Project.open(folder / "other.chai") as other:
            apply(other, theirs)
        project.merge(folder / "other.chai")
        project.undo()
    assert kinds(project.path) == set()


def test_the_file_is_not_changed_and_nothing_is_left_beside_it(worked_in):
    before = worked_in.read_bytes()
    check_file(worked_in)
    assert worked_in.read_bytes() == before
    assert [path.name for path in worked_in.parent.iterdir()] == [worked_in.name]


def test_an_older_file_is_checked_in_a_copy(tmp_path):
    path = tmp_path / "old.chai"
    shutil.copy(STORED, path)
    report = check_file(path)
    assert report.findings == ()
    assert "version 1" in report.notes[0]
    assert path.read_bytes() == STORED.read_bytes()


def test_a_file_that_is_open_is_checked_as_it_is_now(worked_in, tmp_path):
    copy = tmp_path / "left by a crash.chai"
    with Project.open(worked_in) as project:
        project.set_setting("target", 13)
        for end in ("", "-wal"):  # as a process leaves it that is killed
            shutil.copy(f"{worked_in}{end}", f"{copy}{end}")
    report = check_file(copy)
    assert report.findings == ()
    assert "a copy was read" in report.notes[0]


def test_what_is_no_project_is_refused(tmp_path):
    (tmp_path / "notes.chai").write_text("these are only notes" * 20)
    with pytest.raises(NotAProjectError):
        check_file(tmp_path / "notes.chai")


def test_progress_goes_from_nothing_to_all(worked_in):
    told = []
    check_file(worked_in, lambda share, what: told.append(share))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


WORK = "(SELECT max(node) FROM heads WHERE kind = 2)"
DAMAGES = {
    "a head that names an older node": (
        "UPDATE heads SET node = (SELECT after FROM answers WHERE seq = heads.node) WHERE kind = 1 AND node IN "
        "(SELECT seq FROM answers WHERE after IS NOT NULL)",
        "heads",
    ),
    "a slot without a head": ("DELETE FROM heads WHERE kind = 3 AND a = 1", "heads"),
    "a fork that is none": ("INSERT INTO forks SELECT kind, a, b, node FROM heads WHERE kind = 1 LIMIT 1", "heads"),
    "a head of no slot": ("INSERT INTO heads VALUES (5, 999, 0, 999)", "heads"),
    "a head of no kind": ("INSERT INTO heads VALUES (9, 1, 0, 1)", "heads"),
    "a node after one of another slot": ("UPDATE answers SET after = 1 WHERE seq = 3", "chain"),
    "a settlement of nothing": ("INSERT INTO also_after VALUES (1, 998, 999)", "chain"),
    "a wrong status": (f"UPDATE works SET status = 'drafted' WHERE seq = {WORK}", "status"),
    "a row that names nothing": ("UPDATE answers SET via = 999 WHERE seq = 1", "reference"),
    "two projects": ("INSERT INTO project VALUES ('x', 'y', 'z', 2)", "project"),
    "no project": ("DELETE FROM project", "project"),
    "a missing guard": ("DROP TRIGGER answers_no_update", "guard"),
    "a missing index": ("DROP INDEX answers_of_clip", "table"),
    "a strange trigger": ("CREATE TRIGGER spy AFTER INSERT ON answers BEGIN DELETE FROM typing; END", "stranger"),
    "a table that is not strict": ("ALTER TABLE typing ADD COLUMN more TEXT", "table"),
    "an orphaned draft": (
        "INSERT INTO pre_captions SELECT 99, 'id', clip, aspect, 'Nobody knows.', origin, fingerprint, specification, "
        "NULL, operation, NULL FROM pre_captions LIMIT 1",
        "orphan",
    ),
    "an answer that is no JSON": ("UPDATE answer_values SET value = 'no' WHERE seq = 1", "value"),
    "a body that is no JSON": ("UPDATE reviews SET body = '{'", "value"),
    "a clip of other frames": ("UPDATE clips SET last_frame = 7 WHERE seq = 1", "key"),
    "changed frozen answers": ("UPDATE answer_sets SET answers = '{}' WHERE seq = 1", "key"),
    "a changed candidate": ("UPDATE candidates SET text = 'Ships, 1.' WHERE text = 'Boats, 1.'", "key"),
    "a changed prompt": ("UPDATE prompts SET text = 'Invent.'", "key"),
    "a changed proposal": ("UPDATE proposals SET point = replace(point, 'Boats', 'Ships')", "key"),
    "a proposal that is no JSON": ("UPDATE proposals SET point = '{'", "value"),
    "a choice that nobody shows": ("DELETE FROM heads WHERE kind = 8 AND a = 2", "heads"),
    "a choice of a candidate that is not there": ("DELETE FROM candidates WHERE text = 'Boats, 0.'", "reference"),
    "another engine": ("UPDATE fingerprints SET engine = 'gold'", "key"),
    "a point that is gone": ("DELETE FROM critique_points", "points"),
    "a step without a time": ("UPDATE operations SET created_at = 'soon' WHERE seq = 3", "time"),
    "a node older than the one before": (
        "UPDATE operations SET created_at = '2001-01-01T00:00:00.000000Z' WHERE seq = "
        "(SELECT operation FROM answers WHERE after IS NOT NULL)",
        "time",
    ),
    "an undo of an undo": (
        "UPDATE operations SET target = (SELECT min(seq) FROM operations WHERE kind = 'undo') WHERE kind = 'redo'",
        "journal",
    ),
    "an index entry of nothing": ("INSERT INTO texts (rowid, words) VALUES (8000, 'ghost')", "search"),
    "an index without entries": ("INSERT INTO texts (texts) VALUES ('delete-all')", "search"),
}


@pytest.mark.parametrize("done", DAMAGES)
def test_every_damage_is_found(worked_in, damage, done):
    statement, kind = DAMAGES[done]
    damage(statement)
    assert kind in kinds(worked_in)


def test_a_finding_says_what_where_and_how_often(worked_in, damage):
    damage("DELETE FROM heads WHERE kind = 3")
    finding = next(found for found in check_file(worked_in).findings if found.kind == "heads")
    assert (finding.count, finding.mendable, finding.level) == (2, True, Level.DAMAGE)
    assert finding.what.startswith("2 ends of chains of listings")
    assert "listings row 1" in finding.where


def test_a_head_that_is_not_the_latest_end_is_found(project, facts, tmp_path):
    project.add_clip(facts())
    with_merged_conflict(project, tmp_path / "other.chai")
    project.close()
    assert kinds(project.path) == set()
    with closing(sqlite3.connect(project.path)) as db, db:
        (kind, a, b, fork) = db.execute("SELECT * FROM forks").fetchone()
        (head,) = db.execute("SELECT node FROM heads WHERE kind = ? AND a = ? AND b = ?", (kind, a, b)).fetchone()
        db.execute("UPDATE heads SET node = ? WHERE kind = ? AND a = ? AND b = ?", (fork, kind, a, b))
        db.execute("UPDATE forks SET node = ?", (head,))
    assert kinds(project.path) == {"heads"}


def test_a_damaged_page_is_found(worked_in):
    content = bytearray(worked_in.read_bytes())
    at = content.index(b"The camera dollies in on a fountain.")
    page = at // 4096 * 4096
    content[page : page + 8] = b"\xff" * 8
    worked_in.write_bytes(content)
    assert "structure" in kinds(worked_in)


def test_a_file_that_was_cut_off_is_found(worked_in):
    worked_in.write_bytes(worked_in.read_bytes()[:-5000])
    assert kinds(worked_in) == {"structure"}


def test_what_is_only_worth_knowing_is_no_damage(project, facts):
    clip = project.add_clip(facts()).id
    project.set_typed(clip, Aspect.CAMERA, "critique", "half a thought")
    project.remove_clip(clip)
    project.begin_run("job", "Importing films")
    project.close()
    report = check_file(project.path)
    assert {finding.kind: finding.where for finding in report.findings} == {
        "typing": "a.mp4 (critique)",
        "run": "Importing films",
    }
    assert not report.damaged
