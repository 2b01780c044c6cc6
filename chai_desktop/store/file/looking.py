"""Opening a project file only to look at it: in place where nobody works in it, else in a copy. Nothing is changed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.connecting import closing_on_failure, connect, refusing, set_up
from chai_desktop.store.file.header import check_header
from chai_desktop.store.file.lock import refuse_if_open_here, refuse_if_owned
from chai_desktop.store.file.opening import refuse_unreadable
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.file.snapshot import file_state, has_unfinished_log, take_snapshot
from chai_desktop.store.refusals import ProjectLockedError
from chai_desktop.store.tables.migrations import NEWEST, migrate, version_of

_REASON = "It is only looked at."


def open_to_look(path: Path) -> ProjectFile:
    """Open for reading, as it is: its content is not checked. Raises ProjectError as opening does.

    A file that nobody has open and that has no log beside it is read where it is, without a lock: it is for readings
    that end soon. An older one is read in a copy that has the newest tables.
    """
    path = Path(os.path.realpath(path))
    refuse_if_open_here(path)
    check_header(path)
    notes: tuple[str, ...] = ()
    if not _is_worked_in(path) and not has_unfinished_log(path):
        seen = file_state(path)
        with refusing(path), closing_on_failure(_connect_in_place(path)) as db:
            set_up(db)
            refuse_unreadable(db, path)
            if version_of(db) >= NEWEST:
                return ProjectFile(path, db, read_only_reason=_REASON, seen=seen)
            db.close()
    else:
        notes = ("It is open, or was not closed properly: a copy was read, as of now.",)
    return _in_a_copy(path, notes)


def _is_worked_in(path: Path) -> bool:
    try:
        refuse_if_owned(path)
    except ProjectLockedError:
        return True
    return False


def _connect_in_place(path: Path) -> Database:
    """Immutable: no lock is taken and no file is made beside it (sqlite.org/uri.html#uriimmutable)."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return Database(connection)


def _in_a_copy(path: Path, notes: tuple[str, ...]) -> ProjectFile:
    folder = TemporaryDirectory(prefix="chai-")
    try:
        copy = take_snapshot(path, Path(folder.name))
        with refusing(path), closing_on_failure(connect(copy)) as db:
            set_up(db)
            refuse_unreadable(db, path)
            if version_of(db) < NEWEST:
                notes += (f"It is of version {version_of(db)}: a copy with the tables of version {NEWEST} was read.",)
                migrate(db)
    except ProjectError:
        folder.cleanup()
        raise
    return ProjectFile(path, db, snapshot=folder, read_only_reason=_REASON, notes=notes)
