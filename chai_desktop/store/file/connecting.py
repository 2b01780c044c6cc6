"""The settings of every connection to a project file, and the checks of its content on opening."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from chai_desktop.store.file.lock import locked
from chai_desktop.store.file.plain_words import damaged, from_os, plain_words
from chai_desktop.store.refusals import ProjectLockedError
from chai_desktop.store.tables.migrations import version_of

_CHECK_UP_TO = 32 << 20  # bytes: a file of this size is checked whole in about a tenth of a second
_CACHE = 64 << 10  # kilobytes of pages kept in memory


def connect(path: Path) -> Database:
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return Database(connection)


def set_up(db: Database) -> None:
    """Exclusive: the bug of SQLite before 3.51.3 that two writers of one log can meet cannot happen."""
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        f"cache_size = -{_CACHE}",
    ):
        db.execute(f"PRAGMA {pragma}").fetchall()


def check_content(db: Database, path: Path) -> None:
    """Raise ProjectDamagedError where the file does not hold one project; small files are read whole for it."""
    if path.stat().st_size <= _CHECK_UP_TO:
        found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise damaged(path, found)
    if version_of(db) < 1 or db.execute("SELECT count(*) FROM project").fetchone()[0] != 1:
        raise damaged(path, "it does not hold exactly one project")


@contextlib.contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn what fails while opening into a refusal; a lock held by another process names its owner."""
    try:
        with plain_words(path):
            yield
    except ProjectLockedError as error:
        raise locked(path) from error
    except OSError as error:
        raise from_os(error, path) from error


@contextlib.contextmanager
def closing_on_failure(db: Database) -> Iterator[Database]:
    try:
        yield db
    except BaseException:
        db.close()
        raise
