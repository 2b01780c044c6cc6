"""The one connection to a project file: reading, and writing in named operations."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

from chai_desktop.store.ids import new_id, now
from chai_desktop.store.lock import Claim
from chai_desktop.store.people import current_person_id
from chai_desktop.store.plain_words import WORK_IN_A_COPY, damaged, plain_words
from chai_desktop.store.refusals import ProjectReadOnlyError

Row = sqlite3.Row
Values = Sequence[Any] | dict[str, Any]


@dataclass(frozen=True)
class Stamp:
    """Who changes something now, and the operation in which it happens."""

    operation_id: str
    author_id: str
    time: str

    def authorship(self) -> dict[str, str]:
        """The columns that every recorded row has."""
        return {"author_id": self.author_id, "created_at": self.time, "operation_id": self.operation_id}

    def version(self, parent_id: str | None) -> dict[str, str | None]:
        """The columns that every version has; its key is new."""
        return {"id": new_id(), "parent_id": parent_id, **self.authorship()}


class ProjectFile:
    """An open project file, used from the thread that opened it; each change is one transaction."""

    def __init__(
        self,
        path: Path,
        db: Database,
        claim: Claim | None = None,
        snapshot: TemporaryDirectory[str] | None = None,
        read_only_reason: str = "",
    ) -> None:
        self.path = path
        self.folder = path.parent
        self.read_only_reason = read_only_reason
        self._db = db
        self._claim = claim
        self._snapshot = snapshot

    @property
    def read_only(self) -> bool:
        return self._claim is None

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        with plain_words(self.path):
            return list(self._db.execute(sql, values).fetchall())

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, or None."""
        with plain_words(self.path):
            found: Row | None = self._db.execute(sql, values).fetchone()
            return found

    def value(self, text: str) -> Any:
        """A value that is kept as JSON."""
        try:
            return json.loads(text)
        except ValueError as error:
            raise damaged(self.path, f"a value in it cannot be read ({error})") from error

    @contextmanager
    def operation(self, name: str) -> Iterator[Stamp]:
        """One named change by the current person: wholly on disk when the block ends, or not at all."""
        with self._transaction():
            author_id, operation_id, time = current_person_id(self), new_id(), now()
            self.insert("operations", {"id": operation_id, "name": name, "author_id": author_id, "created_at": time})
            yield Stamp(operation_id, author_id, time)

    @contextmanager
    def typing(self) -> Iterator[str]:
        """A change to unsent typing: as safe as an operation, but no step of the journal. Gives the author."""
        with self._transaction():
            yield current_person_id(self)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise ProjectReadOnlyError(
                f"{self.path.name} is open for reading only. {self.read_only_reason}",
                WORK_IN_A_COPY,
            )
        with plain_words(self.path), self._db.atomic():
            yield

    def insert(self, table: str, row: Mapping[str, Any], on_conflict: str = "") -> None:
        """Write one row, inside an operation. ``on_conflict`` is "OR IGNORE", "OR REPLACE" or nothing."""
        columns = ", ".join(row)
        places = ", ".join("?" * len(row))
        self._db.execute(f"INSERT {on_conflict} INTO {table} ({columns}) VALUES ({places})", tuple(row.values()))

    def delete_typing(self, clip_id: str, aspect: str, field: str) -> None:
        self._db.execute("DELETE FROM typing WHERE clip_id = ? AND aspect = ? AND field = ?", (clip_id, aspect, field))

    def close(self) -> None:
        """Carry the log over into the file, so that the file stands alone, and let go of it."""
        if self._claim is not None:
            self._tidy()
        self._db.close()
        if self._claim is not None:
            self._claim.release()
        if self._snapshot is not None:
            self._snapshot.cleanup()

    def _tidy(self) -> None:
        try:
            self._db.execute("PRAGMA optimize")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error:
            pass  # full disk, drive gone: the log keeps everything, and the next opening carries it over
