"""What captions talk about: a question of the form, or a pair of them for start and end, with the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Movement:
    """A camera movement: a verb ("pan") and its ways ("left") that give the answer to ``question``."""

    question: str
    verb: str
    ways: Mapping[str, str]  # way -> answer
    primitives: Mapping[str, str]  # answer -> primitive id
    noun_needs_way: bool = False  # "a truck" is a car, "a truck left" a movement

    def way_to(self, answer: str) -> str | None:
        """The standard word for the way of this answer."""
        return next((way for way, given in self.ways.items() if given == answer), None)


@dataclass(frozen=True, slots=True)
class State:
    """A property with named values, told by fixed phrases; it may differ between start and end."""

    name: str
    start: str  # question id
    end: str | None
    shapes: tuple[Mapping[str, str], ...]  # answer -> phrase, alike within one shape
    normal: frozenset[str] = frozenset()  # answers that a caption need not tell
    alike: tuple[frozenset[str], ...] = ()  # answers so close that one may be said for the other
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # answer -> what may be said as well
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # answers by which it need not be told either
    loose: Mapping[str, frozenset[str]] = field(default_factory=dict)  # answer -> phrases that say enough

    def close(self, one: str, other: str) -> bool:
        return one == other or any({one, other} <= group for group in self.alike)
