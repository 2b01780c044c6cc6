"""Ticking says what it would set, and which answers it contradicts."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import load_specification

from .forms import whole_forms

SPEC = load_specification()
DOLLY_IN = "camera.movement.dolly_in"


def contradicted(primitive_id: str, **answers: Any) -> dict[str, tuple[Any, ...]]:
    return {c.question: c.needed for c in SPEC.ticking(primitive_id, answers).contradictions}


def test_without_answers_nothing_is_contradicted() -> None:
    ticking = SPEC.ticking(DOLLY_IN, {})
    assert ticking.sets == {"camera_forward_backward": "forward"}
    assert ticking.contradictions == ()
    assert ticking.truth is Truth.UNDECIDED


def test_an_answer_that_would_be_replaced_is_named_with_the_one_that_is_needed() -> None:
    (found,) = SPEC.ticking(DOLLY_IN, {"camera_forward_backward": "backward"}).contradictions
    assert (found.question, found.present, found.needed) == ("camera_forward_backward", "backward", ("forward",))
    assert found.sentence == '"Dolly" is "Out"; Dolly in needs "In".'


def test_an_answer_that_stays_and_denies_the_primitive_is_named_too() -> None:
    assert contradicted(DOLLY_IN, camera_movement="no") == {
        "camera_movement": ("minor", "major_simple", "major_complex")
    }
    assert "static" not in contradicted(DOLLY_IN, steadiness="static", camera_movement="major_simple")["steadiness"]
    assert SPEC.ticking(DOLLY_IN, {"camera_movement": "no"}).truth is Truth.NO


def test_an_answer_that_breaks_a_hard_constraint_is_named() -> None:
    assert "shot_type" in contradicted("spatial.shot_size.medium_full", shot_type="non_human")
    assert contradicted("camera.movement.arc_clockwise", camera_crane="crane_up", camera_movement="major_simple") == {
        "camera_crane": ("no",)
    }


def test_unsure_contradicts_nothing() -> None:
    assert contradicted(DOLLY_IN, camera_movement="unsure", camera_forward_backward="unsure") == {}


def test_what_an_open_answer_could_still_bring_is_not_contradicted() -> None:
    assert contradicted("camera.angle.ends_low", camera_angle_start="high_angle") == {}


def test_lists_are_compared_without_regard_to_order() -> None:
    front_side = {"is_tracking": "yes", "tracking_shot_types": ["side", "lead"]}
    assert SPEC.implied_answers("camera.tracking.front_side")["tracking_shot_types"] == ["lead", "side"]
    assert contradicted("camera.tracking.front_side", **front_side) == {}
    assert contradicted("camera.tracking.side", **front_side) == {"tracking_shot_types": (["side"],)}


@settings(max_examples=60, deadline=None)
@given(answers=whole_forms(SPEC), primitive=st.sampled_from(SPEC.primitives))
def test_a_primitive_that_is_denied_is_contradicted_by_something_unless_nothing_can_help(
    answers: dict[str, Any], primitive: Any
) -> None:
    ticking = SPEC.ticking(primitive.id, answers)
    for found in ticking.contradictions:
        assert answers[found.question] == found.present
        assert found.present not in found.needed
        assert found.sentence.endswith(".")
    if ticking.sets and ticking.truth is Truth.YES:
        assert SPEC.truths({**answers, **ticking.sets})[primitive.id] is Truth.YES
