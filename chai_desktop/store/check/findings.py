"""What a check finds, and how it is gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chai_desktop.store.file.project_file import ProjectFile, Row

_NAMED = 5  # places at most that a finding names


class Level(StrEnum):
    """How bad it is."""

    DAMAGE = "damage"  # the file is not as this program writes it
    MEDIA = "media"  # a video file is not where the project says, or not the same
    NOTE = "note"  # worth knowing; nothing is wrong with the file


@dataclass(frozen=True)
class Finding:
    """``kind`` is a word for programs; ``what`` is a sentence; ``where`` names the first places; ``count`` all."""

    kind: str
    what: str
    where: str
    count: int = 1
    mendable: bool = False
    level: Level = Level.DAMAGE


@dataclass(frozen=True)
class Facts:
    """How much was looked at."""

    bytes: int = 0
    clips: int = 0
    answers: int = 0
    triples: int = 0
    operations: int = 0
    people: int = 0


@dataclass(frozen=True)
class CheckReport:
    """``notes``: how it was looked at, in sentences, where that is not plain."""

    facts: Facts
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def damaged(self) -> bool:
        return any(finding.level is Level.DAMAGE for finding in self.findings)


def gathered(
    file: ProjectFile,
    sql: str,
    values: tuple[Any, ...] = (),
    *,
    kind: str,
    what: str,
    place: str,
    mendable: bool = False,
    level: Level = Level.DAMAGE,
) -> Iterator[Finding]:
    """One finding for all rows that a query gives, none where it gives none.

    ``what`` says it with {n} for their number; ``place`` is filled with the columns of a row.
    """
    yield from one_of_all(file.stream(sql, values), kind=kind, what=what, place=place, mendable=mendable, level=level)


def one_of_all(
    rows: Iterable[Row],
    *,
    kind: str,
    what: str,
    place: str,
    mendable: bool = False,
    level: Level = Level.DAMAGE,
) -> Iterator[Finding]:
    """The same for rows that were looked through one by one."""
    count, places = 0, []
    for row in rows:
        count += 1
        if count <= _NAMED:
            places.append(place.format(**dict(row)))
    if count:
        more = ", ..." if count > _NAMED else ""
        yield Finding(kind, what.format(n=count), ", ".join(places) + more, count, mendable, level)
