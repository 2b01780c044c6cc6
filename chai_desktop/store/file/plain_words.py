"""What SQLite reports, said in plain words and with the way out."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.refusals import (
    DiskFullError,
    NotAProjectError,
    ProjectDamagedError,
    ProjectLockedError,
    ProjectReadOnlyError,
)

_PRIMARY = 0xFF  # the low byte of an extended result code is the kind (sqlite.org/rescode.html)
_LITTLE_SPACE = 1 << 20  # bytes; SQLite reports some full disks as a general I/O error
KEPT = "What you had before is untouched."
WORK_IN_A_COPY = "Copy the file to a folder where you may write, and open the copy."


def damaged(path: Path, detail: str) -> ProjectDamagedError:
    said = " ".join(detail.replace("*** in database main ***", "").split())  # SQLite's findings begin with a title
    return ProjectDamagedError(
        f"{path.name} is damaged: {said}.",
        f"Nothing in it was changed. Keep the file ({path}) and open a copy or a backup of the project.",
    )


def disk_full(path: Path) -> DiskFullError:
    return DiskFullError(
        f"{path.name} could not be saved: the disk is full.",
        f"Make space on the disk that holds {path.parent}, then do the last step again. {KEPT}",
    )


def from_sqlite(error: sqlite3.Error, path: Path) -> ProjectError:
    """The error as a sentence that names the file."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    match code:
        case sqlite3.SQLITE_FULL:
            return disk_full(path)
        case sqlite3.SQLITE_IOERR:
            return _io_error(path, str(error))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
            return damaged(path, str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ProjectLockedError(f"{path.name} is in use by another program.", "Close it there, then try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return ProjectReadOnlyError(f"{path.name} may not be written.", f"{WORK_IN_A_COPY} {KEPT}")
        case sqlite3.SQLITE_CANTOPEN:
            return NotAProjectError(f"{path.name} cannot be opened any more.", f"Is {path.parent} still there?")
        case sqlite3.SQLITE_CONSTRAINT:
            return ProjectError(f"{path.name} has no place for this change ({error}).", KEPT)
        case _:
            return ProjectError(f"{path.name} could not be read or written ({error}).", KEPT)


def _io_error(path: Path, detail: str) -> ProjectError:
    try:
        if shutil.disk_usage(path.parent).free < _LITTLE_SPACE:
            return disk_full(path)
    except OSError:
        pass  # the folder itself is gone: the sentence below says where to look
    return ProjectError(
        f"{path.name} could not be saved: the disk reports an error ({detail}).",
        f"Check the disk that holds {path.parent}. {KEPT}",
    )


def from_os(error: OSError, path: Path) -> ProjectError:
    """The same for a file that is read or written directly."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(path)
    if isinstance(error, FileNotFoundError):
        return NotAProjectError(
            f"{path} is not there.", "It may have been moved or renamed; look for it and open it there."
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ProjectError(
            f"{path} may not be read or written.", "Ask for the right to do so, or choose another folder."
        )
    return ProjectError(f"{path} cannot be used: {error.strerror or error}.", "Check the disk and the path.")


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside into a ProjectError. A wrong call (ProgrammingError) stays as it is."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from error
    except UnicodeEncodeError as error:  # half of a surrogate pair, as some input methods leave it
        raise ProjectError("The text holds half a character.", "Delete it, and type it again.") from error
    except UnicodeDecodeError as error:  # SQLite quotes the bytes that it finds in a damaged schema
        raise damaged(path, "its tables cannot be read") from error
