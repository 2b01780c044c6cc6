"""One thing that a check of a text found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How sure and how grave a finding is."""

    ERROR = "error"  # contradicts the answers or the specification
    WARNING = "warning"  # against the caption policy
    HINT = "hint"  # worth a look


@dataclass(frozen=True)
class Finding:
    """``text[start:end]`` is what is meant; where a whole text is, the span is empty and lies at its end.

    ``rule`` is a stable id ("term.zoom_for_dolly"), ``message`` a sentence for the person. ``fix`` replaces the
    span ("" deletes it); None where only a person can say what is right.
    """

    rule: str
    level: Level
    start: int
    end: int
    message: str
    fix: str | None = None
