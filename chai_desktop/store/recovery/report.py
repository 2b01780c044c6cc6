"""What is wrong with a file, and what was done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

# The statements that make an empty database of a version. Raises or returns nothing for one that it does not know.
SchemaStatements = Callable[[int], list[str]]
OnStep = Callable[[str], None]


class Rung(StrEnum):
    """Where a result came from; a person reads these words."""

    UNTOUCHED = "the file as it was"
    FILE_AND_LOG = "the file and its log"
    MENDED_LOG = "the file and what is whole in its log"
    FILE_ALONE = "the file without its log"
    HEADER = "the file with its header mended"
    INDEXES = "the file with its indexes written anew"
    SALVAGE = "the rows that could still be read"
    BACKUP = "a backup"
    COMBINED = "the rows that could still be read, joined with a backup"


@dataclass(frozen=True)
class Diagnosis:
    """``sentence`` says what is wrong; ``rungs`` what could help, the best first. No rungs: nothing needs help."""

    path: Path
    sound: bool
    sentence: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Found:
    """A whole project file that a rung produced, before it takes the project's place."""

    file: Path
    rung: Rung
    loss: str = ""  # a sentence, wherever something may be missing
    rows_lost: Mapping[str, int] = field(default_factory=dict)

    @property
    def lossless(self) -> bool:
        return not self.loss and not any(self.rows_lost.values())


@dataclass(frozen=True)
class RecoveryReport:
    """``rows_lost`` counts by table the rows that were certainly there and are not in ``result``.

    ``loss`` says in a sentence what is or may be missing; it is empty only where nothing is. Rows that nothing
    speaks of any more (page and index both gone) cannot be counted; then ``loss`` names the unreadable pages.
    ``damaged_kept_at`` is the folder with the damaged bytes; None where nothing was changed.
    """

    steps: tuple[str, ...]
    result: Path
    source: Rung
    rows_kept: Mapping[str, int]
    rows_lost: Mapping[str, int]
    loss: str
    damaged_kept_at: Path | None
