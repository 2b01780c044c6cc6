"""Whether a copy may take the project's place: whole, of ours, and with the tables that its version has."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from chai_desktop.store.backup.verifying import problems, reading
from chai_desktop.store.file.plain_words import plain_words
from chai_desktop.store.file.snapshot import wal_of
from chai_desktop.store.recovery.known_tables import fits, table_columns
from chai_desktop.store.recovery.report import SchemaStatements
from chai_desktop.store.sqlite_format.header_bytes import mended_header, read_header, user_version
from chai_desktop.store.tables.marks import APPLICATION_ID

_JOURNAL = slice(18, 20)  # write and read version: 1 and 1 is a file without a log, 2 and 2 one with it


def faults(path: Path, statements: SchemaStatements) -> tuple[str, ...]:
    """What is wrong with a standalone copy, also what SQLite itself would let pass."""
    found = problems(path)
    if found:
        return found
    if header_is_changed(path) or user_version(read_header(path)) < 1:
        return ("its header was changed",)
    if not _has_its_tables(path, statements):
        return ("its tables are not those of its version",)
    return _unreadable_text(path)


def _unreadable_text(path: Path) -> tuple[str, ...]:
    """SQLite does not look at the bytes of a text; the program could not read one that is not UTF-8."""
    with reading(path) as connection:
        connection.text_factory = _checked
        for table, columns in table_columns(connection).items():
            names = ", ".join(f'"{column}"' for column in sorted(columns))
            try:
                for _ in connection.execute(f'SELECT {names} FROM "{table}"'):
                    pass
            except UnicodeDecodeError:
                return (f"a text of {table} holds bytes that are no text",)
    return ()


def _checked(content: bytes) -> str:
    return content.decode("utf-8")


def header_is_changed(path: Path) -> bool:
    header = bytearray(read_header(path))
    if header[_JOURNAL] == b"\x01\x01":
        header[_JOURNAL] = b"\x02\x02"
    version = user_version(bytes(header))
    return bytes(header) != mended_header(bytes(header), path.stat().st_size, APPLICATION_ID, version, False)


def _has_its_tables(path: Path, statements: SchemaStatements) -> bool:
    version = user_version(read_header(path))
    with reading(path) as connection:
        return fits(table_columns(connection), statements, version)


def settle(path: Path) -> Path:
    """Make a copy that SQLite wrote stand alone, with the mark of a file that is used with a log."""
    with plain_words(path), contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for beside in (wal_of(path), path.with_name(path.name + "-shm")):
        beside.unlink(missing_ok=True)
    return path
