"""`chai search`, `history`, `share`, `merge`: reading a project, handing work out and taking it back."""

from __future__ import annotations

import json

import pytest

from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project


@pytest.fixture
def worked_in(tmp_path, film):
    path = tmp_path / "Film.chai"
    with create_project(path) as project:
        project.set_me("Ada")
        project.add_person("Ben")
        import_files(lambda operation: operation(project), [film], lambda _f, _n: None, lambda: False)
        clip = project.clips()[0].id
        project.add_pre_caption(clip, Aspect.CAMERA, "The camera zooms in on a fountain.", "import")
        project.set_answers(clip, {"camera_pan": "no"})
        project.undo()
    return path


def test_search_prints_the_words_around_what_it_finds(chai, worked_in):
    ended = chai("search", worked_in, "zooms", "fount")
    assert (ended.returncode, ended.stdout) == (
        0,
        "fountain.mp4, camera pre-caption: The camera zooms in on a fountain.\n",
    )
    (found,) = json.loads(chai("search", worked_in, "zooms", "--json").stdout)
    assert found["excerpt"][found["start"] : found["end"]] == "zooms"
    assert (found["clip"], found["aspect"], found["what"]) == ("fountain.mp4", "camera", "pre-caption")


def test_search_ends_like_grep_where_nothing_is_found(chai, worked_in):
    assert chai("search", worked_in, "zebra").returncode == 1


def test_history_tells_who_did_what(chai, worked_in):
    told = chai("history", worked_in, "--clip", "fountain.mp4").stdout.splitlines()
    assert [line.split("  ", 1)[1] for line in told] == [
        'Ada  Undo: Answer "Pan": No',
        'Ada  Answer "Pan": No  (undone)',
        "Ada  Pre-caption of fountain.mp4, Camera",
        'Ada  Add "fountain.mp4"',
    ]
    whole = json.loads(chai("history", worked_in, "--limit", 0, "--json").stdout)
    assert [entry["at"] for entry in whole] == sorted((entry["at"] for entry in whole), reverse=True)
    assert {entry["name"] for entry in whole} > {'Introduce "Ben"', "Pre-caption of fountain.mp4, Camera"}
    assert len(json.loads(chai("history", worked_in, "--limit", 2, "--json").stdout)) == 2


def test_reading_verbs_change_nothing(chai, worked_in):
    before = worked_in.read_bytes()
    for words in (("search", worked_in, "zooms"), ("history", worked_in), ("check", worked_in)):
        assert chai(*words).returncode == 0
    assert worked_in.read_bytes() == before
    assert not list(worked_in.parent.glob("Film.chai?*"))


def test_a_clip_or_person_that_is_not_there_is_named(chai, worked_in, tmp_path):
    unknown = chai("history", worked_in, "--clip", "harbour.mp4")
    assert (unknown.returncode, unknown.stderr) == (
        1,
        "There is no clip called harbour.mp4.\nFilm.chai has fountain.mp4.\n",
    )
    nobody = chai("share", worked_in, "--clips", "fountain.mp4", "--out", tmp_path / "p.chai", "--for", "Zoe")
    assert (nobody.returncode, "Zoe" in nobody.stderr, "Ada, Ben" in nobody.stderr) == (1, True, True)
    assert not (tmp_path / "p.chai").exists()


@pytest.fixture
def apart(chai, worked_in, tmp_path):
    """A part that was handed out to Ben, and worked on apart from the project."""
    part = tmp_path / "for Ben.chai"
    assert chai("share", worked_in, "--clips", "fountain.mp4", "--out", part, "--for", "Ben").returncode == 0
    return part


def _answer(path, person, value):
    with Project.open(path) as project:
        project.set_me(person)
        project.set_answers(project.clips()[0].id, {"camera_zoom": value})


def test_a_part_comes_back(chai, worked_in, apart, tmp_path):
    _answer(apart, "Ben", "in")
    before = worked_in.read_bytes()
    ended = chai("merge", worked_in, apart, "--out", tmp_path / "Joined.chai", "--json")
    told = json.loads(ended.stdout)
    assert (ended.returncode, told["merged"][0]["operations"], told["conflicts"]) == (0, 1, [])
    with Project.open(tmp_path / "Joined.chai") as joined:
        assert joined.answers(joined.clips()[0].id) == {"camera_zoom": "in"}
    assert worked_in.read_bytes() == before


def test_what_went_apart_is_shown_with_both_sides(chai, worked_in, apart, tmp_path):
    _answer(worked_in, "Ada", "out")
    _answer(apart, "Ben", "in")
    ended = chai("merge", worked_in, apart, "--out", tmp_path / "Joined.chai")
    assert ended.returncode == 3
    assert 'open: "Zoom" of fountain.mp4' in ended.stdout
    sides = [line for line in ended.stdout.splitlines() if line.startswith("  ")]
    assert [(side.split(",")[0].strip(), "counts until" in side) for side in sides] == [("Ben", True), ("Ada", False)]


def test_nothing_is_written_over_or_left_behind(chai, worked_in, tmp_path, film):
    (tmp_path / "taken.chai").write_text("mine")
    taken = chai("merge", worked_in, worked_in, "--out", tmp_path / "taken.chai")
    assert (taken.returncode, (tmp_path / "taken.chai").read_text()) == (1, "mine")
    create_project(tmp_path / "Other.chai").close()
    stranger = chai("merge", worked_in, tmp_path / "Other.chai", "--out", tmp_path / "new.chai")
    assert (stranger.returncode, "another project" in stranger.stderr) == (1, True)
    assert not list(tmp_path.glob("new.chai*"))
