"""The form: the questions that a person answers about a clip, by looking at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.rules import Rule

Kind = Literal["choice", "choices", "text"]
Answer = str | list[str]

UNSURE = "unsure"
INAPPLICABLE = "inapplicable"  # what a choice that does not apply counts as; never stored
YES_NO = ("no", "yes")


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: stored by ``id``, shown as ``label``."""

    id: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form.

    ``only_if`` is None where the question always applies. ``off`` is the answer that counts where the question does
    not apply. ``default`` counts where it applies and was not answered (never where the answer is "unsure"), as long as
    ``default_unless`` is certainly false. ``usual`` is the answer that most clips have, if one is that common: it never
    counts by itself, but a person may give it to many questions at once (usual_answers.py).
    """

    id: str
    aspect: Aspect
    group: str
    label: str
    question: str
    kind: Kind
    choices: tuple[Choice, ...]
    definition: str
    decision_rule: str
    hint: str = ""
    also: tuple[str, ...] = ()  # everyday words that lead here
    only_if: Rule | None = None
    off: str | tuple[str, ...] = INAPPLICABLE
    default: str | None = None
    default_unless: Rule | None = None
    usual: str | None = None

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def accepts(self, value: object) -> bool:
        """Whether ``value`` is a possible answer: a choice, a list of choices, text, or "unsure"."""
        if value == UNSURE:
            return True
        if self.kind == "text":
            return isinstance(value, str)
        ids = {choice.id for choice in self.choices}
        if self.kind == "choices":
            return isinstance(value, list | tuple) and all(item in ids for item in value)
        return isinstance(value, str) and value in ids


@dataclass(frozen=True, slots=True)
class Span:
    """Two questions about one property, at the start and at the end of a clip; ``order`` runs from high to low."""

    name: str
    start: str
    end: str
    order: tuple[str, ...]
    absent: str | None = None  # what "unknown" means where the subject changes; None: spans that do not depend on it
