"""The ways to tick a primitive beside answers that contradict it, without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chai_desktop.spec.specification import Specification
from chai_desktop.spec.ticking import Contradiction, words_of


@dataclass(frozen=True)
class TickChoice:
    """One button: what it is called, and the answers that it gives (None withdraws one)."""

    label: str
    answers: Mapping[str, Any]


def tick_choices(spec: Specification, primitive_id: str, answers: Mapping[str, Any]) -> tuple[TickChoice, ...]:
    """None where the primitive cannot be ticked; one where ticking says all; several where the person has to choose.

    An answer that would stay and fight gives way: to the one answer that fits, to each of those that fit (one choice
    for each), or, beside such a choice, to no answer, so that the question is asked anew and nothing is made up.
    """
    found = spec.ticking(primitive_id, answers)
    if not found.sets:
        return ()
    standing = [each for each in found.contradictions if each.question not in found.sets]
    chosen = next((each for each in standing if len(each.needed) > 1), None)
    change: dict[str, Any] = dict(found.sets)
    change |= {each.question: _only(each) for each in standing if each is not chosen}
    changed = [each.question for each in found.contradictions if each is not chosen]
    words = ", ".join(f'"{spec.question(question).label}"' for question in changed)
    label = f"Tick, and change {words}" if words else "Tick"
    if chosen is None:
        return (TickChoice(label, change),)
    question = spec.question(chosen.question)
    return tuple(
        TickChoice(f"Tick, with {question.label}: {words_of(question, value)}", {**change, question.id: value})
        for value in chosen.needed
    )


def _only(contradiction: Contradiction) -> Any:
    return contradiction.needed[0] if len(contradiction.needed) == 1 else None
