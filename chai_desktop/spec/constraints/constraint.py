"""What a constraint says, and what a violation of one tells the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chai_desktop.spec.form import Answer
from chai_desktop.spec.rules import Rule

Change = Mapping[str, Answer | None]  # question id -> new answer; None withdraws


class Level(StrEnum):
    """How strictly a constraint holds."""

    HARD = "hard"  # no clip is so: submitting waits until it is mended
    RECOMMENDED = "recommended"  # nearly always a slip: worth a look, and it may stay


@dataclass(frozen=True, slots=True)
class Constraint:
    """A state that no clip has. ``names`` are the questions whose answers the sentence names, ``owes`` is one that is
    missing (then the violation is an answer still to be given, not two that fight each other).
    """

    id: str
    level: Level
    names: tuple[str, ...]
    because: str
    forbidden: Rule
    ways_out: tuple[Change, ...] = ()
    ask: tuple[str, ...] = ()  # questions that mend it when a person answers them anew
    owes: str | None = None


@dataclass(frozen=True)
class WayOut:
    """One way to mend a violation: ``answers`` to be set at once (None withdraws), or, where only a person can say,
    the ``question`` to answer.
    """

    label: str
    answers: Change
    question: str | None = None


@dataclass(frozen=True)
class Violation:
    """A constraint that the answers break.

    ``answers`` holds every question that has a part in it with its present answer (None: not answered), those that
    the ``sentence`` names first. Every way out mends this violation and brings no new hard one.
    """

    id: str
    level: Level
    answers: Mapping[str, Answer | None]
    sentence: str
    ways_out: tuple[WayOut, ...]
    missing: bool = False  # an answer is owed, such as the reason for a complex shot

    @property
    def hard(self) -> bool:
        return self.level is Level.HARD
