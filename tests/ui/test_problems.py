"""What the checklist shows of contradictions, without a window; and that none is reached unseen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.checklist.checklist_model import UNSURE, Checklist
from chai_desktop.ui.checklist.problems import count_words, hard_by_aspect, heading, in_order, of_aspect, row_marks
from tests.spec.constraints.forbidden_states import Form, is_forbidden

SPEC = load_specification()
LOCKED_AND_MOVING = {"steadiness": "static", "camera_movement": "major_simple"}


def test_both_rows_carry_the_mark_and_the_sentence_names_both_answers():
    violations = Checklist(SPEC, LOCKED_AND_MOVING).violations
    marks = row_marks(violations)
    assert marks.keys() >= LOCKED_AND_MOVING.keys()
    assert {marks[question].word for question in LOCKED_AND_MOVING} == {"contradicts"}
    assert '"Locked off"' in marks["steadiness"].sentence
    assert '"Clear"' in marks["steadiness"].sentence
    assert heading(violations[0]) == "Contradiction"
    assert count_words(violations) == "1 contradiction"


def test_an_answer_that_is_owed_is_marked_as_needed():
    marks = row_marks(Checklist(SPEC, {"is_tracking": "yes"}).violations)
    assert marks["tracking_shot_types"].word == "needed"
    assert not marks["is_tracking"].hard


def test_the_aspect_on_show_comes_first_and_nothing_is_left_out():
    violations = Checklist(
        SPEC, {**LOCKED_AND_MOVING, "shot_type": "scenery", "subject_height_start": "at_subject"}
    ).violations
    for aspect in Aspect:
        shown = in_order(violations, SPEC, aspect)
        assert set(map(id, shown)) == set(map(id, violations))
        own = [of_aspect(violation, SPEC, aspect) for violation in shown]
        assert own == sorted(own, reverse=True)
    counts = hard_by_aspect(violations, SPEC)
    assert counts[Aspect.CAMERA] == 1
    assert counts[Aspect.SCENE] == 0


@pytest.mark.parametrize("way", range(4))
def test_each_way_out_ends_the_violation_in_one_step(way):
    checklist = Checklist(SPEC, LOCKED_AND_MOVING)
    (violation,) = [found for found in checklist.violations if found.hard]
    mended = checklist.changed(violation.ways_out[way].answers)
    assert violation.id not in {found.id for found in mended.violations}


_CHOICES = [(q.id, choice.id) for q in SPEC.questions if q.kind == "choice" for choice in q.choices]
_SEVERAL = [(q.id, [choice.id]) for q in SPEC.questions if q.kind == "choices" for choice in q.choices]
CHOICES = frozenset(q.id for q in SPEC.questions if q.kind != "text")
_QUESTIONS = [q.id for q in SPEC.questions]
_PRIMITIVES = [p.id for p in SPEC.primitives]


@st.composite
def deeds(draw):
    """What a person can do to the answers in the checklist, as a function of the checklist before."""
    return draw(
        st.one_of(
            st.sampled_from(_CHOICES + _SEVERAL).map(lambda pair: lambda _c: {pair[0]: pair[1]}),
            st.sampled_from(_QUESTIONS).map(lambda q: lambda _c: {q: None}),
            st.sampled_from(_QUESTIONS).map(lambda q: lambda _c: {q: UNSURE}),
            st.sampled_from(list(Aspect)).map(lambda a: lambda c: c.usual(a)),
            st.tuples(st.sampled_from(_PRIMITIVES), st.integers(0, 5)).map(lambda pick: lambda c: _tick(c, *pick)),
            st.tuples(st.integers(0, 9), st.integers(0, 5)).map(lambda pick: lambda c: _mend(c, *pick)),
        )
    )


def _tick(checklist: Checklist, primitive_id: str, number: int):
    choices = checklist.primitive_card(primitive_id).tick_choices
    return choices[number % len(choices)].answers if choices else {}


def _mend(checklist: Checklist, number: int, way: int):
    ways = [way for violation in checklist.violations[number:] for way in violation.ways_out]
    return ways[way % len(ways)].answers if ways else {}


@given(st.lists(deeds(), max_size=25))
@settings(max_examples=60, deadline=None)
def test_no_sequence_of_deeds_reaches_a_forbidden_state_without_a_violation_on_show(sequence):
    """The forbidden states are written down a second time, apart from the specification."""
    checklist = Checklist(SPEC)
    for deed in sequence:
        checklist = checklist.changed(deed(checklist))
        forbidden = is_forbidden(Form(checklist.answers, CHOICES))
        on_show = [v for v in in_order(checklist.violations, SPEC, Aspect.CAMERA) if v.hard]
        assert bool(on_show) == forbidden
        assert bool(count_words(checklist.violations)) == forbidden
        if forbidden:
            assert any(mark.hard for mark in row_marks(checklist.violations).values())
            assert any(hard_by_aspect(checklist.violations, SPEC).values())
