"""The new file: its tables first, then the rows, then whatever watches over rows or is made from them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from chai_desktop.store.recovery.known_tables import Schema, without_shadows
from chai_desktop.store.recovery.salvage.shapes import Shape, text_indexes
from chai_desktop.store.sqlite_format.layout import PAGE
from chai_desktop.store.sqlite_format.records import Value
from chai_desktop.store.tables.marks import APPLICATION_ID


@contextlib.contextmanager
def new_file(path: Path, schema: Schema) -> Iterator[sqlite3.Connection]:
    """A new file with the empty tables of ``schema``; nothing watches over them yet. Raises sqlite3.Error."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in (
            f"page_size = {PAGE}",
            "journal_mode = OFF",
            "synchronous = OFF",  # a private copy: it is flushed before it takes the project's place
            "foreign_keys = OFF",
            "trusted_schema = OFF",
            f"application_id = {APPLICATION_ID}",
            f"user_version = {schema.version}",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN")
        for sql in without_shadows([part.sql for part in schema.parts if part.kind == "table"]):
            connection.execute(sql)
        yield connection


def insert(connection: sqlite3.Connection, shape: Shape, rows: Sequence[dict[str, Value]]) -> None:
    """Insert what the table takes; a row that breaks one of its rules, or is there already, is left out."""
    for columns in {tuple(row) for row in rows}:
        names = ", ".join(f'"{name}"' for name in columns)
        sql = f'INSERT OR IGNORE INTO "{shape.table}" ({names}) VALUES ({", ".join("?" * len(columns))})'
        values = [tuple(row.values()) for row in rows if tuple(row) == columns]
        try:
            connection.executemany(sql, values)
        except sqlite3.IntegrityError:  # a wrong type is not ignored: find out which row it was
            for one in values:
                with contextlib.suppress(sqlite3.IntegrityError):
                    connection.execute(sql, one)


def finish(connection: sqlite3.Connection, schema: Schema) -> list[str]:
    """Add indexes, views and triggers, fill the indexes of text search; gives those that only their owner can fill."""
    for kind in ("index", "view", "trigger"):
        for part in schema.parts:
            if part.kind == kind:
                connection.execute(part.sql)
    connection.execute("COMMIT")
    return [name for name in text_indexes(connection) if not _refill(connection, name)]


def _refill(connection: sqlite3.Connection, name: str) -> bool:
    try:
        connection.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')')
    except sqlite3.Error:  # it keeps no text, and names no table that does
        return False
    return True
