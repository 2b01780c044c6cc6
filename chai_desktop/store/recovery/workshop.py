"""Where the rungs work: the kept bytes they read, the folder they write copies into, what they say as they go."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from chai_desktop.store.file.snapshot import wal_of
from chai_desktop.store.recovery.checking import faults
from chai_desktop.store.recovery.report import OnStep, SchemaStatements
from chai_desktop.store.sqlite_format.log_frames import Log, read_log


@dataclass
class Workshop:
    """``damaged`` is the kept file, its log beside it; it is only read. ``folder`` is empty at the start."""

    path: Path  # of the project, for its name
    damaged: Path
    folder: Path
    statements: SchemaStatements
    on_step: OnStep
    steps: list[str] = field(default_factory=list)
    bases: list[tuple[Path, str]] = field(default_factory=list)  # see ``bases_of``
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def say(self, step: str) -> None:
        self.steps.append(step)
        self.on_step(step)

    def new_copy(self) -> Path:
        """A name in the work folder that nothing has yet."""
        return self.folder / f"{next(self._numbers)}.chai"

    @cached_property
    def log(self) -> Log:
        return read_log(wal_of(self.damaged))

    def has_log(self) -> bool:
        return wal_of(self.damaged).exists() and wal_of(self.damaged).stat().st_size > 0

    def faults(self, copy: Path) -> tuple[str, ...]:
        return faults(copy, self.statements)
