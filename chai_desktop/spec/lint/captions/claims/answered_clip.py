"""The answers of a clip as a caption is held against them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import INAPPLICABLE, UNSURE, Question
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.matching import claims_of
from chai_desktop.spec.lint.captions.claims.topic import State
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.rule_reading import question_of
from chai_desktop.spec.rules import UNKNOWN, Truth
from chai_desktop.spec.specification import Specification

_IN_WORDS = "complex_motion_description"
_NOTHING_TOLD = (None, UNSURE, UNKNOWN, INAPPLICABLE)


class AnsweredClip:
    """A question that does not apply counts as its ``off`` answer, as everywhere in the specification."""

    def __init__(self, spec: Specification, answers: Mapping[str, Any]) -> None:
        self._spec, self._answers = spec, answers
        self._values: dict[str, Any] = {}

    def value(self, question_id: str) -> Any:
        """The answer that counts; None where it is not known."""
        if question_id not in self._values:
            self._values[question_id] = self._counting(question_id)
        return self._values[question_id]

    def _counting(self, question_id: str) -> Any:
        question = self._spec.question(question_id)
        if not self._spec.is_applicable(question_id, self._answers):
            return None if question.off in _NOTHING_TOLD or not self._is_surely_off(question) else question.off
        given = self._answers.get(question_id)
        if isinstance(given, list | tuple):
            return tuple(given) if question.accepts(given) else None
        return None if given in _NOTHING_TOLD or not question.accepts(given) else given

    def _is_surely_off(self, question: Question) -> bool:
        """Whether what makes it inapplicable has been answered: an open question rules nothing out."""
        assert question.only_if is not None
        return all(self._answers.get(question_of(field)) is not None for field in question.only_if.fields())

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

    @cached_property
    def described(self) -> tuple[Claim, ...]:
        """What the person's own words on a complex movement say; they stand beside the answers."""
        text = self._answers.get(_IN_WORDS)
        return claims_of(CaptionText(text), Aspect.CAMERA) if isinstance(text, str) else ()

    @cached_property
    def is_on_a_curve(self) -> bool:
        """With an arc or a crane answered, the straight movements are not asserted one by one."""
        return any(self.value(question) not in (None, "no") for question in ("camera_arc", "camera_crane"))

    def denies(self, primitive_id: str) -> bool:
        """Whether the answers say for certain that the primitive does not hold."""
        return self.truths[primitive_id] is Truth.NO

    def in_words(self, question_id: str, value: str) -> str:
        """The answer as the checklist shows it: Pan: Left."""
        question = self._spec.question(question_id)
        label = next((choice.label for choice in question.choices if choice.id == value), value)
        return f"{question.label}: {label}"
