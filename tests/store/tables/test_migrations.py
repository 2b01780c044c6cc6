"""Stored files of every older version come to the newest tables with all that they held."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.check.check import check_file
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.people import seat
from chai_desktop.store.project import Project
from chai_desktop.store.records import Fingerprint, NewCandidate
from chai_desktop.store.tables.migrations import NEWEST

FILES = Path(__file__).parents[1] / "files"
POINT = Point(PointKind.EXTRA, start=0, end=3, quote="The")


def _work(project: Project, clip_id: str, aspect: Aspect) -> dict:
    work = project.work(clip_id, aspect)
    critique = work.critique and [[p.kind, p.instead, p.quote] for p in work.critique.points] + [
        work.critique.free_text
    ]
    ids = [each and each.id for each in (work.pre_caption, work.critique, work.post_caption)]
    return {
        "pre": work.pre_caption and work.pre_caption.text,
        "critique": critique,
        "rating": work.rating,
        "post": work.post_caption and work.post_caption.text,
        "triple": work.triple and work.triple.id,
        "typed": work.typed,
        "submitted_now": work.submitted_now,
        "ids": ids,
    }


def _content(project: Project) -> dict:
    """All that version 1 could say of a project, in the words of the stored expectation."""
    clips = project.clips()
    each = [(clip.id, aspect) for clip in clips for aspect in Aspect]
    thumbnails = {clip.id: project.thumbnail(clip.id) for clip in clips}
    return {
        "id": project.id,
        "people": [[person.id, person.name] for person in project.people()],
        "clips": [
            {
                "id": clip.id,
                "name": clip.facts.name,
                "path": clip.facts.path,
                "status": clip.status,
                "thumbnail": thumbnails[clip.id] and thumbnails[clip.id].hex(),
            }
            for clip in clips
        ],
        "answers": {clip.id: project.answers(clip.id) for clip in clips},
        "work": {f"{clip} {aspect}": _work(project, clip, aspect) for clip, aspect in each},
        "triples": [
            {
                "id": detail.triple.id,
                "clip": detail.clip.id,
                "aspect": detail.triple.aspect,
                "rating": detail.triple.rating,
                "pre": detail.pre_caption.text,
                "post": detail.post_caption.text,
                "critique": detail.critique and detail.critique.id,
                "answers": detail.answers,
                "author": detail.author_name,
                "at": detail.triple.created_at,
                "parent": detail.triple.parent_id,
                "engine": detail.post_caption.fingerprint and detail.post_caption.fingerprint.engine,
            }
            for detail in project.triple_details()
        ],
        "history": {
            f"{clip} {aspect}": [
                [v.what, v.text, v.author.name, v.created_at, v.operation] for v in project.history(clip, aspect)
            ]
            for clip, aspect in each
        },
        "setting": project.recall("place"),
    }


@pytest.fixture
def stored(tmp_path) -> Callable[[int], Path]:
    """A file of an older version as it was written, ready to be opened."""

    def copy(version: int) -> Path:
        path = tmp_path / f"Old {version}.chai"
        shutil.copyfile(FILES / f"version-{version}.chai", path)
        return path

    return copy


@pytest.fixture
def version_1(stored) -> Path:
    return stored(1)


@pytest.fixture
def version_2(stored) -> Path:
    return stored(2)


def test_there_is_a_stored_file_of_every_older_version():
    stored = {int(path.stem.removeprefix("version-")) for path in FILES.glob("version-*.chai")}
    assert stored == set(range(1, NEWEST))


def test_a_file_of_version_1_keeps_everything(version_1):
    expected = json.loads((FILES / "version-1.json").read_text("utf-8"))
    del expected["me"]
    with Project.open(version_1) as project:
        assert _content(project) == expected
        assert project.search("fountain")
        assert {found.what for found in project.search("woman")} == {"pre-caption", "answer"}
    connection = sqlite3.connect(version_1)
    assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_file_of_version_2_keeps_everything(version_2):
    expected = json.loads((FILES / "version-2.json").read_text("utf-8"))
    with Project.open(version_2) as project:
        assert _content(project) == expected["content"]
        assert state_lines(project._file) == expected["state"]
        sides = [
            [each.what, each.clip_name, [[side.author.name, side.words] for side in each.sides]]
            for each in project.conflicts()
        ]
        assert sides == expected["conflicts"]
        clip = project.clips()[0].id
        assert project.taken_suggestions(clip) == {}  # Ada's later answer counts
        (triple,) = [each for each in project.triples() if each.aspect is Aspect.CAMERA]
        assert [review.missed for review in project.reviews(triple.id)] == [("The light.",)]
        assert (project.preferences(), project.count_candidates()) == ((), {})
    assert not check_file(version_2).damaged


def test_work_goes_on_in_a_file_of_version_2(version_2):
    """Candidates and prompts find their place beside texts that were written before there were any."""
    engine = Fingerprint("qwen3-vl", "5", seed=3)
    with Project.open(version_2) as project:
        clip = project.clips()[0].id
        before = project.work(clip, Aspect.CAMERA)
        assert project.prompt_of(before.pre_caption.id) == ""
        assert [point.proposal for point in before.critique.points] == ["", ""]
        project.save_critique(before.pre_caption.id, [*before.critique.points, project.take_point(POINT, engine)])
        written = project.add_candidates(clip, Aspect.MOTION, [NewCandidate("It pans.", engine, "Say it.")], "run:1")
        chosen = project.choose_candidate(written[0].id)
        assert project.prompt_of(chosen.id) == "Say it."
        assert chosen.parent_id is not None
    assert not check_file(version_2).damaged


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_the_tables_are_the_same_as_those_of_a_new_file(stored, project, version):
    older = stored(version)
    Project.open(older).close()
    project.close()

    def schema(path: Path) -> list[tuple]:
        connection = sqlite3.connect(path)
        rows = connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        ).fetchall()
        connection.close()
        return rows

    assert schema(older) == schema(project.path)


def test_undo_reaches_back_before_the_upgrade(version_1, monkeypatch):
    with Project.open(version_1) as project:
        bo = next(person for person in project.people() if person.name == "Bo")
    seat_key = seat._seat()
    connection = sqlite3.connect(version_1)
    connection.execute("DELETE FROM local_values WHERE key LIKE 'seat.%'")
    connection.execute("INSERT INTO local_values VALUES (?, ?)", (seat_key, json.dumps(bo.id)))
    connection.commit()
    connection.close()
    with Project.open(version_1) as project:
        assert project.me() == bo
        assert project.undo_state().undo.name == 'Remove "c.mp4"'
        project.undo()
        assert [clip.facts.name for clip in project.clips()] == ["a.mp4", "b.mp4", "c.mp4"]
        project.undo()
        assert project.clips()[1].facts.path.endswith("/films/b.mp4")
