"""What is in a backup, for a person who chooses one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from chai_desktop.store.backup.names import Backup
from chai_desktop.store.backup.verifying import reading
from chai_desktop.store.journal.kinds import PROFILE

_TIMES = ("created_at", "at", "time")  # what the time of an operation is called, in whatever version


@dataclass(frozen=True)
class LastOperation:
    id: str
    name: str
    time: str  # UTC, ISO 8601; '' where the file does not say


@dataclass(frozen=True)
class BackupPreview:
    """Counts are of rows; None where the file has no such table. ``people`` are names in the order of arrival."""

    clips: int | None
    triples: int | None
    operations: int | None
    people: tuple[str, ...]
    last: LastOperation | None


def preview(backup: Backup) -> BackupPreview:
    """Look into a backup without touching it. Raises ProjectError where it cannot be read."""
    with reading(backup.path) as connection:
        return BackupPreview(
            clips=_count(connection, "clips"),
            triples=_count(connection, "triples"),
            operations=_count(connection, "operations"),
            people=tuple(_people(connection)),
            last=last_operation(connection),
        )


def last_operation(connection: sqlite3.Connection) -> LastOperation | None:
    """The newest row of the journal, or None."""
    columns = _columns(connection, "operations")
    if not {"id", "name"} <= set(columns):
        return None
    newest_first = "seq" if "seq" in columns else "rowid"
    time = next((name for name in _TIMES if name in columns), "''")
    sql = f"SELECT id, name, {time} FROM operations ORDER BY {newest_first} DESC LIMIT 1"
    found: Any = connection.execute(sql).fetchone()
    return None if found is None else LastOperation(str(found[0]), str(found[1]), str(found[2]))


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _count(connection: sqlite3.Connection, table: str) -> int | None:
    if not _columns(connection, table):
        return None
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _people(connection: sqlite3.Connection) -> list[str]:
    """Where names are versions (from tables 2 on), the current ones."""
    if "name" in _columns(connection, "people"):
        return [str(row[0]) for row in connection.execute("SELECT name FROM people")]
    if not _columns(connection, "profiles"):
        return []
    sql = "SELECT name FROM heads JOIN profiles ON profiles.seq = heads.node WHERE heads.kind = ? ORDER BY heads.a"
    return [str(row[0]) for row in connection.execute(sql, (PROFILE.number,)) if row[0] is not None]
