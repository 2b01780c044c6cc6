"""Ticking a primitive: the answers it would set, and the answers given already that it contradicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chai_desktop.spec.form import UNSURE, Answer, Question
from chai_desktop.spec.rule_reading import question_of
from chai_desktop.spec.rules import UNKNOWN, Truth

if TYPE_CHECKING:
    from chai_desktop.spec.specification import Specification


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One answer that stands against a primitive; each of the ``needed`` ones would not."""

    question: str
    present: Answer
    needed: tuple[Answer, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Ticking:
    """What ticking would do. ``sets`` is empty where no single state of the form follows: then nothing can be ticked,
    and ``contradictions`` still says what speaks against the primitive. ``truth`` is what it would be afterwards.
    """

    primitive: str
    sets: Mapping[str, Answer]
    contradictions: tuple[Contradiction, ...]
    truth: Truth


def ticking(spec: Specification, primitive_id: str, answers: Mapping[str, Any]) -> Ticking:
    """Nothing is changed. ``contradictions`` lists first the answers that ``sets`` would replace, then those that it
    leaves and that would keep the primitive from being true or break a hard constraint with it.
    """
    sets = spec.implied_answers(primitive_id)
    name = spec.primitive(primitive_id).name
    ticked = {**answers, **sets}
    replaced = [
        _contradiction(spec.question(question), answers[question], (value,), name)
        for question, value in sets.items()
        if answers.get(question) not in (None, UNSURE) and not _same(answers[question], value)
    ]
    truth = spec.truths(ticked)[primitive_id]
    standing = _denying(spec, primitive_id, ticked, sets) if truth is Truth.NO else {}
    standing = _fighting(spec, answers, sets) | standing
    return Ticking(
        primitive_id,
        sets,
        (*replaced, *(_contradiction(spec.question(q), ticked[q], needed, name) for q, needed in standing.items())),
        truth,
    )


def _denying(
    spec: Specification, primitive_id: str, ticked: Mapping[str, Any], sets: Mapping[str, Answer]
) -> dict[str, tuple[Answer, ...]]:
    """The answers each of which alone makes the primitive untrue, with those that would not. None where an answer still
    to be given could make it true.
    """
    found: dict[str, tuple[Answer, ...]] = {}
    for question in _looked_at(spec, primitive_id):
        if question.id in sets or question.kind != "choice":
            continue
        fitting = [
            choice.id
            for choice in question.choices
            if spec.truths({**ticked, question.id: choice.id})[primitive_id] is not Truth.NO
        ]
        if fitting and question.id not in ticked:
            return {}
        if fitting:
            found[question.id] = tuple(value for value in fitting if value != UNKNOWN) or tuple(fitting)
    return found


def _fighting(
    spec: Specification, answers: Mapping[str, Any], sets: Mapping[str, Answer]
) -> dict[str, tuple[Answer, ...]]:
    """The answers that break a hard constraint with those that would be set, with those that mend it."""
    found: dict[str, tuple[Answer, ...]] = {}
    for violation in spec.hard_violations_after(answers, sets):
        for question_id in violation.answers.keys() - sets.keys() if not violation.missing else ():
            mending = tuple(
                value
                for way in violation.ways_out
                if set(way.answers) == {question_id} and (value := way.answers[question_id]) is not None
            )
            found[question_id] = mending or found.get(question_id, ())
    return {question.id: found[question.id] for question in spec.questions if question.id in found}


def _looked_at(spec: Specification, primitive_id: str) -> list[Question]:
    """The questions on which the primitive depends, directly or through what makes them apply."""
    names = {question_of(name) for name in spec.primitive(primitive_id).true_when.fields()}
    names |= {side for span in spec.spans if span.name in names for side in (span.start, span.end)}
    by_id = {question.id: question for question in spec.questions}
    waiting = [name for name in names if name in by_id]
    while waiting:
        only_if = by_id[waiting.pop()].only_if
        new = {question_of(name) for name in only_if.fields()} - names if only_if else set()
        names |= new
        waiting += [name for name in new if name in by_id]
    return [question for question in spec.questions if question.id in names]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return set(one) == set(other)
    return bool(one == other)


def _contradiction(question: Question, present: Any, needed: tuple[Answer, ...], name: str) -> Contradiction:
    wanted = " or ".join(f'"{words_of(question, value)}"' for value in needed)
    end = f"needs {wanted}" if needed else "cannot be so beside it"
    return Contradiction(
        question.id, present, needed, f'"{question.label}" is "{words_of(question, present)}"; {name} {end}.'
    )


def words_of(question: Question, value: Any) -> str:
    """An answer as a person reads it."""
    labels = {choice.id: choice.label for choice in question.choices}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(item), str(item)) for item in values)
