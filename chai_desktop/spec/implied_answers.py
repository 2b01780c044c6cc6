"""What ticking a primitive says in the form: the answers without which its rule could not hold.

Only what follows for certain is said. "Low angle throughout" fixes the start and says that the end is no other; "Ends
at a low angle" fixes nothing, since the start may be any.
"""

from __future__ import annotations

from collections.abc import Mapping

from chai_desktop.spec.form import Answer, Question, Span
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rules import UNKNOWN, All, Exactly, Has, OneOf, Rule


def implied_answers(
    primitive: Primitive, questions: Mapping[str, Question], spans: Mapping[str, Span]
) -> dict[str, Answer]:
    """Question id -> value, in the order of the form; empty where no single state of the form follows."""
    if primitive.implies is not None:
        found: dict[str, Answer] = dict(primitive.implies)
    else:
        found = _spans_as_questions(certain_values(primitive.true_when), spans)
    _add_conditions(found, questions)
    return {question_id: found[question_id] for question_id in questions if question_id in found}


def certain_values(rule: Rule) -> dict[str, Answer]:
    """The single values that a rule demands of fields; alternatives and negations demand none."""
    match rule:
        case OneOf(field, values) if len(values) == 1:
            return {field: next(iter(values))}
        case Has(field, value):
            return {field: [value]}
        case Exactly(field, values):
            return {field: sorted(values)}
        case All(rules):
            demanded: dict[str, Answer] = {}
            for inner in rules:
                demanded |= certain_values(inner)
            return demanded
    return {}


def _spans_as_questions(demanded: dict[str, Answer], spans: Mapping[str, Span]) -> dict[str, Answer]:
    found = {name: value for name, value in demanded.items() if not name.endswith((".first", ".last"))}
    for span in spans.values():
        first, last = demanded.get(f"{span.name}.first"), demanded.get(f"{span.name}.last")
        if first is None:
            continue
        found[span.start] = first
        if last is not None:
            found[span.end] = UNKNOWN if last == first else last
    return found


def _add_conditions(found: dict[str, Answer], questions: Mapping[str, Question]) -> None:
    """Answers without which the questions found would not apply: a tracking type needs tracking."""
    waiting = list(found)
    while waiting:
        only_if = questions[waiting.pop()].only_if
        for name, value in (certain_values(only_if) if only_if is not None else {}).items():
            if name not in found:
                found[name] = value
                waiting.append(name)
