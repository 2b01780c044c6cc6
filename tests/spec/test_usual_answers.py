"""One command answers what is usual, and never against what was answered."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.exchange.corpus.raw_answers import as_answer
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification

from .forms import whole_forms

SPEC = load_specification()
DIRECTIONS = {"camera_pan", "camera_tilt", "camera_zoom", "camera_roll", "camera_forward_backward", "camera_arc"}


def test_only_open_questions_that_apply_are_answered() -> None:
    usual = SPEC.usual_answers({"camera_movement": "minor", "camera_pan": "left_to_right"}, Aspect.CAMERA, "Movement")
    assert usual["camera_tilt"] == "no"
    assert "camera_pan" not in usual
    assert "dutch_angle" not in usual  # of another group
    still = SPEC.usual_answers({"camera_movement": "no"}, Aspect.CAMERA, "Movement")
    assert not DIRECTIONS & still.keys()


def test_a_clear_movement_keeps_its_directions_open_until_one_is_given() -> None:
    assert not DIRECTIONS & SPEC.usual_answers({"camera_movement": "major_simple"}, Aspect.CAMERA).keys()
    panned = {"camera_movement": "major_simple", "camera_pan": "left_to_right"}
    assert SPEC.usual_answers(panned, Aspect.CAMERA)["camera_tilt"] == "no"


def test_what_a_person_must_look_at_has_no_usual_answer() -> None:
    for name in ("shot_type", "shot_size_start", "camera_movement", "steadiness", "camera_angle_start", "camera_focus"):
        assert SPEC.question(name).usual is None
    assert not any(question.usual for question in SPEC.questions if question.kind == "text")


def test_few_questions_are_left_for_an_ordinary_clip() -> None:
    """A filmed person, a camera that pans: what is still open after the usual answers takes a minute."""
    by_hand = {"camera_movement": "major_simple", "camera_pan": "left_to_right", "shot_type": "human"}
    usual = {k: v for aspect in Aspect for k, v in SPEC.usual_answers(by_hand, aspect).items()}
    present = {**by_hand, **usual}
    left = [
        q.id for q in SPEC.questions if q.kind != "text" and SPEC.is_applicable(q.id, present) and q.id not in present
    ]
    assert len(left) <= 9, left


@settings(max_examples=60, deadline=None)
@given(answers=whole_forms(SPEC), kept=st.sets(st.integers(0, 80)), aspect=st.sampled_from(list(Aspect)))
def test_no_usual_answer_brings_a_hard_violation(answers: dict[str, object], kept: set[int], aspect: Aspect) -> None:
    some = {name: value for number, (name, value) in enumerate(answers.items()) if number in kept}
    usual = SPEC.usual_answers(some, aspect)
    assert SPEC.hard_violations_after(some, usual) == ()
    assert not usual.keys() & some.keys()
    assert all(SPEC.question(name).usual == value for name, value in usual.items())


def test_usual_is_what_most_clips_of_the_corpus_have(shared_data: Path) -> None:
    with ZipFile(shared_data / "chai-corpus-sample.zip") as archive:
        clips = json.loads(archive.read("video_data/20251021_ground_and_camera_folder/videos.json"))
    forms = [{name: as_answer(value) for name, value in clip["cam_motion"].items()} for clip in clips]
    for question in SPEC.questions:
        if question.usual is None or question.id not in forms[0]:
            continue
        asked = [form for form in forms if SPEC.is_applicable(question.id, form)]
        share = sum(form.get(question.id) == question.usual for form in asked) / len(asked)
        assert share > 0.7, (question.id, share)


@pytest.mark.parametrize("aspect", list(Aspect))
def test_with_no_answer_at_all_it_still_holds(aspect: Aspect) -> None:
    assert SPEC.violations(SPEC.usual_answers({}, aspect)) == ()
