"""Opening a project file: for writing, or as a copy for reading."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.connecting import check_content, closing_on_failure, connect, refusing, set_up
from chai_desktop.store.file.header import check_header, newer_version, refuse_newer
from chai_desktop.store.file.lock import Claim, refuse_if_open_here, refuse_if_owned
from chai_desktop.store.file.plain_words import from_os
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.file.snapshot import check_copy, check_log_belongs, has_unfinished_log, take_snapshot
from chai_desktop.store.tables.migrations import NEWEST, migrate, version_of

_NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)
_CHECK_LOG_UP_TO = 256 << 20  # bytes: a larger file with a log is not copied for a check before it is opened

BeforeUpgrade = Callable[[Database, Path], None]


def open_file(path: Path, read_only: bool = False, before_upgrade: BeforeUpgrade | None = None) -> ProjectFile:
    """Open for writing; a file or folder that may not be written, and a newer file that this program can read, is
    opened for reading, with the reason. ``before_upgrade`` is called before an older file gets newer tables."""
    path = Path(os.path.realpath(path))  # Path.resolve fails on links that lead in a circle
    if read_only:
        return _open_copy(path, "You opened it to read only; changes are not kept.")
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file fails where it may not look
        check_header(path)  # says what is there instead, or why nobody can tell
    refuse_if_owned(path)
    check_header(path)
    if newer_version(path) is not None:
        return _open_copy(path, _newer(path))
    try:
        with path.open("r+b"):
            pass
        claim = Claim(path)
    except OSError as error:
        if error.errno not in _NOT_WRITABLE:
            raise from_os(error, path) from error
        return _open_copy(path, _why_not_writable(path))
    try:
        return _open_for_writing(path, claim, before_upgrade)
    except BaseException:
        claim.withdraw()
        raise


def _newer(path: Path) -> str:
    return (
        f"A newer CHAI Desktop has written it (file version {newer_version(path)}, this program knows {NEWEST}). "
        "Update CHAI Desktop to work in it."
    )


def _why_not_writable(path: Path) -> str:
    return "Its folder may not be written." if os.access(path, os.W_OK) else "The file may not be written."


def _open_for_writing(path: Path, claim: Claim, before_upgrade: BeforeUpgrade | None) -> ProjectFile:
    notes = _look_at_log(path)
    with refusing(path), closing_on_failure(connect(path)) as db:
        set_up(db)
        db.execute("BEGIN EXCLUSIVE")
        db.execute("COMMIT")
        refuse_newer(path, version_of(db))  # the number may still have been in the log
        check_content(db, path)
        db.execute("PRAGMA journal_mode = WAL").fetchall()
        if version_of(db) < NEWEST:
            notes += (f"It was of version {version_of(db)} and is of version {NEWEST} now.",)
            if before_upgrade is not None:
                before_upgrade(db, path)
        migrate(db)
        claim.confirm()
    return ProjectFile(path, db, claim, notes=notes)


def _look_at_log(path: Path) -> tuple[str, ...]:
    """After an unclean exit, the file and its log are checked in a copy first: opening carries the log over."""
    if not has_unfinished_log(path):
        return ()
    if path.stat().st_size <= _CHECK_LOG_UP_TO:
        with TemporaryDirectory(prefix="chai-") as folder:
            copy = take_snapshot(path, Path(folder))
            check_copy(copy, path)
            check_log_belongs(path, copy)
    return ("It was not closed properly the last time; what was saved until then is here.",)


def _open_copy(path: Path, reason: str) -> ProjectFile:
    refuse_if_open_here(path)
    check_header(path)
    folder = TemporaryDirectory(prefix="chai-")
    try:
        copy = take_snapshot(path, Path(folder.name))
        check_copy(copy, path)
        with refusing(path), closing_on_failure(connect(copy)) as db:
            set_up(db)
            refuse_unreadable(db, path)
            check_content(db, path)
            if version_of(db) < NEWEST:
                migrate(db)
            db.execute("PRAGMA query_only = ON")
    except ProjectError:
        folder.cleanup()
        raise
    return ProjectFile(path, db, snapshot=folder, read_only_reason=reason)


def refuse_unreadable(db: Database, path: Path) -> None:
    """A newer file says which program can read it still."""
    version = version_of(db)
    if version > NEWEST:
        row = db.execute("SELECT readable_from FROM project").fetchone()
        if row is None or row[0] > NEWEST:
            refuse_newer(path, version)
