"""The made-up project holds what the program itself would have written, and the rows can be measured on a small one."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import project_rows
from benchmarks.big_project.plan import (
    ENGINE,
    PEOPLE,
    Answers,
    Criticism,
    Draft,
    PlannedClip,
    Rating,
    Revision,
    Step,
    Submission,
    planned_clips,
)
from benchmarks.big_project.writing import write_big_project
from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.check.check import check_file
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.project import Project

CLIPS = 6


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bulk") / "Big.chai"
    write_big_project(path, CLIPS)
    return path


def _through_the_door(path: Path) -> Path:
    with create_project(path) as project:
        for name in PEOPLE[1:]:
            project.add_person(name)
        project.set_me(PEOPLE[0])
        for planned in planned_clips(CLIPS):
            _work(project, planned)
    return path


def _work(project: Project, planned: PlannedClip) -> None:
    project.set_me(planned.person)
    clip = project.add_clip(planned.facts, planned.thumbnail).id
    for step in planned.steps:
        _take(project, clip, step)


def _take(project: Project, clip: str, step: Step) -> None:
    match step:
        case Answers():
            project.set_answers(clip, step.values)
        case Draft():
            project.add_pre_caption(clip, step.aspect, step.text, "engine", ENGINE)
        case Submission():
            project.submit(clip, step.aspect)
        case _:
            work = project.work(clip, step.aspect)
            assert work.pre_caption is not None
            _criticise(project, work.pre_caption.id, work.critique and work.critique.id, step)


def _criticise(project: Project, pre: str, critique: str | None, step: Rating | Criticism | Revision) -> None:
    match step:
        case Rating():
            project.rate(pre, step.score)
        case Criticism():
            project.save_critique(pre, step.points, step.free_text)
        case Revision():
            project.add_post_caption(pre, step.text, "engine", ENGINE, critique)


NAMED = (
    "SELECT id, 'pre ' || clip || ' ' || aspect || text FROM pre_captions",
    "SELECT id, 'post ' || pre_caption || origin || text FROM post_captions",
    "SELECT id, 'critique ' || pre_caption || free_text || (SELECT group_concat(position || kind || quote || instead "
    "|| reason || start_offset || end_offset || first_frame || last_frame) FROM critique_points WHERE critique = seq) "
    "FROM critiques",
    "SELECT triples.id, 'triple ' || clip || aspect || rating || answers FROM triples "
    "JOIN answer_sets ON answer_sets.seq = triples.answer_set",
    "SELECT people.id, profiles.name FROM people JOIN heads ON kind = 6 AND a = people.seq "
    "JOIN profiles ON profiles.seq = heads.node",
)


def _says(path: Path) -> list[str]:
    """What is current, with texts in place of the keys that are new in every file."""
    with closing(sqlite3.connect(path)) as db:
        said = dict(row for sql in NAMED for row in db.execute(sql))
    with Project.open(path) as project:
        lines = state_lines(project._file)
    return sorted(
        re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", lambda key: said.get(key[0], key[0]), line)
        for line in lines
    )


def test_bulk_and_door_write_the_same(bulk: Path, tmp_path: Path) -> None:
    door = _through_the_door(tmp_path / "Big.chai")  # of the same name, which a state tells too
    bulk_says = [line for line in _says(bulk) if not line.startswith("places")]
    assert bulk_says == [line for line in _says(door) if not line.startswith("places")]
    assert len(bulk_says) == CLIPS * (48 + 5 + 1) + len(PEOPLE) + 1 + 1  # one who is logged in, one setting
    with Project.open(bulk) as one, Project.open(door) as other:
        for words in ("camera", "foregr", "fountain left", "toward the lens"):
            found = {(each.what, each.clip_name, each.excerpt) for each in one.search(words, limit=10_000)}
            assert found == {(each.what, each.clip_name, each.excerpt) for each in other.search(words, limit=10_000)}
        one_steps, other_steps = (len(project.journal(limit=-1)) for project in (one, other))
    assert one_steps == other_steps


def test_a_check_finds_nothing_in_it(bulk: Path) -> None:
    report = check_file(bulk)
    assert report.findings == ()
    assert (report.facts.clips, report.facts.triples, report.facts.answers) == (CLIPS, 5 * CLIPS, 60 * CLIPS)


def test_texts_are_as_long_as_real_ones(bulk: Path) -> None:
    with Project.open(bulk) as project:
        texts = [project.work(clip.id, aspect).pre_caption for clip in project.clips() for aspect in Aspect]
    words = sorted(len(text.text.split()) for text in texts if text is not None)
    assert 60 <= words[len(words) // 2] <= 120


@pytest.mark.slow
@pytest.mark.alone
def test_every_row_is_measured_on_a_small_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHAI_BENCH_CLIPS", "20")
    monkeypatch.setenv("CHAI_BENCH_FOLDER", str(tmp_path))
    for name, few in (("_OPENINGS", 2), ("_SEARCHES", 30), ("_EDITS", 40), ("_SWITCHES", 10), ("_UNDOS", 10)):
        monkeypatch.setattr(project_rows, name, few)
    rows = {row.id: row for row in project_rows.measure()}
    assert {"project.open", "project.search", "project.edit", "project.switch", "project.merge"} <= rows.keys()
    assert all(row.holds is not False for row in rows.values())
    assert [path.name for path in tmp_path.iterdir()] == ["big-20.chai"]  # kept for the next time, and nothing else
