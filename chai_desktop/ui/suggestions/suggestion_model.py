"""What is suggested for one clip beside its answers, without Qt: what each question's row says, and what is sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from chai_desktop.media.motion.suggestion import VERSION, Suggestion, Suggestions
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.judgement.suggested import Suggested
from chai_desktop.store.records import TakenSuggestion
from chai_desktop.ui.checklist.checklist_model import Checklist

SURE = 0.9  # from this confidence on a suggestion may be taken together with others, unlooked at
MEASUREMENT = f"motion-{VERSION}"  # what the record names as the origin of a suggestion
_NOTHING = Suggestions(None)


class Hint(Enum):
    OPEN = auto()  # not answered: it can be taken
    WITHHELD = auto()  # not answered, and the measurement is not sure
    TAKEN = auto()  # the answer was suggested, and a person took it
    OTHERWISE = auto()  # a person answered something else


@dataclass(frozen=True)
class RowHint:
    """What the row of a question says. ``first_frame``..``last_frame`` show it; None where there is nothing to show."""

    kind: Hint
    words: str
    value: str = ""
    confidence: float = 0.0
    reason: str = ""
    frames: tuple[int, int] | None = None

    @property
    def spoken(self) -> str:
        """All of it in sentences: for the card, tooltips and screen readers."""
        where = ""
        told = self.value == "no" or "frame" in self.reason  # that something is not there is shown by all frames
        if self.frames is not None and not told:
            where = f" Frames {self.frames[0]} to {self.frames[1]} show it."
        return f"{self.words}. {self.reason}{where}".strip() if self.reason or where else f"{self.words}."


@dataclass(frozen=True)
class ClipSuggestions:
    """Replaced as a whole, never changed. ``dismissed`` are questions whose suggestion the person does not want."""

    found: Suggestions = _NOTHING
    dismissed: frozenset[str] = frozenset()
    taken: Mapping[str, TakenSuggestion] = field(default_factory=dict)

    def hint(self, question: str, checklist: Checklist) -> RowHint | None:
        """What a question's row has to say; None where nothing was measured or it is not wanted."""
        answer = checklist.answers.get(question)
        suggestion = self._suggestion(question, checklist)
        if answer is not None:
            return self._beside_answer(question, answer, suggestion, checklist)
        if suggestion is None:
            reason = next((w.reason for w in self.found.withheld if w.question == question), "")
            return RowHint(Hint.WITHHELD, "Not sure", reason=reason) if reason else None
        if question in self.dismissed:
            return None
        return _hint(Hint.OPEN, "Suggested", suggestion, checklist)

    def to_take(self, question: str, checklist: Checklist) -> dict[str, Any]:
        """The answer that taking the question's suggestion gives; empty where there is nothing to take."""
        hint = self.hint(question, checklist)
        return (
            {} if hint is None or hint.kind is not Hint.OPEN else {question: _answer(question, hint.value, checklist)}
        )

    def sure(self, aspect: Aspect, checklist: Checklist) -> dict[str, Any]:
        """The answers that all sure suggestions of an aspect give together.

        One after the other in the checklist's order, as a person would take them: what does not apply after the ones
        before it, and what would contradict an answer, is left out.
        """
        change: dict[str, Any] = {}
        for question in checklist.spec.questions_of(aspect):
            now = checklist.changed(change)
            if not checklist.spec.is_applicable(question.id, now.answers):
                continue
            hint = self.hint(question.id, now)
            if hint is None or hint.kind is not Hint.OPEN or hint.confidence < SURE:
                continue
            wanted = {question.id: _answer(question.id, hint.value, now)}
            if not checklist.spec.hard_violations_after(now.answers, wanted):
                change |= wanted
        return change

    def open_count(self, aspect: Aspect, checklist: Checklist) -> int:
        """How many questions on show have a suggestion to take."""
        hints = [self.hint(question.id, checklist) for question in checklist.applicable(aspect)]
        return sum(hint is not None and hint.kind is Hint.OPEN for hint in hints)

    def via(self, questions: Mapping[str, Any]) -> dict[str, str]:
        """What the record keeps behind each of these answers."""
        found = {question: self.found.of(question) for question in questions}
        return {q: Suggested(s.confidence, MEASUREMENT).as_via() for q, s in found.items() if s is not None}

    def _suggestion(self, question: str, checklist: Checklist) -> Suggestion | None:
        """What is suggested, where it is one of the question's choices."""
        suggestion = self.found.of(question)
        known = {choice.id for choice in checklist.spec.question(question).choices}
        return suggestion if suggestion is not None and suggestion.value in known else None

    def _beside_answer(
        self, question: str, answer: Any, suggestion: Suggestion | None, checklist: Checklist
    ) -> RowHint | None:
        taken = self.taken.get(question)
        if taken is not None:
            return RowHint(Hint.TAKEN, f"Suggested ({taken.confidence:.2f}), taken by {taken.by.name}")
        if suggestion is None or answer == _answer(question, suggestion.value, checklist):
            return None
        return _hint(Hint.OTHERWISE, "The picture suggests", suggestion, checklist)


def _answer(question: str, value: str, checklist: Checklist) -> Any:
    return [value] if checklist.spec.question(question).kind == "choices" else value


def _hint(kind: Hint, before: str, suggestion: Suggestion, checklist: Checklist) -> RowHint:
    words = f"{before}: {checklist.words_of(suggestion.question, suggestion.value)} {suggestion.confidence:.2f}"
    frames = (suggestion.first_frame, suggestion.last_frame)
    return RowHint(kind, words, suggestion.value, suggestion.confidence, suggestion.reason, frames)
