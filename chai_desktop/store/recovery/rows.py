"""Counting and comparing the rows of whole project files."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from chai_desktop.store.backup.verifying import reading
from chai_desktop.store.file.plain_words import plain_words


def row_counts(path: Path) -> dict[str, int]:
    """The rows of each table of a standalone file that holds rows of its own. Raises ProjectError."""
    with reading(path) as connection:
        return {
            table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
            for table in _tables(connection)
        }


def only_in(backup: Path, result: Path) -> dict[str, int]:
    """By table, the rows of ``backup`` whose keys are not in ``result``. Raises ProjectError."""
    with reading(result) as connection, plain_words(backup):
        connection.execute("ATTACH ? AS backup", (f"{backup.absolute().as_uri()}?mode=ro&immutable=1",))
        counts = {table: _only_in_backup(connection, table) for table in _tables(connection)}
    return {table: count for table, count in counts.items() if count}


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*'"
    )
    return sorted(row[0] for row in found)


def _only_in_backup(connection: sqlite3.Connection, table: str) -> int:
    ours, theirs = (_key(connection, schema, table) for schema in ("main", "backup"))
    if ours != theirs or not ours:
        return 0  # the backup is of a version in which this table was another
    equal = " AND ".join(f'ours."{column}" IS theirs."{column}"' for column in ours)
    sql = f"""SELECT count(*) FROM backup."{table}" AS theirs
              WHERE NOT EXISTS (SELECT 1 FROM main."{table}" AS ours WHERE {equal})"""
    return int(connection.execute(sql).fetchone()[0])


def _key(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    """The column ``id``, which two files agree on; else the primary key."""
    facts = connection.execute(f'PRAGMA {schema}.table_info("{table}")').fetchall()
    if any(fact[1] == "id" for fact in facts):
        return ["id"]
    return [fact[1] for fact in sorted(facts, key=lambda fact: fact[5]) if fact[5]]
