"""Joining what was salvaged with the newest backup, row by row.

A backup is an earlier state of the same file, and rows that were recorded never change: a row of the backup with a
number that the salvaged file lacks is the row that was lost. That holds only while both count alike; after an older
backup was put back, the numbers mean other rows, and the two are not joined.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.plain_words import plain_words
from chai_desktop.store.recovery.derived import DERIVED, make_derived
from chai_desktop.store.recovery.salvage.keys import mend_keys
from chai_desktop.store.recovery.salvage.stand_ins import NAME, STANDS_FOR
from chai_desktop.store.tables.version_3 import APPEND_ONLY


def join_rows(salvaged: Path, backup: Path, target: Path) -> None:
    """Write to ``target`` what is in either. Raises ProjectError where the two do not count alike."""
    shutil.copyfile(salvaged, target)
    with plain_words(target), contextlib.closing(_opened(target)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ATTACH ? AS backup", (f"{backup.absolute().as_uri()}?mode=ro&immutable=1",))
        _refuse_other_numbers(connection)
        guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        connection.execute("BEGIN")
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER "{name}"')
        for table in APPEND_ONLY:
            verb = "REPLACE" if table in STANDS_FOR else "INSERT OR IGNORE"
            columns = ", ".join(row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,)))
            connection.execute(f"{verb} INTO main.{table} ({columns}) SELECT {columns} FROM backup.{table}")
        mend_keys(connection, [table for table in _tables(connection) if table not in DERIVED])
        for _, sql in guards:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("DETACH backup")
        make_derived(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _opened(target: Path) -> sqlite3.Connection:
    return sqlite3.connect(target.absolute().as_uri(), uri=True, isolation_level=None)


def _refuse_other_numbers(connection: sqlite3.Connection) -> None:
    """Both are of this project and of these tables, and every step that both have has the same number in both."""
    versions = [connection.execute(f"PRAGMA {schema}.user_version").fetchone()[0] for schema in ("main", "backup")]
    if len(set(versions)) != 1 or not set(APPEND_ONLY) <= set(_tables(connection)):
        raise ProjectError("The backup has the tables of another version.", "")
    differing = connection.execute(
        "SELECT count(*) FROM main.operations AS ours JOIN backup.operations AS theirs USING (seq) "
        "WHERE ours.id <> theirs.id AND ours.name <> ?",
        (NAME,),
    ).fetchone()[0]
    same = connection.execute("SELECT count(*) FROM main.project JOIN backup.project USING (id)").fetchone()[0]
    if differing or not same:
        raise ProjectError("The backup counts its rows in another way.", "")


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*'"
    )
    return [row[0] for row in found]
