"""The one connection to a project file: reading, and writing in named operations."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

from chai_desktop.store.file.copying import copy_database
from chai_desktop.store.file.ids import new_id, now, shortly_after
from chai_desktop.store.file.lock import Claim
from chai_desktop.store.file.plain_words import WORK_IN_A_COPY, damaged, plain_words
from chai_desktop.store.file.snapshot import FileState, file_state
from chai_desktop.store.people.seat import author_at_this_computer, introduce_author
from chai_desktop.store.refusals import ProjectReadOnlyError

Row = sqlite3.Row
Values = Sequence[Any] | dict[str, Any]


@dataclass(frozen=True)
class Stamp:
    """The operation in which something changes, and who does it. Both numbers are rows of this file."""

    operation: int
    author: int
    time: str


class ProjectFile:
    """An open project file, used from the thread that opened it; each change is one transaction."""

    def __init__(
        self,
        path: Path,
        db: Database,
        claim: Claim | None = None,
        snapshot: TemporaryDirectory[str] | None = None,
        read_only_reason: str = "",
        notes: tuple[str, ...] = (),
        seen: FileState | None = None,
    ) -> None:
        """``notes``: what opening found out, in sentences for the person. ``seen``: of a file that is read in place."""
        self.path = path
        self.folder = path.parent
        self.read_only_reason = read_only_reason
        self.notes = notes
        self._db = db
        self._claim = claim
        self._snapshot = snapshot
        self._seen = seen
        self._words: dict[str, int] = {}

    @property
    def read_only(self) -> bool:
        return self._claim is None

    def changed_meanwhile(self) -> bool:
        """Whether somebody worked in a file that is read where it lies, so that what was read may be of two states."""
        return self._seen is not None and file_state(self.path) != self._seen

    # Reading

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        with plain_words(self.path):
            return list(self._db.execute(sql, values).fetchall())

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, or None."""
        with plain_words(self.path):
            found: Row | None = self._db.execute(sql, values).fetchone()
            return found

    def number(self, sql: str, values: Values = ()) -> int | None:
        """The first column of the first row, a whole number."""
        found = self.row(sql, values)
        return None if found is None or found[0] is None else int(found[0])

    def stream(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """Row by row, for readings that would not fit into memory; the file must not change meanwhile."""
        with plain_words(self.path):
            yield from self._db.execute(sql, values)

    def value(self, text: str) -> Any:
        """A value that is kept as JSON."""
        try:
            return json.loads(text)
        except ValueError as error:
            raise damaged(self.path, f"a value in it cannot be read ({error})") from error

    def author(self) -> int | None:
        """The person at this computer, if this project knows them."""
        return author_at_this_computer(self)

    def known_word(self, text: str) -> int | None:
        if text not in self._words:
            found = self.number("SELECT seq FROM words WHERE text = ?", (text,))
            if found is None:
                return None
            self._words[text] = found
        return self._words[text]

    # Writing

    @contextmanager
    def operation(self, name: str, kind: str = "edit", target: int | None = None) -> Iterator[Stamp]:
        """One named change by the current person: wholly on disk when the block ends, or not at all."""
        with self._transaction():
            author = introduce_author(self)
            yield self.begin(name, kind, author, target)

    def begin(self, name: str, kind: str, author: int, target: int | None = None) -> Stamp:
        """A row of the journal, inside a transaction. Its time lies after that of every earlier one."""
        latest = self.row("SELECT created_at FROM operations ORDER BY created_at DESC LIMIT 1")
        time = now() if latest is None else max(now(), shortly_after(latest["created_at"]))
        row = {"id": new_id(), "name": name, "kind": kind, "target": target, "author": author, "created_at": time}
        return Stamp(self.insert("operations", row), author, time)

    @contextmanager
    def in_place(self) -> Iterator[int]:
        """A change that is no step of the journal (unsent typing, runs), as safe as an operation. Gives the author."""
        with self._transaction():
            yield introduce_author(self)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Several changes that come from elsewhere, wholly on disk when the block ends, or not at all."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise ProjectReadOnlyError(
                f"{self.path.name} is open for reading only. {self.read_only_reason}",
                WORK_IN_A_COPY,
            )
        try:
            with plain_words(self.path), self._db.atomic():
                yield
        except BaseException:
            self._words.clear()  # a word may have been taken back
            raise

    def insert(self, table: str, row: Mapping[str, Any], on_conflict: str = "") -> int:
        """Write one row, inside a transaction; gives its rowid. ``on_conflict`` is "OR IGNORE", "OR REPLACE" or ""."""
        columns = ", ".join(row)
        places = ", ".join("?" * len(row))
        cursor = self._db.execute(
            f"INSERT {on_conflict} INTO {table} ({columns}) VALUES ({places})", tuple(row.values())
        )
        return int(cursor.lastrowid or 0)

    def execute(self, sql: str, values: Values = ()) -> None:
        """Change or delete rows, inside a transaction; triggers refuse it for everything that was recorded."""
        self._db.execute(sql, values)

    def word(self, text: str) -> int:
        """The number of a name that occurs in many rows, inside a transaction."""
        known = self.known_word(text)
        if known is None:
            known = self._words[text] = self.insert("words", {"text": text})
        return known

    def content(self, table: str, row: Mapping[str, Any], key: tuple[str, ...]) -> int:
        """The ``seq`` of the row of ``table`` with this ``key``, written where it is not there yet."""
        condition = " AND ".join(f"{column} = ?" for column in key)
        known = self.number(f"SELECT seq FROM {table} WHERE {condition}", [row[column] for column in key])
        return self.insert(table, row) if known is None else known

    # The file as a whole

    def copy_to(self, target: Path, between: Callable[[float], None] | None = None) -> None:
        """Write all of it, as it is now, to a new file that stands alone. ``between`` (0..1) is called about every
        megabyte; what is written to this project meanwhile is in the copy too."""
        copy_database(self._db.conn, target, self.path, between)

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
        # A full disk, a drive that is gone: the log keeps everything, and the next opening carries it over.
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA analysis_limit = 400").fetchall()  # rows per index: closing must not take long
            self._db.execute("PRAGMA optimize")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
