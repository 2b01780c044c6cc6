"""A row in the place of one that was lost, where too much hangs on it: a person, an operation, the project itself.

Without its author, everything that a person ever wrote would have to go. The stand-in keeps the key, says that the
name was lost, and invents nothing else: the time is the one that the key itself carries, or that of the step before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chai_desktop.store.file.ids import new_id, now
from chai_desktop.store.tables.migrations import READABLE_FROM

_NOBODY = "00000000-0000-8000-8000-6c6f73740000"  # the same in every file: a version 8 UUID (RFC 9562, 5.8)
STANDS_FOR = ("people", "operations")
NAME = "(name lost)"
_NEW = {"readable_from": READABLE_FROM}  # asked for from tables 2 on


def stand_in(
    connection: sqlite3.Connection, table: str, key_column: str, key: object, named_by: Mapping[str, Any]
) -> bool:
    """Insert a stand-in with this key. False where the table asks for more than anybody can know."""
    time = _time_of(str(key)) or str(named_by.get("created_at") or "") or _time_before(connection, table, key)
    known = {
        "id": new_id(),
        "name": NAME,
        "created_at": time,
        "author_id": named_by.get("author_id"),
        "kind": "note",
        "author": _somebody(connection) if table == "operations" else None,
        key_column: key,
    }
    return _insert(connection, table, known)


def project_stand_in(connection: sqlite3.Connection, name: str, backed_up: Mapping[str, Any] | None) -> bool:
    """The project's own row: as a backup has it, else with the name of the file and a new key."""
    return _insert(connection, "project", backed_up or {**_NEW, "id": new_id(), "name": name, "created_at": now()})


def _somebody(connection: sqlite3.Connection) -> int | None:
    """Who did a lost step is not known either: a person without a name (tables 2), or nobody (tables 1)."""
    columns = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info('people')")}
    if "name" in columns:
        return None
    known = connection.execute("SELECT seq FROM people WHERE id = ?", (_NOBODY,)).fetchone()
    if known is not None:
        return int(known[0])
    return connection.execute("INSERT INTO people (id, created_at) VALUES (?, '')", (_NOBODY,)).lastrowid


def _time_before(connection: sqlite3.Connection, table: str, key: object) -> str:
    """When the step before this one was done; '' where nobody can tell."""
    if table != "operations" or not isinstance(key, int):
        return ""
    sql = "SELECT created_at FROM operations WHERE seq < ? ORDER BY seq DESC LIMIT 1"
    before = connection.execute(sql, (key,)).fetchone()
    first = connection.execute("SELECT created_at FROM project").fetchone()
    return str((before or first or ("",))[0])


def _insert(connection: sqlite3.Connection, table: str, known: Mapping[str, Any]) -> bool:
    facts = connection.execute('SELECT name, "notnull", dflt_value FROM pragma_table_info(?)', (table,)).fetchall()
    columns = [fact[0] for fact in facts]
    needed = [name for name, required, default in facts if required and default is None]
    row = {name: value for name, value in known.items() if name in columns and value is not None}
    if not set(needed) <= set(row):
        return False
    names = ", ".join(f'"{name}"' for name in row)
    try:
        connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(row))})', tuple(row.values()))
    except sqlite3.IntegrityError:
        return False
    return True


def _time_of(key: str) -> str:
    """When a key of version 7 was made (RFC 9562, 5.7), or ''."""
    try:
        uuid = UUID(key)
    except ValueError:
        return ""
    if uuid.version != 7:
        return ""
    made = datetime.fromtimestamp((uuid.int >> 80) / 1000, UTC)
    return made.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
