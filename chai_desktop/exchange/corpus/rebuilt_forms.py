"""Answers rebuilt from label lists, for forms whose raw answers are not published.

The lists say of many primitives whether they are true of a clip. If the rules are those by which the lists were made,
some form of answers gives exactly these truths. It is looked for: first the answers that the labels demand for certain,
then, one question at a time, the answer that brings most of the rest in line. A form that is found shows that rules and
lists agree on the clip; it need not be the form that somebody filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from chai_desktop.spec.implied_answers import certain_values
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rule_reading import question_of
from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import Specification

Stored = Mapping[str, Truth]  # primitive id -> what the lists say of one clip
_ALWAYS_TRIED = "shot_type"  # decides what the sides of spans mean, without being named by their rules


class FormRebuilder:
    """Finds forms for the clips of one folder of lists."""

    def __init__(self, spec: Specification, primitives: Sequence[Primitive]) -> None:
        self._spec = spec
        self._primitives = primitives
        self._choices = {q.id: [choice.id for choice in q.choices] for q in spec.questions if q.kind == "choice"}
        self._read = {primitive.id: self._questions_of(primitive) for primitive in primitives}

    def answers_for(self, stored: Stored) -> dict[str, Any]:
        """The form that comes nearest to the stored labels; equal to them in all if one was found."""
        answers = self._demanded(stored)
        wrong = self._differing(answers, stored)
        while wrong:
            tried = ((self._differing(form, stored), form) for form in self._neighbours(answers, wrong))
            fewer, better = min(tried, key=lambda result: len(result[0]))
            if len(fewer) >= len(wrong):
                break
            wrong, answers = fewer, better
        return answers

    def _differing(self, answers: Mapping[str, Any], stored: Stored) -> list[str]:
        truths = self._spec.truths(answers)
        return [primitive.id for primitive in self._primitives if truths[primitive.id] != stored[primitive.id]]

    def _demanded(self, stored: Stored) -> dict[str, Any]:
        """What follows for certain from a primitive that is true, and then from one that is false."""
        answers: dict[str, Any] = {}
        for primitive in self._primitives:
            if stored[primitive.id] is Truth.YES:
                answers = {**self._spec.implied_answers(primitive.id), **answers}
        for primitive in self._primitives:
            if stored[primitive.id] is Truth.YES:
                answers = {**self._sides(certain_values(primitive.true_when), answers), **answers}
            elif stored[primitive.id] is Truth.NO:
                demanded = certain_values(primitive.false_when)
                answers = {**{name: v for name, v in demanded.items() if name in self._choices}, **answers}
        return answers

    def _sides(self, demanded: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
        """Answers for a demanded state at the start or the end of a span; an end like the start is no answer."""
        found = {}
        for span in self._spec.spans:
            first, last = demanded.get(f"{span.name}.first"), demanded.get(f"{span.name}.last")
            if first in self._choices[span.start]:
                found[span.start] = first
            elif last in self._choices[span.end] and answers.get(span.start) != last:
                found[span.end] = last
        return found

    def _neighbours(self, answers: Mapping[str, Any], wrong: Collection[str]) -> Iterator[dict[str, Any]]:
        """Forms that differ in one answer, to a question on which something wrong depends."""
        for question in sorted(set[str]().union(*(self._read[primitive_id] for primitive_id in wrong))):
            rest = {name: value for name, value in answers.items() if name != question}
            yield rest
            yield from ({**rest, question: value} for value in self._choices[question])

    def _questions_of(self, primitive: Primitive) -> set[str]:
        names = {question_of(name) for name in primitive.true_when.fields() | primitive.false_when.fields()}
        names |= {side for span in self._spec.spans if span.name in names for side in (span.start, span.end)}
        return (names | {_ALWAYS_TRIED}) & self._choices.keys()
