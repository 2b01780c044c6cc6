"""One line of the doctor's report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is. Only MISSING keeps the window or the rules engine from running."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"
    OPTIONAL = "optional"  # not here, and not needed for the main job


@dataclass(frozen=True)
class Finding:
    """``what`` was looked at, how it is, and, where something is to be done, ``how`` to do it."""

    group: str
    what: str
    state: State
    detail: str = ""
    how: str = ""
