"""The tables that a version of the program writes: what a file is held against, and what a new one is made from."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from chai_desktop.store.recovery.report import SchemaStatements
from chai_desktop.store.tables.migrations import NEWEST

Columns = Mapping[str, frozenset[str]]  # by table; a file that was upgraded may have them in another order
_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")  # tables that an index of text search makes itself


@dataclass(frozen=True)
class Part:
    """One table, index, trigger or view, as its CREATE statement."""

    kind: str
    name: str
    sql: str


@dataclass(frozen=True)
class Schema:
    version: int
    parts: tuple[Part, ...]
    columns: Columns
    indexes: Mapping[str, tuple[str, tuple[str, ...]]]  # by name: the table and its columns, where rows have numbers

    def indexes_of(self, table: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(name, columns) for name, (of, columns) in self.indexes.items() if of == table]


@lru_cache(maxsize=16)
def known_schema(statements: SchemaStatements, version: int) -> Schema:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for part in without_shadows(statements(version)):
            connection.execute(part)
        found = connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'"
        )
        return Schema(version, tuple(Part(*row) for row in found), table_columns(connection), _indexes(connection))


def _indexes(connection: sqlite3.Connection) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Also those that a UNIQUE implies; not those of expressions, whose entries no column can be held against."""
    found = connection.execute("""
        SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index'
        AND tbl_name IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT wr)
        """).fetchall()
    indexes = {}
    for name, table in found:
        columns = [row[0] for row in connection.execute("SELECT name FROM pragma_index_info(?)", (name,))]
        if None not in columns:
            indexes[name] = (table, tuple(columns))
    return indexes


def without_shadows(statements: list[str]) -> list[str]:
    """Without the tables that the statements of text search bring with them."""
    virtual = [_name(sql) for sql in statements if sql.upper().startswith("CREATE VIRTUAL")]
    shadows = {name + ending for name in virtual for ending in _SHADOWS}
    return [sql for sql in statements if not (sql.upper().startswith("CREATE TABLE") and _name(sql) in shadows)]


def _name(sql: str) -> str:
    """What a CREATE TABLE or CREATE VIRTUAL TABLE statement makes."""
    words = sql.replace("(", " ").split()
    return words[words.index(next(word for word in words if word.upper() == "TABLE")) + 1].strip("'\"[]`")


def table_columns(connection: sqlite3.Connection) -> Columns:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
    return {
        table: frozenset(row[0] for row in connection.execute("SELECT name FROM pragma_table_xinfo(?)", (table,)))
        for (table,) in tables.fetchall()
    }


def fits(columns: Columns, statements: SchemaStatements, version: int) -> bool:
    """Whether these are exactly the tables of that version, column by column."""
    return 1 <= version <= NEWEST and dict(columns) == dict(known_schema(statements, version).columns)


def version_by_columns(columns: Columns, statements: SchemaStatements) -> int | None:
    """The version that has exactly these tables, or None."""
    return next((v for v in range(NEWEST, 0, -1) if fits(columns, statements, v)), None)


def version_by_names(names: set[str], statements: SchemaStatements) -> int:
    """The version whose tables are most like these; the newest where nothing tells."""
    if not names:
        return NEWEST
    versions = range(NEWEST, 0, -1)
    return max(versions, key=lambda v: (-len(names ^ set(known_schema(statements, v).columns)), v))
