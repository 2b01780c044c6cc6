"""Rules over the answers of one clip, read from data, with three results: true, false, undecided.

A rule is written in YAML as a mapping; all its entries must hold::

    camera_pan: left_to_right                 the answer is this one
    camera_movement: [major_simple, minor]    the answer is one of these
    tracking_shot_types: {has: side}          a list answer holds this one
    tracking_shot_types: {exactly: [lead, side]}
    camera_angle.first: low_angle             the state at the start of a span (``.last``: at the end)
    known: camera_angle                       start or end of the span has a value
    changed: camera_angle                     start and end differ
    rises: overall_height                     the end stands before the start in the span's order
    not: {...}   any: [...]   all: [...]      nesting
    use: camera_still                         a named condition of the same file
    overlay.given: "no"                       nothing was answered (constraints only; "unsure" is an answer)
    says: {in: [scene.nature], words: [lake]} one of these texts holds one of these cues (constraints only; see cues.py)

``None`` stands for "undecided". Entries combine by strong Kleene logic: "all" is false as soon as one entry is, and
undecided while one entry is undecided and none is false.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

State = Mapping[str, Any]  # see effective_answers.py: what rules read; an absent key is undecided
UNKNOWN = "unknown"


class Truth(StrEnum):
    """What the answers of a clip say of one primitive."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


class Rule(Protocol):
    """Something that the state of a clip makes true, false or undecided (None)."""

    def holds(self, state: State) -> bool | None: ...

    def fields(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class OneOf:
    field: str
    values: frozenset[str]

    def holds(self, state: State) -> bool | None:
        value = state.get(self.field)
        return None if value is None else value in self.values

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class Has:
    field: str
    value: str

    def holds(self, state: State) -> bool | None:
        values = state.get(self.field)
        return None if values is None else self.value in values

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class Exactly:
    field: str
    values: frozenset[str]

    def holds(self, state: State) -> bool | None:
        values = state.get(self.field)
        return None if values is None else frozenset(values) == self.values

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class Not:
    rule: Rule

    def holds(self, state: State) -> bool | None:
        held = self.rule.holds(state)
        return None if held is None else not held

    def fields(self) -> frozenset[str]:
        return self.rule.fields()


@dataclass(frozen=True, slots=True)
class All:
    rules: tuple[Rule, ...]

    def holds(self, state: State) -> bool | None:
        result: bool | None = True
        for rule in self.rules:
            held = rule.holds(state)
            if held is False:
                return False
            if held is None:
                result = None
        return result

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(rule.fields() for rule in self.rules))


@dataclass(frozen=True, slots=True)
class Either:
    rules: tuple[Rule, ...]

    def holds(self, state: State) -> bool | None:
        result: bool | None = False
        for rule in self.rules:
            held = rule.holds(state)
            if held:
                return True
            if held is None:
                result = None
        return result

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(rule.fields() for rule in self.rules))


@dataclass(frozen=True, slots=True)
class Says:
    """One of the texts holds a cue; undecided where none of them is written."""

    texts: tuple[str, ...]
    cues: re.Pattern[str]

    def holds(self, state: State) -> bool | None:
        written = [state[name] for name in self.texts if state.get(name)]
        return any(self.cues.search(text) for text in written) if written else None

    def fields(self) -> frozenset[str]:
        return frozenset(self.texts)


def truth_of(true_when: Rule, false_when: Rule, state: State) -> Truth:
    """YES where ``true_when`` is certain, NO where ``false_when`` is, else UNDECIDED."""
    if true_when.holds(state):
        return Truth.YES
    if false_when.holds(state):
        return Truth.NO
    return Truth.UNDECIDED
