"""Which constraints a clip's answers break. Most clips break none, and that takes a fraction of a millisecond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop.spec.constraints.constraint import Change, Constraint, Level, Violation
from chai_desktop.spec.constraints.given_state import GivenStates
from chai_desktop.spec.constraints.ways_out import ways_out
from chai_desktop.spec.constraints.wording import sentence
from chai_desktop.spec.form import Question
from chai_desktop.spec.rule_reading import question_of

Captions = Mapping[str, str]  # aspect -> its caption as it is written now


class ConstraintCheck:
    """All constraints of a specification, made ready for many clips."""

    def __init__(
        self, constraints: Sequence[Constraint], questions: Mapping[str, Question], states: GivenStates
    ) -> None:
        self.constraints = tuple(constraints)
        self.questions = questions
        self.states = states
        self._by_field: dict[str, set[int]] = {}
        for number, constraint in enumerate(self.constraints):
            for name in constraint.forbidden.fields():
                self._by_field.setdefault(name, set()).add(number)

    def violations(self, answers: Mapping[str, Any], captions: Captions) -> tuple[Violation, ...]:
        """What is broken: in the order of the specification, hard ones first."""
        situation = Situation(self, answers, captions)
        found = [situation.violation(constraint) for constraint in situation.broken]
        return tuple(sorted(found, key=lambda violation: not violation.hard))

    def touching(self, fields: set[str]) -> list[Constraint]:
        """The constraints that read any of these fields of a state, in order."""
        numbers = set[int]().union(*(self._by_field.get(name, set()) for name in fields))
        return [self.constraints[number] for number in sorted(numbers)]


class Situation:
    """One clip's answers, and what a change of them would mend or break."""

    def __init__(self, check: ConstraintCheck, answers: Mapping[str, Any], captions: Captions) -> None:
        self._check = check
        self._answers = answers
        self._state = check.states.of(answers, captions)
        self.questions = check.questions
        self.broken = [c for c in check.constraints if c.forbidden.holds(self._state)]
        self._broken_ids = {constraint.id for constraint in self.broken}

    def violation(self, constraint: Constraint) -> Violation:
        owed = [constraint.owes] if constraint.owes else []
        involved = dict.fromkeys([*constraint.names, *owed, *self.answered_in(constraint)])
        return Violation(
            id=constraint.id,
            level=constraint.level,
            answers={name: self._answers.get(name) for name in involved if self.is_answered(name) or name in owed},
            sentence=sentence(constraint, self._answers, self.questions),
            ways_out=ways_out(constraint, self),
            missing=constraint.owes is not None,
        )

    def is_answered(self, question: str) -> bool:
        return bool(self._state[f"{question}.given"] == "yes")

    def answered_in(self, constraint: Constraint) -> list[str]:
        """The answered questions that the constraint reads, in the order of the form."""
        read = {question_of(name) for name in constraint.forbidden.fields()}
        read |= {f"{name}_{side}" for name in read for side in ("start", "end")}  # of spans
        return [name for name in self.questions if name in read and self.is_answered(name)]

    def mends(self, constraint: Constraint, change: Change) -> bool:
        """Whether the change ends this violation and begins no hard one."""
        state, fields = self._after(change)
        if constraint.forbidden.holds(state):
            return False
        return not any(self._is_new_hard(other, state) for other in self._check.touching(fields))

    def new_hard(self, change: Change) -> list[Constraint]:
        """The hard constraints that hold now and would be broken after the change."""
        state, fields = self._after(change)
        return [other for other in self._check.touching(fields) if self._is_new_hard(other, state)]

    def _is_new_hard(self, constraint: Constraint, state: Mapping[str, Any]) -> bool:
        if constraint.level is not Level.HARD or constraint.id in self._broken_ids:
            return False
        return bool(constraint.forbidden.holds(state))

    def _after(self, change: Change) -> tuple[dict[str, Any], set[str]]:
        return self._check.states.changed(self._state, after(self._answers, change), change.keys())


def after(answers: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """The answers once the change is made; None withdraws."""
    changed = {**answers, **change}
    return {name: value for name, value in changed.items() if value is not None}
