"""Where things are kept: SQLite, the folders, the room on the disk."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from chai_desktop import places
from chai_desktop.doctor.finding import Finding, State

OLDEST_SQLITE = (3, 38, 0)  # JSON functions built in
LOW_DISK = 1_000_000_000  # bytes
_GROUP = "Storage"


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Whether this SQLite may lose data when two connections write one file in WAL mode at once.

    Fixed in 3.51.3, and in the older lines from 3.44.6 and 3.50.7 on (sqlite.org/wal.html, "WAL-reset bug"). The
    program opens a project with one connection only, so that it is safe on every version.
    """
    if version[:2] == (3, 44):
        return version < (3, 44, 6)
    if version[:2] == (3, 50):
        return version < (3, 50, 7)
    return (3, 7, 0) <= version < (3, 51, 3)


def sqlite_words() -> str:
    """The version in use, and whether it has the bug: for About, and for the details of a crash."""
    version = sqlite3.sqlite_version
    if not has_wal_reset_bug(sqlite3.sqlite_version_info):
        return version
    return f"{version} (has the WAL-reset bug; a project is opened by one exclusive connection, where it cannot occur)"


def examine_sqlite() -> list[Finding]:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        how = "Use a Python with SQLite 3.38 or newer (Debian 12's has one)."
        return [Finding(_GROUP, "SQLite", State.MISSING, f"{version} is too old", how)]
    if not has_wal_reset_bug(sqlite3.sqlite_version_info):
        return [Finding(_GROUP, "SQLite", State.OK, version)]
    how = (
        "It cannot occur here: a project is opened by one exclusive connection. "
        "Let no other tool write to an open project."
    )
    detail = f"{version}: two writers of one file at once could damage it (WAL-reset bug, fixed in 3.51.3)"
    return [Finding(_GROUP, "SQLite", State.OK, detail, how)]


def examine_folders() -> list[Finding]:
    folders = {
        "projects": places.project_folder(),
        "settings": places.settings_file().parent,
        "log": places.log_folder(),
        "cache": places.cache_folder(),
    }
    return [_folder(what, folder) for what, folder in folders.items()]


def examine_disk() -> list[Finding]:
    try:
        free = shutil.disk_usage(existing_part(places.project_folder())).free
    except OSError as error:
        return [Finding(_GROUP, "free disk", State.WARNING, f"cannot be read: {error.strerror}")]
    detail = f"{free / 1e9:.1f} GB where projects are kept"
    if free < LOW_DISK:
        return [Finding(_GROUP, "free disk", State.WARNING, detail, "Make room, or keep projects on another disk.")]
    return [Finding(_GROUP, "free disk", State.OK, detail)]


def existing_part(path: Path) -> Path:
    """The path, or the nearest folder above it that exists."""
    return next(folder for folder in (path, *path.parents) if folder.exists())


def _folder(what: str, folder: Path) -> Finding:
    if os.access(existing_part(folder), os.W_OK | os.X_OK):
        return Finding(_GROUP, f"folder: {what}", State.OK, str(folder))
    how = "Give yourself the right to write there, or set CHAI_DESKTOP_HOME to a folder of yours."
    return Finding(_GROUP, f"folder: {what}", State.WARNING, f"{folder} cannot be written to", how)
