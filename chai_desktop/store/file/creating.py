"""Making a new, empty project file."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from chai_desktop.store.file.connecting import connect, set_up
from chai_desktop.store.file.ids import new_id, now
from chai_desktop.store.file.plain_words import from_os, plain_words
from chai_desktop.store.refusals import NotAProjectError
from chai_desktop.store.tables.migrations import READABLE_FROM, migrate


def create_empty(path: Path, name: str, project_id: str = "") -> Path:
    """A new file with the tables of a project and nothing in them. A file that is there already is never touched.

    ``project_id`` is given where it is to be a part of a project that exists: copies are known by it.
    """
    path = path.absolute()
    _refuse_without_folder(path)
    if os.path.exists(path):
        raise NotAProjectError(f"{path} exists already.", "Open it, or choose another name.")
    draft = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        draft.touch(exist_ok=False)  # says at once, and better than SQLite, why the folder cannot be used
        with plain_words(path):
            _fill(draft, name, project_id or new_id())
        path.touch(exist_ok=False)  # taken: from here on nobody else can make a file of that name
        os.replace(draft, path)
        flush_folder(path.parent)
    except OSError as error:
        raise from_os(error, path) from error
    finally:
        _discard(draft)
    return path


def _refuse_without_folder(path: Path) -> None:
    try:
        there = stat.S_ISDIR(path.parent.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        there = False
    except OSError as error:  # it may be there, but may not be looked at
        raise from_os(error, path) from error
    if not there:
        raise NotAProjectError(f"The folder {path.parent} does not exist.", "Make it first, or choose another one.")


def _fill(draft: Path, name: str, project_id: str) -> None:
    db = connect(draft)
    try:
        set_up(db)
        db.execute("PRAGMA journal_mode = WAL").fetchall()
        migrate(db)
        with db.atomic():
            db.execute(
                "INSERT INTO project (id, name, created_at, readable_from) VALUES (?, ?, ?, ?)",
                (project_id, name, now(), READABLE_FROM),
            )
        db.execute("VACUUM")  # the steps leave the pages of older tables behind
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()


def flush_folder(folder: Path) -> None:
    """Make a new name itself survive a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _discard(draft: Path) -> None:
    for leftover in (draft, draft.with_name(f"{draft.name}-wal"), draft.with_name(f"{draft.name}-shm")):
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)
