"""What the indexes of the damaged file still know: rows that the table has lost, and rows that were changed.

Every entry of an index ends with the number of its row. So an entry whose row is not there counts a lost row, and
one that says something else than its row shows that the damage changed one of the two.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chai_desktop.store.backup.verifying import reading
from chai_desktop.store.recovery.known_tables import Schema
from chai_desktop.store.recovery.salvage.found_schema import FoundSchema, find_schema
from chai_desktop.store.recovery.salvage.page_rows import records
from chai_desktop.store.sqlite_format.pages import Pages, open_pages
from chai_desktop.store.sqlite_format.records import Value
from chai_desktop.store.sqlite_format.trees import Walk, pages_of


@dataclass
class Witness:
    """Rows by table, as the indexes tell: ``lost`` from it, and ``changed`` in it or in the index."""

    lost: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)


def ask_indexes(pages: Pages, found: FoundSchema, schema: Schema, connection: sqlite3.Connection) -> Witness:
    """Hold the rows that ``connection`` sees against the indexes on ``pages``. Raises sqlite3.Error."""
    witness = Witness()
    for table in schema.columns:
        lost: set[int] = set()
        changed: set[int] = set()
        for name, columns in schema.indexes_of(table):
            root = found.index_root(name)
            if root:
                for rowid, is_there in _differing(connection, table, columns, _entries(pages, root, len(columns))):
                    (changed if is_there else lost).add(rowid)
        witness.lost[table], witness.changed[table] = len(lost), len(changed)
    return witness


def bring_back_from_indexes(pages: Pages, found: FoundSchema, schema: Schema, connection: sqlite3.Connection) -> None:
    """Rows of which an index holds every column (words, answers' values) are there again. Raises sqlite3.Error."""
    for table, columns in schema.columns.items():
        for name, indexed in schema.indexes_of(table):
            root, rest = found.index_root(name), columns - frozenset(indexed)
            if root and rest == {"seq"}:  # the number of the row, which every entry ends with
                names = ", ".join(f'"{column}"' for column in (*indexed, "seq"))
                places = ", ".join("?" * (len(indexed) + 1))
                sql = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({places})'
                connection.executemany(sql, _entries(pages, root, len(indexed)))


def ask_indexes_of(path: Path, schema: Schema) -> Witness:
    """The same for a file that SQLite can open, of its own tables. Raises ProjectError."""
    with open_pages(path) as pages, reading(path) as connection:
        return ask_indexes(pages, find_schema(pages, Walk()), schema, connection)


def _entries(pages: Pages, root: int, width: int) -> Iterator[list[Value]]:
    for page in pages_of(pages, root, True, Walk()):
        for record in records(pages, page):
            if record is not None and len(record[1]) == width + 1 and isinstance(record[1][-1], int):
                yield record[1]


def _differing(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], entries: Iterator[list[Value]]
) -> list[tuple[int, bool]]:
    """The numbers of the rows of which an entry says something else than the table, and whether the row is there."""
    places = ", ".join("?" * (len(columns) + 1))
    names = ", ".join(f'"{column}"' for column in columns)
    entry = ", ".join(f"c{place}" for place in range(len(columns)))
    connection.execute(f"CREATE TEMP TABLE entry ({entry}, number)")
    try:
        connection.executemany(f"INSERT INTO entry VALUES ({places})", entries)
        return connection.execute(f"""
            SELECT number, EXISTS (SELECT 1 FROM main."{table}" NOT INDEXED WHERE rowid = number)
            FROM (SELECT * FROM entry EXCEPT SELECT {names}, rowid FROM main."{table}" NOT INDEXED)
            """).fetchall()
    finally:
        connection.execute("DROP TABLE entry")
