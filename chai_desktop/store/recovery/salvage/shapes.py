"""What a row of a table looks like: how a record's values become columns, and whether they could be its row at all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chai_desktop.store.sqlite_format.records import Value

_ORDINARY, _STORED = 0, 3  # pragma table_xinfo: 2 is a generated column that is not in the file
_TYPES: dict[str, tuple[type, ...]] = {
    "INT": (int,), "INTEGER": (int,), "REAL": (float, int), "TEXT": (str,), "BLOB": (bytes,),
}  # fmt: skip
# A full-text index that keeps the texts itself has them in the table NAME_content.
_KEEPS_NO_TEXT = re.compile(r"\bcontent\s*=", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    required: bool  # NOT NULL, or part of the key
    can_be_missing: bool  # at the end of a record: it was added to the table after the row was written
    written: bool  # False for a generated column, which is in the record but cannot be inserted


@dataclass(frozen=True)
class Shape:
    """``columns`` are in the order of the record. ``rowid_alias`` is the place of INTEGER PRIMARY KEY, or -1."""

    table: str
    columns: tuple[Column, ...]
    rowid_alias: int
    has_rowid: bool
    strict: bool

    @property
    def names(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns)

    def row(self, values: Sequence[Value], rowid: int) -> dict[str, Value] | None:
        """The row by column name, or None where these values cannot be a row of this table."""
        missing = self.columns[len(values) :]
        if len(values) > len(self.columns) or not all(column.can_be_missing for column in missing):
            return None
        row: dict[str, Value] = {}
        for place, (column, value) in enumerate(zip(self.columns, values, strict=False)):
            if place == self.rowid_alias:
                if value is not None:
                    return None
                value = rowid
            elif not self._fits(column, value):
                return None
            if column.written:
                row[column.name] = value
        if self.has_rowid and self.rowid_alias < 0:
            row["rowid"] = rowid
        return row

    def _fits(self, column: Column, value: Value) -> bool:
        if value is None:
            return not column.required
        return not self.strict or column.type not in _TYPES or isinstance(value, _TYPES[column.type])


# What the tables of text search hold (sqlite.org/fts5.html, section 9), most of which say so of no column.
_TYPES_OF_SEARCH = {"segid": "INTEGER", "pgno": "INTEGER", "block": "BLOB", "sz": "BLOB", "k": "TEXT"}
_STATISTICS = Shape(  # of PRAGMA optimize; in the file, but not among its listed tables
    "sqlite_stat1", tuple(Column(name, "TEXT", False, False, True) for name in ("tbl", "idx", "stat")), -1, True, True
)


def shapes(connection: sqlite3.Connection) -> list[Shape]:
    """Of every table that holds rows of its own: not the indexes of text search, which are made anew."""
    listed = _listed(connection, "table")
    kept_texts = {f"{name}_content" for name in text_indexes(connection) if keeps_its_text(connection, name)}
    return [_shape(connection, *facts) for facts in listed if not facts[0].startswith("sqlite_")] + [
        _of_texts(_shape(connection, *facts)) for facts in _listed(connection, "shadow") if facts[0] in kept_texts
    ]


def other_shapes(connection: sqlite3.Connection) -> list[Shape]:
    """Of the tables whose rows are not wanted: a page that may be of one of them is not taken for one of ours."""
    wanted = {shape.table for shape in shapes(connection)}
    shadows = [_shape(connection, *facts) for facts in _listed(connection, "shadow") if facts[0] not in wanted]
    return [_STATISTICS, *(_with_types(shape, _TYPES_OF_SEARCH) for shape in shadows)]


def _listed(connection: sqlite3.Connection, kind: str) -> list[tuple[str, bool, bool]]:
    """Name, whether rows have numbers, whether types are strict."""
    sql = "SELECT name, NOT wr, strict FROM pragma_table_list WHERE schema = 'main' AND type = ?"
    return [(name, bool(numbered), bool(strict)) for name, numbered, strict in connection.execute(sql, (kind,))]


def text_indexes(connection: sqlite3.Connection) -> list[str]:
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
    return [row[0] for row in connection.execute(sql)]


def keeps_its_text(connection: sqlite3.Connection, text_index: str) -> bool:
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (text_index,)).fetchone()
    return _KEEPS_NO_TEXT.search(sql) is None


def _of_texts(shape: Shape) -> Shape:
    """The table in which text search keeps its texts says of no column that it holds text; its others hold none."""
    return _with_types(shape, {column.name: "TEXT" for column in shape.columns if column.name != "id"})


def _with_types(shape: Shape, types: Mapping[str, str]) -> Shape:
    """The shape of a table that does not say what its columns hold, by one who knows."""
    columns = tuple(replace(column, type=types.get(column.name, column.type)) for column in shape.columns)
    return replace(shape, columns=columns, strict=True)


def _shape(connection: sqlite3.Connection, table: str, has_rowid: bool, strict: bool) -> Shape:
    facts = connection.execute(
        'SELECT name, upper(type), "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)', (table,)
    ).fetchall()
    stored = [fact for fact in facts if fact[5] in (_ORDINARY, _STORED)]
    keys = [fact for fact in stored if fact[4]]
    alias = -1
    if not has_rowid:  # the key comes first in the record
        stored = sorted(keys, key=lambda fact: fact[4]) + [fact for fact in stored if not fact[4]]
    elif len(keys) == 1 and keys[0][1] == "INTEGER":
        alias = stored.index(keys[0])
    columns = tuple(
        Column(name, kind, bool(required or key), not required or default is not None, hidden == _ORDINARY)
        for name, kind, required, default, key, hidden in stored
    )
    return Shape(table, columns, alias, has_rowid, strict)
