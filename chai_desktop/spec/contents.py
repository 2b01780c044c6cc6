"""All that a specification holds, read from its files and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.additions.additions import Additions, with_additions
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.constraints.constraint import Constraint
from chai_desktop.spec.constraints.constraint_reading import constraint_vocabulary, read_constraints
from chai_desktop.spec.coverage import CoverageKey, read_coverage
from chai_desktop.spec.form import Question, Span
from chai_desktop.spec.form_reading import read_questions, read_spans, vocabulary_of, with_rules
from chai_desktop.spec.policies import CaptionPolicy, read_policies
from chai_desktop.spec.primitive_reading import read_primitives
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rule_reading import Vocabulary
from chai_desktop.spec.spec_files import check_keys, read_yaml, refuse, text, words

_FILE = "specification.yaml"
_KEYS = {"id", "version", "form", "primitives", "constraints", "policies", "coverage", "spans", "parts"}
_PART_KEYS = {"form", "primitives", "constraints"}


@dataclass(frozen=True)
class Contents:
    """The form, primitives, constraints, policies and coverage lists of one version."""

    id: str
    version: str
    questions: tuple[Question, ...]
    spans: tuple[Span, ...]
    primitives: tuple[Primitive, ...]
    policies: Mapping[Aspect, CaptionPolicy]
    constraints: tuple[Constraint, ...]
    coverage: Mapping[Aspect, tuple[CoverageKey, ...]]
    parts: tuple[str, ...] = ()  # optional parts that are switched on
    available_parts: tuple[str, ...] = ()
    additions: Additions = field(default_factory=Additions)


def read_contents(folder: Traversable, parts: Collection[str] = (), additions: Additions | None = None) -> Contents:
    """What the files in ``folder`` hold, with optional ``parts`` and a lab's own ``additions``. SpecError names file
    and entry where something is not right.
    """
    data = read_yaml(folder, _FILE)
    check_keys(data, _KEYS, set(), _FILE)
    switched_on = _switched_on(data["parts"], parts)
    names = {key: _files(data, switched_on, key) for key in _PART_KEYS}
    questions, raw = read_questions((name, read_yaml(folder, name)) for name in names["form"])
    spans = read_spans(data["spans"], questions, _FILE)
    vocabulary = vocabulary_of(questions, spans)
    questions = with_rules(questions, raw, vocabulary)
    primitives = [p for name in names["primitives"] for p in read_primitives(name, read_yaml(folder, name), vocabulary)]
    _check_unique(primitives)
    own = additions or Additions()
    return Contents(
        id=text(data["id"], _FILE),
        version=own.version_after(text(data["version"], _FILE)),
        questions=questions,
        spans=spans,
        primitives=with_additions(primitives, own, vocabulary, questions),
        policies=read_policies(data["policies"], read_yaml(folder, data["policies"])),
        constraints=_constraints(folder, names["constraints"], vocabulary, questions),
        coverage=read_coverage(data["coverage"], read_yaml(folder, data["coverage"])),
        parts=tuple(switched_on),
        available_parts=tuple(data["parts"]),
        additions=own,
    )


def _switched_on(available: Mapping[str, Any], wanted: Collection[str]) -> Mapping[str, Any]:
    strange = sorted(set(wanted) - available.keys())
    if strange:
        raise SpecError(
            f'The specification has no part "{strange[0]}".', f"Parts are: {', '.join(available) or 'none'}."
        )
    return {name: part for name, part in available.items() if name in wanted}


def _files(data: Mapping[str, Any], parts: Mapping[str, Any], key: str) -> tuple[str, ...]:
    names = words(data[key], _FILE)
    for name, part in parts.items():
        check_keys(part, _PART_KEYS, set(), f"{_FILE}, parts, {name}")
        names += words(part[key], f"{_FILE}, parts, {name}")
    return names


def _constraints(
    folder: Traversable, files: Sequence[str], vocabulary: Vocabulary, questions: Sequence[Question]
) -> tuple[Constraint, ...]:
    by_id = {question.id: question for question in questions}
    wider = constraint_vocabulary(vocabulary, questions, list(Aspect))
    found = [c for name in files for c in read_constraints(name, read_yaml(folder, name), wider, by_id)]
    value, times = Counter(constraint.id for constraint in found).most_common(1)[0]
    if times > 1:
        raise refuse(f"constraints, {value}", f"this id occurs {times} times.")
    return tuple(found)


def _check_unique(primitives: Sequence[Primitive]) -> None:
    for key in ("id", "name", "corpus_key"):
        value, times = Counter(getattr(primitive, key) for primitive in primitives).most_common(1)[0]
        if times > 1:
            raise refuse(f"primitives, {value}", f"this {key} occurs {times} times.")
