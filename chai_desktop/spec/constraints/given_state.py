"""The state that constraints read: the answers as they were given, hidden ones too.

Primitives read what the answers amount to (effective_answers.py), where an answer to a question that no longer applies
does not count. A constraint must see just that answer. So here

* every answer that the form knows counts as it was given; "unsure" counts as an answer of unknown value;
* QUESTION.given says whether there is an answer ("yes" or "no"; empty texts and lists are none);
* an unanswered question counts by its default, as primitives take it;
* NAME.first and NAME.last of a span are read as in a shot whose subject stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from chai_desktop.spec.constraints.constraint_reading import CAPTION
from chai_desktop.spec.effective_answers import add_span
from chai_desktop.spec.form import UNSURE, Question, Span

GIVEN = ".given"


class GivenStates:
    """Makes states, and states that differ in a few answers."""

    def __init__(self, questions: Sequence[Question], spans: Sequence[Span], aspects: Iterable[str]) -> None:
        """``questions`` stand after those on which their defaults depend."""
        self._questions = tuple(questions)
        self._spans = tuple(spans)
        self._captions = [f"{aspect}{CAPTION}" for aspect in aspects]
        self._names = {question.id: f"{question.id}{GIVEN}" for question in questions}
        self._followers: dict[str, set[str]] = {question.id: {question.id} for question in questions}
        for question in questions:
            for name in question.default_unless.fields() if question.default_unless else ():
                self._followers[name].add(question.id)

    def of(self, answers: Mapping[str, Any], captions: Mapping[str, str]) -> dict[str, Any]:
        """``captions``: aspect -> text, where one is written."""
        state: dict[str, Any] = {}
        for question in self._questions:
            self._put(question, answers.get(question.id), state)
        for span in self._spans:
            add_span(span, state, subject_changes=False)
        for name in self._captions:
            written = captions.get(name.removesuffix(CAPTION), "").strip()
            state[f"{name}{GIVEN}"] = "yes" if written else "no"
            state[name] = written
        return state

    def changed(
        self, state: Mapping[str, Any], answers: Mapping[str, Any], changed: Collection[str]
    ) -> tuple[dict[str, Any], set[str]]:
        """The state of ``answers``, which differ from those of ``state`` in the questions ``changed``; and what in it
        may be new.
        """
        touched = set[str]().union(*(self._followers.get(name, set()) for name in changed))
        new = dict(state)
        for question in self._questions:
            if question.id in touched:
                self._put(question, answers.get(question.id), new)
        fields = touched | {self._names[name] for name in touched}
        for span in self._spans:
            if span.start in touched or span.end in touched:
                sides = (f"{span.name}.first", f"{span.name}.last")
                for side in sides:
                    new.pop(side, None)
                add_span(span, new, subject_changes=False)
                fields.update(sides)
        return new, fields

    def _put(self, question: Question, given: Any, state: dict[str, Any]) -> None:
        value = tuple(given) if isinstance(given, list) else given
        is_there = bool(value) and question.accepts(value)
        state[self._names[question.id]] = "yes" if is_there else "no"
        if value == UNSURE:
            value = None
        elif value is None or not question.accepts(value):
            value = _default(question, state)
        if value is None:
            state.pop(question.id, None)
        else:
            state[question.id] = value


def _default(question: Question, state: Mapping[str, Any]) -> str | None:
    if question.default_unless is not None and question.default_unless.holds(state) is not False:
        return None
    return question.default
