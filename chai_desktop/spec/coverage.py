"""What a caption of an aspect must cover, and whether a text touches each key.

The check is by cues, words that mostly tell that a key is spoken of. It is not understanding: "not seen" means that no
cue was found, "covered" that one was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.cues import cue_pattern
from chai_desktop.spec.spec_files import check_keys, refuse, text, words


class Expected(StrEnum):
    """How often there is something to say."""

    ALWAYS = "always"
    WHERE_PRESENT = "where_present"


class Coverage(StrEnum):
    """What the cues tell of a caption and a key."""

    COVERED = "covered"
    NOT_SEEN = "not seen"


@dataclass(frozen=True, slots=True)
class CoverageKey:
    """One thing that a caption must speak of. ``key`` is the corpus's name of it within the aspect."""

    aspect: Aspect
    key: str
    name: str
    say: str
    expected: Expected
    cues: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A key and the first cue of it in a caption: ``text[start:end]``, None where none was seen."""

    key: CoverageKey
    cue: tuple[int, int] | None

    @property
    def coverage(self) -> Coverage:
        return Coverage.NOT_SEEN if self.cue is None else Coverage.COVERED


def coverage_of(keys: tuple[CoverageKey, ...], caption: str) -> tuple[CoverageLine, ...]:
    """One line for each key, in order."""
    found = [(key, key.cues.search(caption)) for key in keys]
    return tuple(CoverageLine(key, match.span() if match else None) for key, match in found)


def read_coverage(file: str, data: Mapping[str, Any]) -> dict[Aspect, tuple[CoverageKey, ...]]:
    check_keys(data, {aspect.value for aspect in Aspect}, set(), file)
    return {aspect: tuple(_key(aspect, entry, file) for entry in data[aspect.value]) for aspect in Aspect}


def _key(aspect: Aspect, entry: Any, file: str) -> CoverageKey:
    check_keys(entry, {"key", "name", "say", "expect", "cues"}, set(), f"{file}, {aspect}")
    place = f"{file}, {aspect}, {entry['key']}"
    if entry["expect"] not in list(Expected):
        raise refuse(place, f'"{entry["expect"]}" is not known; known are {", ".join(Expected)}.')
    return CoverageKey(
        aspect,
        text(entry["key"], place),
        text(entry["name"], place),
        text(entry["say"], place),
        Expected(entry["expect"]),
        cue_pattern(words(entry["cues"], place)),
    )
