"""Rows that name a row which is not there: keep them where that can be, and count what cannot stay."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from chai_desktop.store.recovery.salvage.stand_ins import STANDS_FOR, stand_in


@dataclass(frozen=True)
class Key:
    """A foreign key: ``columns`` of ``table`` name ``parent_columns`` of ``parent``."""

    table: str
    columns: tuple[str, ...]
    parent: str
    parent_columns: tuple[str, ...]
    may_be_empty: bool

    def lost(self) -> str:
        """The condition on rows of ``table`` that they name nothing that is there."""
        named = " AND ".join(f'"{self.table}"."{column}" IS NOT NULL' for column in self.columns)
        equal = " AND ".join(
            f'parent."{theirs}" = "{self.table}"."{ours}"'
            for ours, theirs in zip(self.columns, self.parent_columns, strict=True)
        )
        return f'{named} AND NOT EXISTS (SELECT 1 FROM "{self.parent}" AS parent WHERE {equal})'


@dataclass
class MendedKeys:
    """Rows by table: taken out; kept, but no longer naming the version before them; standing in for a lost one."""

    dropped: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    stand_ins: Counter[str] = field(default_factory=Counter)


def mend_keys(connection: sqlite3.Connection, tables: list[str]) -> MendedKeys:
    """Repeat until every row names rows that are there."""
    keys = [key for table in tables for key in _keys(connection, table)]
    mended = MendedKeys()
    while any(_mend(connection, key, mended) for key in keys):
        pass
    return mended


def _mend(connection: sqlite3.Connection, key: Key, mended: MendedKeys) -> bool:
    """Mend one key; whether that changed anything."""
    changed = _put_stand_ins(connection, key, mended) if key.parent in STANDS_FOR else False
    if key.parent == key.table and key.may_be_empty:
        empty = ", ".join(f'"{column}" = NULL' for column in key.columns)
        count = connection.execute(f'UPDATE "{key.table}" SET {empty} WHERE {key.lost()}').rowcount
        mended.cut[key.table] += count
    else:
        count = connection.execute(f'DELETE FROM "{key.table}" WHERE {key.lost()}').rowcount
        mended.dropped[key.table] += count
    return changed or count > 0


def _put_stand_ins(connection: sqlite3.Connection, key: Key, mended: MendedKeys) -> bool:
    if len(key.columns) != 1:
        return False
    cursor = connection.execute(f'SELECT * FROM "{key.table}" WHERE {key.lost()} GROUP BY "{key.columns[0]}"')
    names = [column[0] for column in cursor.description]
    count = 0
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        count += stand_in(connection, key.parent, key.parent_columns[0], row[key.columns[0]], row)
    mended.stand_ins[key.parent] += count
    return count > 0


def _keys(connection: sqlite3.Connection, table: str) -> Iterator[Key]:
    required = {
        row[0] for row in connection.execute('SELECT name FROM pragma_table_info(?) WHERE "notnull" OR pk', (table,))
    }
    rows = connection.execute(
        'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq', (table,)
    ).fetchall()
    for _, group in groupby(rows, key=lambda row: row[0]):
        parts = list(group)
        parent, columns = parts[0][1], tuple(part[2] for part in parts)
        theirs = tuple(part[3] for part in parts)
        if None in theirs:  # REFERENCES parent, without columns, means its primary key
            found = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (parent,))
            theirs = tuple(row[0] for row in found)
        yield Key(table, columns, parent, theirs, required.isdisjoint(columns))
