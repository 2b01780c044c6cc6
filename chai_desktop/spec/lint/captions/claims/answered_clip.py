"""The answers of a clip as a caption is held against them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from chai_desktop.spec.form import INAPPLICABLE, UNSURE
from chai_desktop.spec.lint.captions.claims.topic import State
from chai_desktop.spec.rules import UNKNOWN, Truth
from chai_desktop.spec.specification import Specification

_NOTHING_TOLD = (None, UNSURE, UNKNOWN, INAPPLICABLE)


class AnsweredClip:
    """A question that does not apply counts as its ``off`` answer, as everywhere in the specification."""

    def __init__(self, spec: Specification, answers: Mapping[str, Any]) -> None:
        self._spec, self._answers = spec, answers

    def value(self, question_id: str) -> Any:
        """The answer that counts; None where it is not known."""
        question = self._spec.question(question_id)
        if not self._spec.is_applicable(question_id, self._answers):
            return None if question.off in _NOTHING_TOLD else question.off
        given = self._answers.get(question_id)
        if isinstance(given, list | tuple):
            return tuple(given) if question.accepts(given) else None
        return None if given in _NOTHING_TOLD or not question.accepts(given) else given

    def values(self, state: State) -> tuple[str, ...]:
        """The answered values in the order of time: none, one, or start and end."""
        start = self.value(state.start)
        end = self.value(state.end) if state.end else None
        if isinstance(start, tuple):
            return start
        return tuple(value for value in dict.fromkeys((start, end)) if value is not None)

    def passes(self, state: State) -> frozenset[str]:
        """All values that hold at some time: a change from high to low passes through what lies between."""
        values = self.values(state)
        order = next((span.order for span in self._spec.spans if span.start == state.start), ())
        if len(values) == 2 and all(value in order for value in values):
            low, high = sorted(order.index(value) for value in values)
            return frozenset(order[low : high + 1])
        return frozenset(values)

    @cached_property
    def truths(self) -> Mapping[str, Truth]:
        return self._spec.truths(self._answers)

    def denies(self, primitive_id: str) -> bool:
        """Whether the answers say for certain that the primitive does not hold."""
        return self.truths[primitive_id] is Truth.NO

    def in_words(self, question_id: str, value: str) -> str:
        """The answer as the checklist shows it: Pan: Left."""
        question = self._spec.question(question_id)
        label = next((choice.label for choice in question.choices if choice.id == value), value)
        return f"{question.label}: {label}"
