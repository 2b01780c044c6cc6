"""Whether the journal's times and targets make sense, and what says that it runs does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from chai_desktop.store import runs
from chai_desktop.store.check.findings import Finding, Level, gathered, one_of_all
from chai_desktop.store.file.ids import as_time
from chai_desktop.store.file.project_file import ProjectFile

_DIGITS = "[0-9][0-9]"
_AS_WRITTEN = f"{_DIGITS}{_DIGITS}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].{_DIGITS}{_DIGITS}{_DIGITS}Z"


def times(file: ProjectFile) -> Iterator[Finding]:
    """Every operation has a time, and none of them lies in the future."""
    yield from gathered(
        file,
        f"SELECT seq, created_at FROM operations WHERE created_at NOT GLOB '{_AS_WRITTEN}'",
        kind="time",
        what="{n} steps have no time.",
        place="operations row {seq} ({created_at})",
    )
    tomorrow = as_time(datetime.now(UTC) + timedelta(days=1))
    yield from gathered(
        file,
        f"SELECT seq, created_at FROM operations WHERE created_at > ? AND created_at GLOB '{_AS_WRITTEN}'",
        (tomorrow,),
        kind="future",
        what="{n} steps lie in the future: the clock of a computer was wrong. New steps are counted from there.",
        place="operations row {seq} ({created_at})",
        level=Level.NOTE,
    )


def targets(file: ProjectFile) -> Iterator[Finding]:
    """What was undone or redone is an earlier step of a person's own."""
    yield from gathered(
        file,
        """SELECT later.seq FROM operations AS later JOIN operations AS target ON target.seq = later.target
        WHERE later.target IS NOT NULL
        AND (target.kind NOT IN ('edit', 'settle') OR later.created_at < target.created_at)""",
        kind="journal",
        what="{n} steps undo or redo what is no earlier step.",
        place="operations row {seq}",
    )


def running(file: ProjectFile) -> Iterator[Finding]:
    yield from one_of_all(
        runs.gone(file),
        kind="run",
        what="{n} runs or jobs claim to be running, but nothing does; opening the project says so too.",
        place="{title}",
        mendable=True,
        level=Level.NOTE,
    )
