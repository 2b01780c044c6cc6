"""A copy, for reading, of a project file that another process may be writing to."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import time
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.plain_words import damaged, from_os, plain_words

_TRIES = 20
_PAUSE = 0.05  # seconds between tries
FileState = tuple[int, int, int, bytes]
_WAL_HEADER = 32  # bytes; its salts change whenever the log starts again


def wal_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def has_unfinished_log(path: Path) -> bool:
    """True after an unclean exit: closing a project empties its log."""
    try:
        return wal_of(path).stat().st_size > 0
    except OSError:
        return False


def take_snapshot(path: Path, folder: Path) -> Path:
    """Copy the file and its log into ``folder``; the copy holds a committed state. Raises ProjectError.

    The file itself changes only when the log is carried over into it, and then its time changes; the log only
    grows until it starts again with a new header. So a copy during which neither happened is whole: a last
    frame of the log copied by half fails its checksum and is left out, as after a crash.
    """
    copy = folder / path.name
    try:
        for _ in range(_TRIES):
            before = file_state(path)
            shutil.copyfile(path, copy)
            wal_of(copy).unlink(missing_ok=True)
            if wal_of(path).exists():
                shutil.copyfile(wal_of(path), wal_of(copy))
            if file_state(path) == before:
                return copy
            time.sleep(_PAUSE)
    except OSError as error:
        raise from_os(error, path) from error
    raise ProjectError(f"{path.name} is being written to without a pause.", "Try again in a moment.")


def file_state(path: Path) -> FileState:
    """Another one whenever the file was changed, or its log was begun anew."""
    facts = path.stat()
    try:
        with wal_of(path).open("rb") as log:
            header = log.read(_WAL_HEADER)
    except FileNotFoundError:
        header = b""
    return facts.st_mtime_ns, facts.st_size, facts.st_ino, header


def check_copy(copy: Path, original: Path) -> None:
    """Check a copy in full: closing a connection to the original would carry its log over into it."""
    with plain_words(original), contextlib.closing(sqlite3.connect(copy)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise damaged(original, found)


def check_log_belongs(path: Path, copy: Path) -> None:
    """Raise ProjectDamagedError where the log beside ``path`` was left by another file.

    SQLite applies such a log all the same. ``copy`` is a snapshot with the log carried over.
    """
    before = _project_id(path)
    if before is not None and before != _project_id(copy):
        raise damaged(path, f"{wal_of(path).name} beside it belongs to another file")


def _project_id(path: Path) -> str | None:
    """Of the file alone, without its log; None where it cannot be told."""
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            found = connection.execute("SELECT id FROM project").fetchall()
    except sqlite3.Error:
        return None
    return str(found[0][0]) if len(found) == 1 else None
