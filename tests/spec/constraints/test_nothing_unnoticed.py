"""No sequence of answers, withdrawals and ticks reaches a forbidden state unnoticed, and every way out leads out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chai_desktop.spec.constraints.checking import after
from chai_desktop.spec.form import UNSURE
from chai_desktop.spec.rule_reading import question_of
from chai_desktop.spec.specification import load_specification

from .forbidden_states import Form, is_forbidden

SPEC, LIGHT = load_specification(), load_specification(["lighting"])
QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
CHOICES = frozenset(q.id for q in SPEC.questions if q.kind != "text")
WORDS = ["a woman in a red coat", "the lake", "", "a selfie"]


def value_for(question: Any) -> st.SearchStrategy[Any]:
    if question.kind == "text":
        return st.sampled_from([None, *WORDS])
    ids = [choice.id for choice in question.choices]
    if question.kind == "choices":
        return st.none() | st.just(UNSURE) | st.lists(st.sampled_from(ids), max_size=3, unique=True)
    return st.sampled_from([None, UNSURE, *ids])


def changes(spec: Any) -> st.SearchStrategy[dict[str, Any]]:
    """One step of a person: an answer, a withdrawal (None), or a ticked primitive."""
    one = st.sampled_from(spec.questions).flatmap(lambda q: value_for(q).map(lambda value: {q.id: value}))
    tick = st.sampled_from(spec.primitives).map(lambda p: dict(spec.implied_answers(p.id)))
    return one | one | tick


def forms(spec: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Many answers at once, most of which fight each other; those that constraints read come up often."""
    asked = [q for q in spec.questions if q.kind != "text" or "description" in q.id]
    return st.lists(
        st.sampled_from(asked).flatmap(lambda q: value_for(q).map(lambda value: (q.id, value))), max_size=40
    ).map(lambda pairs: {name: value for name, value in pairs if value is not None and name != "shot_transition"})


@st.composite
def focused_forms(draw: st.DrawFn) -> dict[str, Any]:
    """Answers to the few questions that one constraint reads: so nothing else hides whether it holds."""
    constraint = draw(st.sampled_from([c for c in SPEC.constraints if len(c.names) < 10]))
    read = {question_of(name) for name in constraint.forbidden.fields()}
    read |= {f"{name}_{side}" for name in read for side in ("start", "end")} | set(constraint.names)
    asked = [question for question in SPEC.questions if question.id in read]
    return {question.id: value for question in asked if (value := draw(value_for(question))) is not None}


def hard(spec: Any, answers: dict[str, Any]) -> set[str]:
    return {violation.id for violation in spec.violations(answers) if violation.hard}


@settings(QUIET, max_examples=150)
@given(steps=st.lists(changes(SPEC), max_size=30))
def test_every_step_into_a_forbidden_state_is_noticed(steps: list[dict[str, Any]]) -> None:
    answers: dict[str, Any] = {}
    for change in steps:
        before = hard(SPEC, answers)
        announced = {violation.id for violation in SPEC.hard_violations_after(answers, change)}
        answers = after(answers, change)
        assert hard(SPEC, answers) - before == announced
        assert bool(hard(SPEC, answers)) == is_forbidden(Form(answers, CHOICES))


@settings(QUIET, max_examples=150)
@given(answers=forms(SPEC))
def test_forms_are_judged_as_by_the_second_writing(answers: dict[str, Any]) -> None:
    assert bool(hard(SPEC, answers)) == is_forbidden(Form(answers, CHOICES)), SPEC.violations(answers)


@settings(QUIET, max_examples=800)
@given(answers=focused_forms())
def test_single_constraints_are_judged_as_by_the_second_writing(answers: dict[str, Any]) -> None:
    assert bool(hard(SPEC, answers)) == is_forbidden(Form(answers, CHOICES)), SPEC.violations(answers)


@pytest.mark.parametrize("spec", [SPEC, LIGHT], ids=["form", "with lighting"])
@settings(QUIET, max_examples=150)
@given(data=st.data())
def test_every_way_out_mends_and_brings_no_new_hard_violation(spec: Any, data: st.DataObject) -> None:
    answers = data.draw(forms(spec))
    if data.draw(st.integers(0, 9)) == 0:
        answers["shot_transition"] = "yes"
    before = hard(spec, answers)
    for violation in spec.violations(answers):
        assert violation.ways_out
        for way in violation.ways_out:
            results = [after(answers, change) for change in possible(spec, way)]
            mended = [result for result in results if violation.id not in {v.id for v in spec.violations(result)}]
            assert mended, (violation.id, way)
            if way.question is None:
                assert len(mended) == len(results)
            assert any(hard(spec, result) <= before for result in mended), (violation.id, way)


def possible(spec: Any, way: Any) -> list[dict[str, Any]]:
    """The changes that a way out may come to: what it sets, or each answer to the question that it asks."""
    if way.question is None:
        return [dict(way.answers)]
    question = spec.question(way.question)
    if question.kind == "text":
        return [{way.question: "words"}]
    return [{way.question: [c.id] if question.kind == "choices" else c.id} for c in question.choices]


@settings(QUIET, max_examples=150)
@given(answers=forms(LIGHT))
def test_an_answer_that_does_not_count_is_never_hidden(answers: dict[str, Any]) -> None:
    """Where a question does not apply, an answer other than the one that counts instead is part of a violation."""
    involved = {name for violation in LIGHT.violations(answers) for name in violation.answers}
    state = LIGHT._state_of(answers)
    for question in LIGHT.questions:
        given_answer = answers.get(question.id)
        if question.kind == "text" or given_answer in (None, UNSURE, [], "unknown") or question.only_if is None:
            continue
        if question.only_if.holds(state) is False and given_answer != question.off:
            assert question.id in involved, question.id


@settings(QUIET, max_examples=100)
@given(answers=forms(SPEC))
def test_a_violation_names_the_answers_that_are_there(answers: dict[str, Any]) -> None:
    for violation in SPEC.violations(answers):
        assert violation.answers
        for name, value in violation.answers.items():
            assert answers.get(name) == value
        if len(violation.answers) <= 3:
            named = [SPEC.question(name).label for name in violation.answers]
            assert sum(f'"{label}"' in violation.sentence for label in named) >= min(2, len(named)), violation.sentence
