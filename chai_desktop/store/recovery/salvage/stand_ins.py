"""A row in the place of one that was lost, where too much hangs on it: a person, an operation, the project itself.

Without its author, everything that a person ever wrote would have to go. The stand-in keeps the key, says that the
name was lost, and invents nothing else: the time is the one that the key itself carries.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chai_desktop.store.file.ids import new_id, now

STANDS_FOR = ("people", "operations")
NAME = "(name lost)"


def stand_in(
    connection: sqlite3.Connection, table: str, key_column: str, key: object, named_by: Mapping[str, Any]
) -> bool:
    """Insert a stand-in with this key. False where the table asks for more than anybody can know."""
    time = _time_of(str(key)) or str(named_by.get("created_at") or "")
    known = {"id": key, "name": NAME, "created_at": time, "author_id": named_by.get("author_id"), key_column: key}
    return _insert(connection, table, known)


def project_stand_in(connection: sqlite3.Connection, name: str, backed_up: Mapping[str, Any] | None) -> bool:
    """The project's own row: as a backup has it, else with the name of the file and a new key."""
    return _insert(connection, "project", backed_up or {"id": new_id(), "name": name, "created_at": now()})


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
