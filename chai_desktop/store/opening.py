"""Making a project file, and opening one: for writing, or as a copy for reading."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from chai_desktop.errors import ProjectError
from chai_desktop.store.header import check_header, refuse_newer
from chai_desktop.store.ids import new_id, now
from chai_desktop.store.lock import Claim, locked, refuse_if_open_here, refuse_if_owned
from chai_desktop.store.migrations import NEWEST, migrate, version_of
from chai_desktop.store.plain_words import damaged, from_os, plain_words
from chai_desktop.store.project_file import ProjectFile
from chai_desktop.store.refusals import NotAProjectError, ProjectLockedError
from chai_desktop.store.snapshot import check_copy, has_unfinished_log, take_snapshot

_CHECK_UP_TO = 32 << 20  # bytes: a file of this size is checked whole in about a tenth of a second
_NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)


def create_file(path: Path, name: str) -> ProjectFile:
    """Make a new, empty project. A file that is there already is never touched."""
    path = path.absolute()
    _refuse_without_folder(path)
    if os.path.exists(path):
        raise NotAProjectError(f"{path} exists already.", "Open it, or choose another name.")
    draft = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        draft.touch(exist_ok=False)  # says at once, and better than SQLite, why the folder cannot be used
        with plain_words(path):
            _fill(draft, name)
        path.touch(exist_ok=False)  # taken: from here on nobody else can make a file of that name
        os.replace(draft, path)
        _flush_folder(path.parent)
    except OSError as error:
        raise from_os(error, path) from error
    finally:
        _discard(draft)
    return open_file(path)


def _refuse_without_folder(path: Path) -> None:
    try:
        there = stat.S_ISDIR(path.parent.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        there = False
    except OSError as error:  # it may be there, but may not be looked at
        raise from_os(error, path) from error
    if not there:
        raise NotAProjectError(f"The folder {path.parent} does not exist.", "Make it first, or choose another one.")


def _discard(draft: Path) -> None:
    for leftover in (draft, draft.with_name(f"{draft.name}-wal"), draft.with_name(f"{draft.name}-shm")):
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)


def _fill(draft: Path, name: str) -> None:
    db = _connect(draft)
    try:
        _set_up(db)
        db.execute("PRAGMA journal_mode = WAL").fetchall()
        migrate(db)
        with db.atomic():
            db.execute("INSERT INTO project (id, name, created_at) VALUES (?, ?, ?)", (new_id(), name, now()))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def open_file(path: Path, read_only: bool = False) -> ProjectFile:
    """Open for writing; a file or folder that may not be written is opened for reading, with the reason."""
    path = Path(os.path.realpath(path))  # Path.resolve fails on links that lead in a circle
    if read_only:
        return _open_copy(path, "You opened it to read only; changes are not kept.")
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file fails where it may not look
        check_header(path)  # says what is there instead, or why nobody can tell
    refuse_if_owned(path)
    check_header(path)
    try:
        with path.open("r+b"):
            pass
        claim = Claim(path)
    except OSError as error:
        if error.errno not in _NOT_WRITABLE:
            raise from_os(error, path) from error
        return _open_copy(path, _why_not_writable(path))
    try:
        return _open_for_writing(path, claim)
    except BaseException:
        claim.withdraw()
        raise


def _why_not_writable(path: Path) -> str:
    return "Its folder may not be written." if os.access(path, os.W_OK) else "The file may not be written."


def _open_for_writing(path: Path, claim: Claim) -> ProjectFile:
    if has_unfinished_log(path):
        with TemporaryDirectory(prefix="chai-") as folder:
            check_copy(take_snapshot(path, Path(folder)), path)
    with _refusing(path), _closing_on_failure(_connect(path)) as db:
        _set_up(db)
        db.execute("BEGIN EXCLUSIVE")
        db.execute("COMMIT")
        _check(db, path)
        db.execute("PRAGMA journal_mode = WAL").fetchall()
        migrate(db)
        claim.confirm()
    return ProjectFile(path, db, claim)


def _open_copy(path: Path, reason: str) -> ProjectFile:
    refuse_if_open_here(path)
    check_header(path)
    folder = TemporaryDirectory(prefix="chai-")
    try:
        copy = take_snapshot(path, Path(folder.name))
        check_copy(copy, path)
        with _refusing(path), _closing_on_failure(_connect(copy)) as db:
            _set_up(db)
            _check(db, path)
            migrate(db)
            db.execute("PRAGMA query_only = ON")
    except ProjectError:
        folder.cleanup()
        raise
    return ProjectFile(path, db, snapshot=folder, read_only_reason=reason)


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what fails while opening into a refusal; a lock held by another process names its owner."""
    try:
        with plain_words(path):
            yield
    except ProjectLockedError as error:
        raise locked(path) from error
    except OSError as error:
        raise from_os(error, path) from error


@contextlib.contextmanager
def _closing_on_failure(db: Database) -> Iterator[Database]:
    try:
        yield db
    except BaseException:
        db.close()
        raise


def _connect(path: Path) -> Database:
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return Database(connection)


def _set_up(db: Database) -> None:
    """Exclusive: the bug of SQLite before 3.51.3 that two writers of one log can meet cannot happen."""
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
    ):
        db.execute(f"PRAGMA {pragma}").fetchall()


def _check(db: Database, path: Path) -> None:
    """Refuse a newer file (its number may still be in the log), and a damaged one if it is small enough to read."""
    version = version_of(db)
    refuse_newer(path, version)
    if path.stat().st_size <= _CHECK_UP_TO:
        found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise damaged(path, found)
    if not 1 <= version <= NEWEST or db.execute("SELECT count(*) FROM project").fetchone()[0] != 1:
        raise damaged(path, "it does not hold exactly one project")
