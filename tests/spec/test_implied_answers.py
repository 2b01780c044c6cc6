"""Ticking a primitive: the answers it gives make it true."""

from __future__ import annotations

from typing import Any

import pytest

from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import load_specification

SPEC = load_specification()
TICKABLE = [primitive.id for primitive in SPEC.primitives if SPEC.implied_answers(primitive.id)]

# A shot as many are: somebody filmed by a camera that moves clearly, with the focus on one layer.
PLAUSIBLE = {
    "shot_transition": "no",
    "shot_type": "human",
    "camera_movement": "major_simple",
    "steadiness": "very_smooth",
    "camera_angle_start": "level_angle",
    "camera_focus": "shallow_focus",
    "focus_change_reason": "no_change",
}

# What else must be so for the primitive to be true, where more than one answer would do.
BESIDES: dict[str, dict[str, Any]] = {
    "camera.steadiness.fixed_with_shake": {"steadiness": "smooth"},
    "camera.focus.tracking": {"focus_plane_start": "foreground", "focus_plane_end": "background"},
    "camera.focus.comes_in": {"focus_plane_end": "foreground"},
    "subject.framing.disappears": {"shot_size_start": "wide"},
    "subject.framing.switches": {"shot_size_start": "wide", "shot_size_end": "close_up"},
} | {
    primitive.id: {"focus_change_reason": "rack_focus"}
    for primitive in SPEC.primitives
    if primitive.name.startswith("Rack from")
}


@pytest.mark.parametrize("primitive_id", TICKABLE)
def test_the_answers_make_it_true_in_a_plausible_form(primitive_id: str) -> None:
    answers = PLAUSIBLE | BESIDES.get(primitive_id, {}) | SPEC.implied_answers(primitive_id)
    assert SPEC.truths(answers)[primitive_id] is Truth.YES


@pytest.mark.parametrize("primitive_id", TICKABLE)
def test_the_answers_are_possible_and_apply(primitive_id: str) -> None:
    implied = SPEC.implied_answers(primitive_id)
    for question_id, value in implied.items():
        assert SPEC.question(question_id).accepts(value)
        assert SPEC.is_applicable(question_id, PLAUSIBLE | implied), question_id


@pytest.mark.parametrize("primitive_id", sorted(BESIDES))
def test_what_is_asked_besides_is_needed(primitive_id: str) -> None:
    answers = PLAUSIBLE | SPEC.implied_answers(primitive_id)
    assert SPEC.truths(answers)[primitive_id] is not Truth.YES


def test_examples() -> None:
    assert SPEC.implied_answers("camera.movement.dolly_in") == {"camera_forward_backward": "forward"}
    assert SPEC.implied_answers("camera.angle.low") == {
        "camera_angle_start": "low_angle",
        "camera_angle_end": "unknown",
    }
    assert SPEC.implied_answers("camera.tracking.side_left") == {
        "camera_left_right": "right_to_left",
        "is_tracking": "yes",
        "tracking_shot_types": ["side"],
    }
    assert SPEC.implied_answers("subject.shot_type.back_and_forth") == {
        "shot_type": "complex",
        "complex_shot_type": "description",
        "shot_size_description_type": "back_and_forth_change",
    }


@pytest.mark.parametrize(
    "primitive_id",
    ["camera.angle.ends_low", "camera.angle.dutch", "camera.steadiness.shaky", "spatial.shot_size.changes"],
)
def test_nothing_is_said_where_several_answers_would_do(primitive_id: str) -> None:
    assert SPEC.implied_answers(primitive_id) == {}


def test_a_fresh_result_each_time() -> None:
    SPEC.implied_answers("camera.tracking.lead")["is_tracking"] = "no"
    assert SPEC.implied_answers("camera.tracking.lead")["is_tracking"] == "yes"
