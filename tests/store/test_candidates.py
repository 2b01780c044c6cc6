"""Candidates that an engine wrote, the choice among them, and what was preferred to what."""

from __future__ import annotations

import math
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.project import Project
from chai_desktop.store.records import Fingerprint, NewCandidate
from tests.store.random_edits import facts as made_up_facts

CAMERA = Aspect.CAMERA
WRITER, JUDGE = Fingerprint("qwen3-vl", "5", model_hash="ab" * 32, seed=7), Fingerprint("judge", "1")


def _new(*texts: str, prompt: str = "Describe the camera.") -> list[NewCandidate]:
    return [NewCandidate(text, WRITER, prompt, 0.75, 1.0986, JUDGE) for text in texts]


@pytest.fixture
def four(project: Project, clip_id: str) -> list[str]:
    """Keys of four candidates for the camera."""
    new = _new("It pans.", "It tilts.", "It zooms.", "It holds.")
    return [each.id for each in project.add_candidates(clip_id, CAMERA, new, "best-of-n")]


def _open(project: Project, clip_id: str) -> list[str]:
    return [each.text for each in project.candidates(clip_id, CAMERA)]


def _preferred(project: Project) -> set[tuple[str, str]]:
    return {(each.chosen.text, each.rejected.text) for each in project.preferences()}


def test_a_candidate_is_kept_with_all_that_made_it(project, clip_id, four):
    first = project.candidates(clip_id, CAMERA)[0]
    assert (first.text, first.source, first.fingerprint, first.scorer) == ("It pans.", "best-of-n", WRITER, JUDGE)
    assert (first.p_yes, first.log_odds, first.open) == (0.75, 1.0986, True)
    assert project.prompt_of(first.id) == "Describe the camera."
    assert project.work(clip_id, CAMERA).pre_caption is None
    assert project.count_candidates() == {(clip_id, CAMERA): 4}


def test_the_same_again_is_there_once_and_is_no_step(project, clip_id, four):
    before = project.newest_operation()
    again = project.add_candidates(clip_id, CAMERA, _new("It tilts.", "It tilts."), "best-of-n")
    assert [each.id for each in again] == [four[1]]
    assert project.newest_operation() == before
    project.add_candidates(clip_id, CAMERA, _new("It tilts."), "run:1")
    assert len(_open(project, clip_id)) == 5


def test_the_chosen_one_is_the_draft_and_the_others_are_closed(project, clip_id, four):
    draft = project.choose_candidate(four[0], four[1:3], scores_hidden=True)
    assert project.work(clip_id, CAMERA).pre_caption == draft
    assert (draft.text, draft.origin, draft.fingerprint, draft.policy_version) == ("It pans.", "engine", WRITER, "1")
    assert project.prompt_of(draft.id) == "Describe the camera."
    assert _open(project, clip_id) == ["It holds."]
    assert _preferred(project) == {("It pans.", "It tilts."), ("It pans.", "It zooms.")}
    assert all(each.scores_hidden and each.author == project.me() for each in project.preferences())
    before = project.newest_operation()
    assert project.choose_candidate(four[0], four[1:3], scores_hidden=True) == draft
    assert project.newest_operation() == before


def test_undo_opens_them_again_and_redo_chooses_again(project, clip_id, four):
    draft = project.choose_candidate(four[0], four[1:])
    keys = [each.id for each in project.preferences()]
    step = project.undo()
    assert (step.name, step.clip_id, step.aspect) == ("Choose a candidate for a.mp4, Camera", clip_id, CAMERA)
    assert len(_open(project, clip_id)) == 4
    assert project.work(clip_id, CAMERA).pre_caption is None
    assert project.preferences() == ()
    project.redo()
    assert project.work(clip_id, CAMERA).pre_caption.id == draft.id
    assert [each.id for each in project.preferences()] == keys
    assert _open(project, clip_id) == []


def test_a_dismissal_closes_what_is_open_and_can_be_undone(project, clip_id, four):
    project.choose_candidate(four[0], four[1:2])
    project.dismiss_candidates(four)
    assert _open(project, clip_id) == []
    assert _preferred(project) == {("It pans.", "It tilts.")}  # what was chosen and passed over stays so
    assert project.undo().name == "Dismiss 2 candidates for a.mp4, Camera"
    assert _open(project, clip_id) == ["It zooms.", "It holds."]


def test_choosing_anew_withdraws_what_it_contradicts(project, clip_id, four):
    project.choose_candidate(four[0], four[1:])
    project.choose_candidate(four[1], four[:1])
    assert project.work(clip_id, CAMERA).pre_caption.text == "It tilts."
    assert _preferred(project) == {("It tilts.", "It pans."), ("It pans.", "It zooms."), ("It pans.", "It holds.")}


def test_an_added_candidate_does_not_come_between_a_step_and_its_undo(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.add_candidates(clip_id, CAMERA, _new("It pans."), "run:1")
    project.undo()
    assert project.answers(clip_id) == {}
    project.add_candidates(clip_id, CAMERA, _new("It tilts."), "run:1")
    project.redo()
    assert project.answers(clip_id) == {"camera_pan": "no"}


def test_history_and_moments_tell_of_them(project, clip_id, four):
    project.choose_candidate(four[0], four[1:])
    project.undo()
    project.dismiss_candidates(four[:1])
    assert [(moment.name, moment.aspects) for moment in project.moments(clip_id)[:4]] == [
        ("Dismiss a candidate for a.mp4, Camera", (CAMERA,)),
        ("Choose a candidate for a.mp4, Camera", (CAMERA,)),
        ("Choose a candidate for a.mp4, Camera", (CAMERA,)),
        ("4 candidates for a.mp4, Camera", (CAMERA,)),
    ]
    assert [version.what for version in project.history(clip_id, CAMERA)] == ["pre-caption"] + ["candidate"] * 4


@pytest.mark.parametrize(
    "wrong",
    [
        NewCandidate("  ", WRITER),
        NewCandidate("It pans.", WRITER, p_yes=1.5),
        NewCandidate("It pans.", WRITER, p_yes=math.nan),
        NewCandidate("It pans.", WRITER, log_odds=math.inf),
    ],
)
def test_what_is_no_candidate_is_refused_with_all_that_came_with_it(project, clip_id, wrong):
    with pytest.raises(ProjectError):
        project.add_many_candidates([(clip_id, CAMERA, [*_new("It pans."), wrong])], "run:1")
    assert _open(project, clip_id) == []


def test_candidates_of_two_captions_are_not_held_against_each_other(project, clip_id, four):
    (scene,) = project.add_candidates(clip_id, Aspect.SCENE, _new("A square."), "best-of-n")
    with pytest.raises(ProjectError):
        project.choose_candidate(four[0], [scene.id])
    with pytest.raises(ProjectError):
        project.choose_candidate("unknown")
    assert project.preferences() == ()


def test_a_very_long_prompt_keeps_its_beginning_and_its_end(project, clip_id):
    prompt = "a" * 60_000 + "b" * 60_000
    kept = project.prompt_of(project.add_pre_caption(clip_id, CAMERA, "It pans.", "engine", WRITER, prompt).id)
    assert len(kept) < 100_100
    assert (kept[0], kept[-1], "[20000 characters left out]" in kept) == ("a", "b", True)


def test_each_prompt_is_kept_once(project, clip_id, four):
    pre = project.add_pre_caption(clip_id, Aspect.SCENE, "A square.", "engine", WRITER, "Describe the camera.")
    project.add_post_caption(pre.id, "A square at noon.", "engine", WRITER, prompt="Now revise.")
    assert project.prompt_of(project.work(clip_id, Aspect.SCENE).post_caption.id) == "Now revise."
    assert project._file.number("SELECT count(*) FROM prompts") == 2


def test_ten_thousand_are_taken_in_within_seconds(project, facts):
    clips = [project.add_clip(facts(f"{number}.mp4")).id for number in range(100)]
    texts = _new(*(f"The camera pans to the left, and then {number} times to the right." for number in range(20)))
    written = [(clip, aspect, texts) for clip in clips for aspect in Aspect]
    start = time.perf_counter()
    assert project.add_many_candidates(written, "run:1") == 10_000
    assert time.perf_counter() - start < 10
    assert project.add_many_candidates(written, "run:1") == 0
    assert project.journal(1)[0].name == "100 candidates for 99.mp4"


_CALLS = st.lists(
    st.tuples(st.integers(0, 1), st.lists(st.integers(0, 4), max_size=5), st.sampled_from(["best-of-n", "run:1"])),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(calls=_CALLS, closed=st.lists(st.integers(0, 30), max_size=4))
def test_taking_in_any_results_twice_is_taking_them_in_once(calls, closed):
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "Film.chai", "Film") as project:
        clips = [project.add_clip(made_up_facts(number)).id for number in range(2)]

        def take_in() -> None:
            for clip, numbers, source in calls:
                project.add_candidates(clips[clip], CAMERA, _new(*(f"It pans {n}." for n in numbers)), source)

        take_in()
        there = [each.id for clip in clips for each in project.candidates(clip, CAMERA)]
        project.dismiss_candidates([there[number % len(there)] for number in closed if there])
        once = [project.candidates(clip, CAMERA) for clip in clips]
        lines, step = state_lines(project._file), project.newest_operation()
        take_in()
        assert [project.candidates(clip, CAMERA) for clip in clips] == once
        assert (state_lines(project._file), project.newest_operation()) == (lines, step)
