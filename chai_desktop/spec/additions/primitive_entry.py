"""One primitive of a file of additions: new, or a change of a built-in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.additions.lined_yaml import LinedFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import YES_NO
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rule_reading import Vocabulary, read_rule
from chai_desktop.spec.spec_files import text, words

Groups = Collection[tuple[Aspect, str]]  # the groups of the form, under which primitives are shown
_NEEDED = ("id", "name", "aspect", "group", "definition", "decision_rule", "confusions", "true_when", "false_when")
_ALLOWED = {*_NEEDED, "also", "corpus_key", "despite_cut"}
_ID = re.compile(r"[a-z]+(\.[a-z0-9_]+){2,}")


def new_primitive(file: LinedFile, number: int, vocabulary: Vocabulary, groups: Groups) -> Primitive:
    """A primitive of the lab's own; every field that the built-in ones have is needed, except the corpus key."""
    entry = _entry(file, number, _ALLOWED)
    missing = [key for key in _NEEDED if key not in entry]
    if missing:
        raise file.refusal(f'"{missing[0]}" is missing.', "primitives", number)
    values = _values(file, number, vocabulary)
    if not _ID.fullmatch(values["id"]) or values["id"].split(".")[0] != values["aspect"]:
        said = f"an id is ASPECT.GROUP.NAME in small letters, such as {values['aspect']}.lab.long_take."
        raise file.refusal(said, "primitives", number, "id")
    return _in_a_group(Primitive(**{"corpus_key": "", **values}), file, number, groups)


def changed_primitive(
    built_in: Primitive, file: LinedFile, number: int, vocabulary: Vocabulary, groups: Groups
) -> Primitive:
    """The built-in primitive with the fields that the entry gives. ``override: yes`` shows that it is meant."""
    entry = _entry(file, number, {*_ALLOWED, "override"})
    if entry.get("override") != "yes":
        said = f'"{built_in.id}" is built in; write "override: yes" to change it, or take another id.'
        raise file.refusal(said, "primitives", number, "id")
    if entry.get("aspect", built_in.aspect) != built_in.aspect:
        raise file.refusal("the aspect of a built-in primitive stays.", "primitives", number, "aspect")
    return _in_a_group(replace(built_in, **_values(file, number, vocabulary)), file, number, groups)


def _entry(file: LinedFile, number: int, allowed: Collection[str]) -> dict[str, Any]:
    entry: dict[str, Any] = dict(file.data["primitives"][number])
    strange = sorted(str(key) for key in entry.keys() - allowed)
    if strange:
        said = f'"{strange[0]}" is not known here; known are {", ".join(sorted(allowed))}.'
        raise file.refusal(said, "primitives", number, strange[0])
    return entry


def _values(file: LinedFile, number: int, vocabulary: Vocabulary) -> dict[str, Any]:
    """The fields that the entry gives, each read and checked in its place."""
    values = {}
    for key, data in file.data["primitives"][number].items():
        if key in _READERS:
            place = file.place("primitives", number, key)
            try:
                values[key] = _READERS[key](data, vocabulary, place)
            except SpecError as refused:
                raise SpecError(refused.message, "Correct the file at this line.") from refused
    return values


def _aspect(data: Any, _vocabulary: Vocabulary, place: str) -> Aspect:
    if data not in list(Aspect):
        raise SpecError(f'{place}: "{data}" is no aspect; aspects are {", ".join(Aspect)}.')
    return Aspect(data)


def _yes_or_no(data: Any, _vocabulary: Vocabulary, place: str) -> bool:
    if data not in YES_NO:
        raise SpecError(f"{place}: expected yes or no, and here is {data!r}.")
    return bool(data == "yes")


def _text(data: Any, _vocabulary: Vocabulary, place: str) -> str:
    return text(data, place)


def _words(data: Any, _vocabulary: Vocabulary, place: str) -> tuple[str, ...]:
    return words(data, place)


_READERS: dict[str, Callable[[Any, Vocabulary, str], Any]] = {
    **dict.fromkeys(("id", "name", "group", "definition", "decision_rule", "corpus_key"), _text),
    **dict.fromkeys(("confusions", "also"), _words),
    **dict.fromkeys(("true_when", "false_when"), read_rule),
    "aspect": _aspect,
    "despite_cut": _yes_or_no,
}


def _in_a_group(primitive: Primitive, file: LinedFile, number: int, groups: Groups) -> Primitive:
    if (primitive.aspect, primitive.group) not in groups:
        there = ", ".join(sorted(group for aspect, group in groups if aspect == primitive.aspect))
        said = f'"{primitive.group}" is no group of {primitive.aspect}; groups are {there}.'
        raise file.refusal(said, "primitives", number, "group")
    return primitive
