"""Splitting footage into clips that are ranges of its file."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.edited_film import film, sample
from chai_desktop.exchange.import_clips import THUMBNAIL_WIDTH, import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.exchange.splitting import (
    Footage,
    footage_of,
    part_name,
    split_footage,
)
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.shots import Shot, Transition, shots_within
from chai_desktop.media.thumbnail import thumbnail_jpeg
from chai_desktop.spec.aspects import Aspect

START, CUT = Transition.START, Transition.CUT
SHOTS = (Shot(0, 19, START), Shot(20, 50, CUT), Shot(51, 79, CUT))
NAMED = [(f"film {n:02}", shot) for n, shot in enumerate(SHOTS, start=1)]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    pictures = np.concatenate([sample("pan_right")[:20], sample("static")[:31], sample("crane_up")[:29]])
    return film(pictures, tmp_path_factory.mktemp("film") / "film.mp4")


@pytest.fixture
def project(tmp_path, path):
    with create_project(tmp_path / "Split.chai") as project:
        import_files(lambda do: do(project), [path], lambda _f, _n: None, lambda: False)
        yield project


@pytest.fixture
def whole(project):
    return footage_of(project, project.clips()[0].id)


def split(project, footage, shots=NAMED, **how):
    return split_footage(lambda do: do(project), footage, shots, **how)


def test_each_shot_becomes_a_clip_with_its_own_length_and_picture(project, whole, path):
    report = split(project, whole)
    second = report.added[1]
    facts = second.facts
    assert [clip.facts.name for clip in project.clips()] == ["film.mp4", "film 01", "film 02", "film 03"]
    assert (facts.first_frame, facts.last_frame, facts.frame_count) == (20, 50, 31)
    assert facts.duration == pytest.approx(31 / 24)
    assert (facts.path, facts.content_hash) == (whole.facts.path, whole.facts.content_hash)
    index = build_frame_index(path)
    assert project.thumbnail(second.id) == thumbnail_jpeg(path, 20 + 31 // 3, THUMBNAIL_WIDTH, index)


def test_the_whole_is_taken_out_where_nobody_worked_on_it(project, whole):
    assert split(project, whole, take_out=True).taken_out
    assert [clip.facts.name for clip in project.clips()] == ["film 01", "film 02", "film 03"]


@pytest.mark.parametrize(
    "work",
    [
        lambda project, clip: project.set_answers(clip, {"camera_pan": "no"}),
        lambda project, clip: project.add_pre_caption(clip, Aspect.CAMERA, "It pans.", "import"),
        lambda project, clip: project.set_typed(clip, Aspect.CAMERA, "pre", "It pa"),
    ],
    ids=["an answer", "a draft", "unsent typing"],
)
def test_a_clip_with_work_stays_even_if_it_shall_be_taken_out(project, whole, work):
    work(project, whole.clip.id)
    footage = footage_of(project, whole.clip.id)
    assert footage.has_work
    assert not split(project, footage, take_out=True).taken_out
    assert len(project.clips()) == 4


def test_a_second_time_only_what_is_new_is_added(project, whole):
    split(project, whole, NAMED[:2])
    again = split(project, whole)
    assert [clip.facts.name for clip in again.added] == ["film 03"]
    assert again.already == ("film 01", "film 02")
    assert split(project, whole).added == ()


def test_a_part_can_be_split_again(project, whole):
    (part,) = split(project, whole, [("both", Shot(20, 79, START))]).added
    footage = footage_of(project, part.id)
    shots = shots_within(SHOTS, footage.facts.first_frame, footage.facts.last_frame)
    assert shots == (Shot(20, 50, START), Shot(51, 79, CUT))
    report = split(
        project, footage, [(part_name("both", n, 2), shot) for n, shot in enumerate(shots, 1)], take_out=True
    )
    assert [clip.facts.name for clip in project.clips()] == ["film.mp4", "both 01", "both 02"]
    assert report.taken_out


def test_a_file_that_is_not_in_the_project_can_be_split_too(tmp_path, whole):
    with create_project(tmp_path / "Other.chai") as other:
        split(other, Footage(whole.facts), take_out=True)
        assert [clip.facts.name for clip in other.clips()] == ["film 01", "film 02", "film 03"]


def test_stopped_in_the_middle_nothing_was_added(project, whole):
    answers = iter([False] * 2 + [True] * 50)
    assert split(project, whole, cancelled=lambda: next(answers)).added == ()
    assert len(project.clips()) == 1


def test_shots_of_a_file_outside_a_clip_are_left_out_and_those_at_its_ends_shortened():
    assert shots_within(SHOTS, 10, 30) == (Shot(10, 19, START), Shot(20, 30, CUT))
    assert shots_within(SHOTS, 20, 50) == (Shot(20, 50, START),)
    assert shots_within((Shot(0, 9, START), Shot(20, 29, Transition.DISSOLVE)), 12, 15) == ()


def test_names_stand_in_order():
    assert part_name("walk.mp4", 3, 14) == "walk 03"
    assert part_name("a.b.mov", 3, 140) == "a.b 003"


def test_importing_a_file_again_that_lies_there_as_parts_finds_all_of_them(project, whole, path, tmp_path):
    split(project, whole, take_out=True)
    again = import_files(lambda do: do(project), [path], lambda _f, _n: None, lambda: False)
    assert again.problems[0].reason == "film.mp4 is already in the project, as film 01 and 2 more clips."
    elsewhere = tmp_path / "copy.mp4"
    elsewhere.write_bytes(path.read_bytes())
    project.relink_clips({clip.id: "/gone/film.mp4" for clip in project.clips()})
    found = import_files(lambda do: do(project), [elsewhere], lambda _f, _n: None, lambda: False)
    assert len(found.relinked) == 3
    assert {clip.facts.path for clip in project.clips()} == {str(elsewhere)}
