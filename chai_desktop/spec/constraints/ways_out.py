"""Ways out of a violation: each is tried on the answers, and offered only if it mends without new harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chai_desktop.spec.constraints.constraint import Change, Constraint, WayOut
from chai_desktop.spec.constraints.wording import label_of
from chai_desktop.spec.form import INAPPLICABLE, Answer, Question

if TYPE_CHECKING:
    from chai_desktop.spec.constraints.checking import Situation

_MOST = 4  # ways offered at once
_ANY_WORDS = "words"


def ways_out(constraint: Constraint, situation: Situation) -> tuple[WayOut, ...]:
    """At least one way; those that the constraint names come first."""
    found = [
        WayOut(f'Answer "{situation.questions[name].label}"', {}, name)
        for name in (*([constraint.owes] if constraint.owes else []), *constraint.ask)
        if any(situation.mends(constraint, {name: value}) for value in _possible(situation.questions[name]))
    ]
    for change in _candidates(constraint, situation):
        if len(found) == _MOST:
            break
        way = WayOut(label_of(change, situation.questions), change)
        if way not in found and situation.mends(constraint, change):
            found.append(way)
    if not found:
        change = _clearing(constraint, situation)
        found.append(WayOut(label_of(change, situation.questions), change))
    return tuple(found)


def _candidates(constraint: Constraint, situation: Situation) -> Iterator[Change]:
    yield from constraint.ways_out
    answered = [name for name in constraint.names if situation.is_answered(name)]
    for name in reversed(answered):
        off = _off(situation.questions[name])
        yield {name: off}
        if off is not None:
            yield {name: None}
    if len(answered) > 1:
        yield dict.fromkeys(answered[1:])


def _clearing(constraint: Constraint, situation: Situation) -> Change:
    """Withdraw all that has a part in it, and what cannot stand without that. Ends, at the latest with nothing left."""
    change: dict[str, Answer | None] = dict.fromkeys(situation.answered_in(constraint))
    while new := situation.new_hard(change):
        more = {name for other in new for name in situation.answered_in(other)} - change.keys()
        if not more:
            break
        change |= dict.fromkeys(sorted(more))
    return change


def _possible(question: Question) -> list[Answer]:
    if question.kind == "text":
        return [_ANY_WORDS]
    return [[c.id] if question.kind == "choices" else c.id for c in question.choices]


def _off(question: Question) -> Answer | None:
    """What the question counts as where it does not apply; None where it is simply withdrawn."""
    if question.kind != "choice" or question.off == INAPPLICABLE:
        return None
    off: Any = question.off
    return str(off)
