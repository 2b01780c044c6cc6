"""Constraints from their YAML files: families with members, as primitives have them.

A constraint has an ``id``, a ``level``, the questions it ``names``, a clause that says ``because`` of what, and the
rule ``forbidden``. ``ways_out`` are changes of answers (null withdraws one), ``ask`` names questions that a person may
answer anew, ``owes`` the question whose answer is missing. ``members`` carry in ``with`` the words for ``{word}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chai_desktop.spec.constraints.constraint import Change, Constraint, Level
from chai_desktop.spec.form import Question
from chai_desktop.spec.rule_reading import Vocabulary, read_rule
from chai_desktop.spec.spec_files import check_keys, refuse, text, words
from chai_desktop.spec.templates import filled

_NEEDED = {"id", "level", "names", "because", "forbidden"}
_ALLOWED = {"ways_out", "ask", "owes"}
CAPTION = ".caption"  # "scene.caption": the aspect's caption as it is written now


def constraint_vocabulary(form: Vocabulary, questions: Sequence[Question], aspects: Sequence[str]) -> Vocabulary:
    """The form's words, and what only constraints read: whether anything was answered, and texts."""
    given = {f"{question.id}.given": frozenset({"yes", "no"}) for question in questions}
    texts = {question.id for question in questions if question.kind == "text"}
    captions = {f"{aspect}{CAPTION}" for aspect in aspects}
    given |= {f"{caption}.given": frozenset({"yes", "no"}) for caption in captions}
    return Vocabulary({**form.values, **given}, form.several, form.orders, texts=frozenset(texts | captions))


def read_constraints(
    file: str, data: Mapping[str, Any], vocabulary: Vocabulary, questions: Mapping[str, Question]
) -> Iterator[Constraint]:
    """Every constraint of one file, in its order. Conditions hold within their file only."""
    check_keys(data, {"families"}, {"conditions"}, file)
    here = Vocabulary(vocabulary.values, vocabulary.several, vocabulary.orders, texts=vocabulary.texts)
    for name, rule in data.get("conditions", {}).items():
        here.conditions[name] = read_rule(rule, here, f"{file}, conditions, {name}")
    for family in data["families"]:
        for entry in _members(family, file):
            yield _constraint(entry, here, questions, f"{file}, {entry.get('id', '?')}")


def _members(family: Mapping[str, Any], file: str) -> Iterator[Mapping[str, Any]]:
    shared = {key: value for key, value in family.items() if key != "members"}
    for member in family.get("members", [{}]):
        own = {key: value for key, value in member.items() if key != "with"}
        yield filled(shared | own, member.get("with", {}), f"{file}, {family.get('id', '?')}")


def _constraint(
    entry: Mapping[str, Any], vocabulary: Vocabulary, questions: Mapping[str, Question], place: str
) -> Constraint:
    check_keys(entry, _NEEDED, _ALLOWED, place)
    if entry["level"] not in list(Level):
        raise refuse(place, f'"{entry["level"]}" is no level; levels are {", ".join(Level)}.')
    owes = entry.get("owes")
    names, ask = words(entry["names"], place), words(entry.get("ask", []), place)
    for question in (*names, *ask, *([owes] if owes else [])):
        if question not in questions:
            raise refuse(place, f'there is no question "{question}".')
    return Constraint(
        id=text(entry["id"], place),
        level=Level(entry["level"]),
        names=names,
        because=text(entry["because"], place),
        forbidden=read_rule(entry["forbidden"], vocabulary, f"{place}, forbidden"),
        ways_out=tuple(_change(way, questions, place) for way in entry.get("ways_out", ())),
        ask=ask,
        owes=owes,
    )


def _change(way: Any, questions: Mapping[str, Question], place: str) -> Change:
    check_keys(way, set(), set(questions), f"{place}, ways_out")
    for question, value in way.items():
        if value is not None and not questions[question].accepts(value):
            raise refuse(place, f'a way out answers "{question}: {value}", which the form does not know.')
    return dict(way)
