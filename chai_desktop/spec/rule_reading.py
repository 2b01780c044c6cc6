"""Rules from their YAML form; every name in them is checked against the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.cues import cue_pattern
from chai_desktop.spec.rules import All, Either, Exactly, Has, Not, OneOf, Rule, Says
from chai_desktop.spec.span_rules import Changed, Known, Rises

_ENDINGS = (".first", ".last", ".given")


@dataclass(frozen=True)
class Vocabulary:
    """The names that a rule may use: the values of each field, the order of each span, and named conditions."""

    values: Mapping[str, frozenset[str]]  # question id, or SPAN.first / SPAN.last -> values
    several: frozenset[str]  # questions whose answer is a list
    orders: Mapping[str, tuple[str, ...]]  # span -> values from high to low
    conditions: dict[str, Rule] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()  # fields with words of a person's own, where rules may look into them


def read_rule(data: Any, words: Vocabulary, place: str) -> Rule:
    """The rule that ``data`` describes. ``place`` (file and entry) opens the message of a SpecError."""
    if not isinstance(data, Mapping) or not data:
        raise _refusal(place, f"a rule must be a mapping of names to values, and here is {data!r}.")
    rules = tuple(_entry(str(name), value, words, place) for name, value in data.items())
    return rules[0] if len(rules) == 1 else All(rules)


def _entry(name: str, value: Any, words: Vocabulary, place: str) -> Rule:
    match name:
        case "not":
            return Not(read_rule(value, words, place))
        case "all":
            return All(_several(value, words, place))
        case "any":
            return Either(_several(value, words, place))
        case "use":
            if value not in words.conditions:
                raise _refusal(place, f'there is no condition named "{value}" above this rule.')
            return words.conditions[value]
        case "says":
            return _says(value, words, place)
        case "known":
            return Known(_span(value, words, place))
        case "changed":
            return Changed(_span(value, words, place))
        case "rises":
            return Rises(_span(value, words, place), words.orders[_span(value, words, place)])
    return _field_entry(name, value, words, place)


def _several(value: Any, words: Vocabulary, place: str) -> tuple[Rule, ...]:
    if not isinstance(value, list) or not value:
        raise _refusal(place, '"any" and "all" need a list of rules.')
    return tuple(read_rule(item, words, place) for item in value)


def _says(value: Any, words: Vocabulary, place: str) -> Rule:
    match value:
        case {"in": list(fields), "words": list(cues), **rest} if fields and cues and not rest:
            strange = [name for name in fields if name not in words.texts]
            if strange:
                raise _refusal(place, f'"{strange[0]}" is not a text.')
            return Says(tuple(fields), cue_pattern(str(cue) for cue in cues))
    raise _refusal(place, '"says" needs {in: [texts], words: [cues]}.')


def _span(value: Any, words: Vocabulary, place: str) -> str:
    if value not in words.orders:
        raise _refusal(place, f'"{value}" is not a span; spans are {", ".join(sorted(words.orders))}.')
    return str(value)


def _field_entry(name: str, value: Any, words: Vocabulary, place: str) -> Rule:
    if name not in words.values:
        raise _refusal(place, f'there is no question or span "{name}".')
    if name in words.several:
        return _list_entry(name, value, words, place)
    return OneOf(name, _checked(name, value, words, place))


def _list_entry(name: str, value: Any, words: Vocabulary, place: str) -> Rule:
    match value:
        case {"has": str(one), **rest} if not rest:
            (only,) = _checked(name, one, words, place)
            return Has(name, only)
        case {"exactly": list(some), **rest} if not rest:
            return Exactly(name, _checked(name, some, words, place))
    raise _refusal(place, f'"{name}" has a list as its answer: write {{has: one}} or {{exactly: [some]}}.')


def _checked(name: str, value: Any, words: Vocabulary, place: str) -> frozenset[str]:
    values = frozenset(str(item) for item in value) if isinstance(value, list) else frozenset({str(value)})
    strange = sorted(values - words.values[name])
    if strange:
        known = ", ".join(sorted(words.values[name]))
        raise _refusal(place, f'"{strange[0]}" is not an answer of "{name}"; answers are {known}.')
    return values


def question_of(field_name: str) -> str:
    """The field without ``.first``, ``.last`` or ``.given``."""
    for ending in _ENDINGS:
        field_name = field_name.removesuffix(ending)
    return field_name


def _refusal(place: str, what: str) -> SpecError:
    return SpecError(f"{place}: {what}", "Correct this entry of the specification.")
