"""What a search found, as the lines of a list, without Qt: grouped, each group with its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from chai_desktop.store.records import Found

_GROUPS = (
    ("Captions", ("pre-caption", "post-caption")),
    ("Critiques", ("critique",)),
    ("Answers", ("answer",)),
)


@dataclass(frozen=True)
class Heading:
    """The line above a group."""

    text: str


Line: TypeAlias = "Heading | Found"


def found_lines(found: Sequence[Found]) -> list[Line]:
    """Texts in their groups, newest first within each. Names of clips are left out: the table above shows them."""
    lines: list[Line] = []
    for title, kinds in _GROUPS:
        members = [each for each in found if each.what in kinds]
        if members:
            lines += [Heading(f"{title} ({len(members)})"), *members]
    return lines


def source_words(found: Found) -> str:
    """Where the text stands, beside the clip's name."""
    return found.what if found.aspect is None else f"{found.aspect.label}, {found.what}"


def spoken(line: Line) -> str:
    """The line for a screen reader."""
    if isinstance(line, Heading):
        return line.text
    return f"{line.clip_name}, {source_words(line)}: {line.excerpt}"
