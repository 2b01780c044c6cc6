"""The optional part "lighting": off by default, whole when it is on."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from chai_desktop.errors import SpecError
from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import load_specification

from .forms import whole_forms

PLAIN, SPEC = load_specification(), load_specification(["lighting"])
LIGHTING = [p for p in SPEC.primitives if p.corpus_key.startswith("lighting_setup.")]


def truth(primitive: str, **answers: Any) -> Truth:
    return SPEC.truths(answers)[f"lighting_setup.{primitive}"]


def test_it_is_off_by_default_and_known_by_name() -> None:
    assert PLAIN.parts == ()
    assert PLAIN.available_parts == ("lighting",)
    assert SPEC.parts == ("lighting",)
    assert load_specification({"lighting"}) is SPEC
    with pytest.raises(SpecError, match="sound") as refused:
        load_specification(["sound"])
    assert "lighting" in refused.value.hint


def test_the_rest_stays_as_it_is() -> None:
    assert [q for q in SPEC.questions if q in PLAIN.questions] == list(PLAIN.questions)
    assert SPEC.primitives[:224] == PLAIN.primitives
    assert SPEC.version == PLAIN.version


def test_it_has_115_primitives_that_are_explained() -> None:
    assert len(LIGHTING) == 115
    groups = Counter(p.id.split(".")[1] for p in LIGHTING)
    assert (groups["color_grading"], groups["subject_lighting"], groups["light_quality"]) == (20, 28, 9)
    shown = {(q.aspect, q.group) for q in SPEC.questions}
    for primitive in LIGHTING:
        assert primitive.id == primitive.corpus_key
        assert (primitive.aspect, primitive.group) in shown
        assert len(primitive.definition.split()) >= 4, primitive.id
        assert len(primitive.decision_rule.split()) >= 5, primitive.id
        assert primitive.confusions
        assert len(primitive.name) <= 46
        assert not re.search(r"[{}]|  ", primitive.definition + primitive.decision_rule)
    for key in ("definition", "name"):
        assert max(Counter(getattr(p, key) for p in SPEC.primitives).values()) == 1


def test_questions_of_an_aspect_keep_their_groups_together() -> None:
    groups = [question.group for question in SPEC.questions_of(LIGHTING[0].aspect)]
    turns = [group for before, group in zip([None, *groups], groups, strict=False) if group != before]
    assert len(turns) == len(set(groups))


def test_every_choice_decides_some_primitive() -> None:
    for question in SPEC.questions:
        if question in PLAIN.questions or question.kind == "text":
            continue
        for choice in question.choices:
            value = [choice.id] if question.kind == "choices" else choice.id
            around = {"light_direction": "consistent", "light_source": ["sunlight"]}
            answers = {k: v for k, v in around.items() if k != question.id} | {question.id: value}
            with_it, without = SPEC.truths(answers), SPEC.truths({k: v for k, v in answers.items() if k != question.id})
            assert with_it != without, (question.id, choice.id)


def test_derived_light() -> None:
    low = {"subject_contrast": "high", "brightness": "neutral"}
    assert truth("subject_lighting.light_contrast.low_key_lighting", **low) is Truth.YES
    assert truth("subject_lighting.light_contrast.low_key_lighting", **low | {"brightness": "very_bright"}) is Truth.NO
    assert truth("subject_lighting.light_contrast.low_key_lighting", subject_contrast="high") is Truth.UNDECIDED
    flat = {"subject_contrast": "minimal", "brightness": "very_dark"}
    assert truth("subject_lighting.light_contrast.flat_lighting", **flat) is Truth.YES
    assert truth("subject_lighting.light_contrast.high_key_lighting", **flat) is Truth.NO
    side = {"light_direction": "consistent", "light_directions": ["left", "top"]}
    assert truth("subject_lighting.light_direction.direction_is_side_light", **side) is Truth.YES
    assert truth("subject_lighting.light_direction.direction_is_right_side", **side) is Truth.NO
    assert truth("lens_effect.lens_flares", lens_effects=["anamorphic_flare"]) is Truth.YES
    assert truth("lens_effect.lens_flares", lens_effects=["none"]) is Truth.NO
    assert truth("color_grading.is_black_white", color_temperature="warm", colorfulness="high") is Truth.NO


def test_a_cut_leaves_the_light_open() -> None:
    cut = {"shot_transition": "yes", "brightness": "very_dark"}
    assert truth("color_grading.brightness.brightness_is_very_dark", **cut) is Truth.UNDECIDED
    assert truth("has_shot_transition_lighting_setup", **cut) is Truth.YES


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=whole_forms(SPEC))
def test_no_rule_says_yes_and_no_at_once(answers: dict[str, Any]) -> None:
    state = SPEC._state_of(answers)
    for primitive in LIGHTING:
        assert not (primitive.true_when.holds(state) and primitive.false_when.holds(state)), primitive.id


def test_ticking_gives_answers_that_make_it_true() -> None:
    around = {"shot_transition": "no", "brightness": "neutral", "lighting_scene_type": "interior"}
    ticked = [p.id for p in LIGHTING if SPEC.implied_answers(p.id)]
    assert len(ticked) > 90
    for primitive_id in ticked:
        answers = {**around, **SPEC.implied_answers(primitive_id)}
        assert SPEC.truths(answers)[primitive_id] is Truth.YES, primitive_id
