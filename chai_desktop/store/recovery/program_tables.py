"""The tables of each version, as the program's own migrations make them in an empty database."""

from __future__ import annotations

import contextlib
import sqlite3

from sqlite_utils import Database

from chai_desktop.store.tables.migrations import MIGRATIONS


def statements_of(version: int) -> list[str]:
    """What makes an empty file of ``version``, tables first. Raises IndexError beyond the newest."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for number in range(version):
            MIGRATIONS[number](Database(connection))
        found = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' "
            "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid"
        )
        return [row[0] for row in found]
