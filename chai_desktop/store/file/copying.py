"""A whole copy of an open database by SQLite's backup interface (sqlite.org/backup.html)."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from chai_desktop.store.file.plain_words import from_os, plain_words

_PAGES = 256  # per step: one megabyte


def copy_database(
    source: sqlite3.Connection, target: Path, named: Path, between: Callable[[float], None] | None = None
) -> None:
    """Copy to ``target``, which must not exist, in steps. ``between`` gets the share that is done, 0 to 1.

    Writing through ``source`` in ``between`` is allowed: SQLite carries such changes over into the copy. The copy is
    one file without a log, on the disk when this returns. Raises ProjectError; a half-made copy is taken away.
    """
    try:
        target.touch(exist_ok=False)
    except OSError as error:
        raise from_os(error, target) from error
    try:
        with plain_words(named), contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy:
            source.backup(copy, pages=_PAGES, progress=_progress(between))
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        with target.open("rb+") as written:
            os.fsync(written.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def _progress(between: Callable[[float], None] | None) -> Callable[[int, int, int], None] | None:
    if between is None:
        return None
    return lambda _status, remaining, total: between(1.0 - remaining / total if total else 1.0)
