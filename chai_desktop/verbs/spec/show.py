"""`chai spec show ID`: all that the specification says of one question, primitive or constraint."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.constraints.constraint import Constraint
from chai_desktop.spec.form import Question
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rule_text import rule_text
from chai_desktop.spec.specification import Specification
from chai_desktop.verbs import DONE
from chai_desktop.verbs.spec.which_specification import add_which, chosen

SUMMARY = "show one question, primitive or constraint"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="its id, as `chai spec list` prints it")
    add_which(parser)


def run(parsed: argparse.Namespace) -> int:
    facts = facts_of(chosen(parsed), parsed.id)
    if parsed.json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(_as_text(name, value) for name, value in facts.items() if value not in ("", [], {})))
    return DONE


def facts_of(spec: Specification, item_id: str) -> dict[str, Any]:
    """Name of the field -> words. SpecError with the nearest ids where there is none."""
    for question in spec.questions:
        if question.id == item_id:
            return _of_question(question)
    for primitive in spec.primitives:
        if primitive.id == item_id:
            return _of_primitive(primitive, spec)
    for constraint in spec.constraints:
        if constraint.id == item_id:
            return _of_constraint(constraint)
    known = [item.id for items in (spec.questions, spec.primitives, spec.constraints) for item in items]
    near = difflib.get_close_matches(item_id, known) or [hit.item_id for hit in spec.search(item_id, limit=3)]
    hint = f"Did you mean {' or '.join(near)}?" if near else "All ids: chai spec list"
    raise SpecError(f'There is no "{item_id}" in the specification {spec.version}.', hint)


def _of_question(q: Question) -> dict[str, Any]:
    return {
        "kind": "question",
        "id": q.id,
        "name": q.label,
        "aspect": q.aspect.value,
        "group": q.group,
        "question": q.question,
        "definition": q.definition,
        "decision_rule": q.decision_rule,
        "hint": q.hint,
        "choices": {choice.id: f"{choice.label}: {choice.definition}" for choice in q.choices},
        "only_if": rule_text(q.only_if),
        "default": q.default or "",
        "usual": q.usual or "",
    }


def _of_primitive(p: Primitive, spec: Specification) -> dict[str, Any]:
    return {
        "kind": "primitive",
        "id": p.id,
        "name": p.name,
        "aspect": p.aspect.value,
        "group": p.group,
        "definition": p.definition,
        "decision_rule": p.decision_rule,
        "confusions": list(p.confusions),
        "also": list(p.also),
        "true_when": rule_text(p.true_when),
        "false_when": rule_text(p.false_when),
        "ticking_sets": spec.implied_answers(p.id),
        "corpus_key": p.corpus_key,
    }


def _of_constraint(c: Constraint) -> dict[str, Any]:
    return {
        "kind": "constraint",
        "id": c.id,
        "level": c.level.value,
        "questions": list(c.names) + ([c.owes] if c.owes else []),
        "because": c.because,
        "forbidden": rule_text(c.forbidden),
    }


def _as_text(name: str, value: Any) -> str:
    label = name.replace("_", " ")
    if isinstance(value, dict):
        return f"{label}:\n" + "".join(f"  {key}: {said}\n" for key, said in value.items())
    if isinstance(value, list):
        return f"{label}:\n" + "".join(f"  {said}\n" for said in value)
    return f"{label}: {value}\n"
