"""What a version of the specification is, in a form that can be kept: its ids, and fingerprints of rules and words.

``resources/spec/versions/VERSION.json`` holds one for each release. A fingerprint is the first 12 hex digits of a
SHA-256. An item has two: of its ``rule`` (what can be answered and what follows from it) and of its ``words`` (what a
person reads). Where a question's rule changes, an old answer may mean another thing; where words change, it does not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.constraints.constraint import Constraint
from chai_desktop.spec.form import Choice, Question
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rule_text import rule_text
from chai_desktop.spec.spec_files import built_in_folder, check_keys
from chai_desktop.spec.specification import Specification

FORMAT = 1
KINDS = ("questions", "choices", "primitives", "constraints")
_KEYS = {"format", "id", "version", "policy_version", *KINDS}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a version. The id of a choice is ``QUESTION=CHOICE``."""

    name: str
    rule: str
    words: str


Items = Mapping[str, Item]


@dataclass(frozen=True)
class Description:
    """One version: items by kind and id; ``parts`` holds those that optional parts add."""

    id: str
    version: str
    policy_version: str
    kinds: Mapping[str, Items]
    parts: Mapping[str, Mapping[str, Items]] = field(default_factory=dict)


def describe(spec: Specification, with_parts: Mapping[str, Specification] | None = None) -> Description:
    """``with_parts``: part -> the same specification with that part alone switched on."""
    kinds = _kinds(spec)
    parts = {
        name: {
            kind: {id_: item for id_, item in items.items() if id_ not in kinds[kind]} for kind, items in more.items()
        }
        for name, more in ((name, _kinds(wider)) for name, wider in (with_parts or {}).items())
    }
    return Description(spec.id, spec.version, spec.policy(Aspect.CAMERA).version, kinds, parts)


def stored_description(version: str, folder: Traversable | None = None) -> Description | None:
    """The description of a released version; None where this program knows none of that version."""
    name = f"{version}.json"
    path = (folder or built_in_folder() / "versions") / name
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as failure:
        raise SpecError(f"{name}: is not JSON ({failure}).", "Install the program again.") from failure
    check_keys(data, _KEYS, {"parts"}, name)
    kinds = {kind: _items(data[kind]) for kind in KINDS}
    parts = {part: {kind: _items(held[kind]) for kind in KINDS} for part, held in data.get("parts", {}).items()}
    return Description(data["id"], data["version"], data["policy_version"], kinds, parts)


def as_json(description: Description) -> str:
    """The text of the file; one item a line, so that a change of one shows as one."""
    whole: dict[str, Any] = {
        "format": FORMAT,
        "id": description.id,
        "version": description.version,
        "policy_version": description.policy_version,
        **_plain(description.kinds),
        "parts": {name: _plain(kinds) for name, kinds in description.parts.items()},
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return text + "\n"


def _plain(kinds: Mapping[str, Items]) -> dict[str, dict[str, str]]:
    return {kind: {i: f"{x.rule} {x.words} {x.name}" for i, x in items.items()} for kind, items in kinds.items()}


def _items(data: Mapping[str, str]) -> Items:
    """Each value is ``RULE WORDS NAME``."""
    split = {id_: value.split(" ", 2) for id_, value in data.items()}
    return {id_: Item(name, rule, words) for id_, (rule, words, name) in split.items()}


def _kinds(spec: Specification) -> dict[str, Items]:
    choices = {f"{q.id}={c.id}": _of_choice(c) for q in spec.questions for c in q.choices}
    return {
        "questions": {question.id: _of_question(question) for question in spec.questions},
        "choices": choices,
        "primitives": {primitive.id: _of_primitive(primitive) for primitive in spec.primitives},
        "constraints": {constraint.id: _of_constraint(constraint) for constraint in spec.constraints},
    }


def _of_question(q: Question) -> Item:
    rule = (q.aspect, q.kind, rule_text(q.only_if), str(q.off), str(q.default), rule_text(q.default_unless))
    return Item(q.label, _hash(*rule), _hash(q.label, q.question, q.definition, q.decision_rule))


def _of_choice(choice: Choice) -> Item:
    return Item(choice.label, _hash(choice.id), _hash(choice.label, choice.definition))


def _of_primitive(p: Primitive) -> Item:
    rule = (p.aspect, rule_text(p.true_when), rule_text(p.false_when), str(p.despite_cut))
    return Item(p.name, _hash(*rule), _hash(p.name, p.definition, p.decision_rule, *p.confusions))


def _of_constraint(c: Constraint) -> Item:
    return Item(c.because, _hash(c.level, rule_text(c.forbidden)), _hash(c.because))


def _hash(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]
