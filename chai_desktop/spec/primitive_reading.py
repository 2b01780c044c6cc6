"""Primitives from their YAML files: families written once, unfolded into one primitive for each member and variant.

A file holds named ``conditions`` and a list of ``families``. A family gives an aspect, a group, and fields that its
members share; ``variants`` (optional) are sets of fields of which each member gets every one; ``members`` carry what is
their own, and in ``with`` the words that stand for ``{word}`` in every field. What a member says itself goes before
what its variant says, and that before what the family says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import YES_NO
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rule_reading import Vocabulary, read_rule
from chai_desktop.spec.spec_files import check_keys, refuse, text, words
from chai_desktop.spec.templates import filled

_FIELDS = {"id", "name", "definition", "decision_rule", "confusions", "corpus_key", "true_when", "false_when"}
_OPTIONAL = {"also", "implies", "despite_cut"}


def read_primitives(file: str, data: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Primitive]:
    """Every primitive of one file, in its order. Conditions hold within their file only."""
    check_keys(data, {"families"}, {"conditions"}, file)
    here = Vocabulary(vocabulary.values, vocabulary.several, vocabulary.orders)
    for name, rule in data.get("conditions", {}).items():
        here.conditions[name] = read_rule(rule, here, f"{file}, conditions, {name}")
    for family in data["families"]:
        place = f"{file}, {family.get('group', 'a family')}"
        check_keys(family, {"aspect", "group", "members"}, {"variants", *_FIELDS, *_OPTIONAL}, place)
        for entry in _unfolded(family, place):
            yield _primitive(entry, family, here, place)


def _unfolded(family: Mapping[str, Any], place: str) -> Iterator[Mapping[str, Any]]:
    shared = {key: value for key, value in family.items() if key in _FIELDS | _OPTIONAL}
    for variant in family.get("variants", [{}]):
        for member in family["members"]:
            check_keys(member, set(), {"with", *_FIELDS, *_OPTIONAL}, f"{place}, {member!r:.80}")
            own = {key: value for key, value in member.items() if key != "with"}
            also = [*shared.get("also", ()), *variant.get("also", ()), *own.get("also", ())]
            merged = shared | dict(variant) | own | {"also": also}
            yield filled(merged, member.get("with", {}), place)


def _primitive(entry: Mapping[str, Any], family: Mapping[str, Any], vocabulary: Vocabulary, place: str) -> Primitive:
    here = f"{place}, {entry.get('id', '?')}"
    check_keys(entry, _FIELDS, _OPTIONAL, here)
    return Primitive(
        id=text(entry["id"], here),
        name=_capital(text(entry["name"], here)),
        aspect=Aspect(family["aspect"]),
        group=text(family["group"], here),
        definition=_capital(text(entry["definition"], here)),
        decision_rule=_capital(text(entry["decision_rule"], here)),
        confusions=tuple(_capital(item) for item in words(entry["confusions"], here)),
        corpus_key=text(entry["corpus_key"], here),
        true_when=read_rule(entry["true_when"], vocabulary, f"{here}, true_when"),
        false_when=read_rule(entry["false_when"], vocabulary, f"{here}, false_when"),
        also=words(entry["also"], here),
        despite_cut=_yes_or_no(entry.get("despite_cut", "no"), here),
        implies=_implies(entry.get("implies"), vocabulary, here),
    )


def _implies(data: Any, vocabulary: Vocabulary, place: str) -> tuple[tuple[str, str], ...] | None:
    if data is None:
        return None
    for question, value in data.items():
        if value not in vocabulary.values.get(question, ()):
            raise refuse(place, f'it implies "{question}: {value}", which the form does not know.')
    return tuple(data.items())


def _yes_or_no(data: Any, place: str) -> bool:
    if data not in YES_NO:
        raise refuse(place, f"expected yes or no, and here is {data!r}.")
    return bool(data == "yes")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
