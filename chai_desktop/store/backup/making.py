"""Making one backup: copy, verify, only then give it its name, only then let older ones go."""

from __future__ import annotations

import contextlib
import filecmp
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from chai_desktop.store.backup.names import HALF_WRITTEN, Backup, Reason, backup_folder, list_backups, new_name
from chai_desktop.store.backup.on_disk import flush_file, flush_folder, make_folder
from chai_desktop.store.backup.preview import last_operation
from chai_desktop.store.backup.thinning import USUAL, Thinning, to_remove
from chai_desktop.store.backup.verifying import problems, reading
from chai_desktop.store.file.plain_words import from_os, plain_words
from chai_desktop.store.refusals import ProjectDamagedError

# These are only worth a file when there is something new in them; the others are made before something happens.
_ONLY_IF_CHANGED = (Reason.AT_OPEN, Reason.HALF_HOUR)


def make_backup(
    project_path: Path,
    reason: Reason,
    copy: Callable[[Path], None],
    at: datetime | None = None,
    rules: Thinning = USUAL,
) -> Backup | None:
    """Make a backup with ``copy``, which writes a consistent standalone copy of the project to the path it is given.

    None where nothing changed since the newest backup (every page is the same) and the reason is only the time.
    Raises ProjectError, and then every older backup is still there: a copy that cannot be made or that is not
    whole never takes the place of one.
    """
    at = at or datetime.now(UTC)
    folder = backup_folder(project_path)
    try:
        make_folder(folder)
        _discard_half_written(folder)
        name = new_name(folder, at, reason)
        draft = name.with_name(name.name + HALF_WRITTEN)
        try:
            made = _make(project_path, reason, copy, draft, name)
        finally:
            _discard_half_written(folder)
    except OSError as error:
        raise from_os(error, folder) from error
    if made is not None:
        thin(project_path, at, rules)
    return made


def _make(project_path: Path, reason: Reason, copy: Callable[[Path], None], draft: Path, name: Path) -> Backup | None:
    with plain_words(project_path):
        copy(draft)
    found = problems(draft)
    if found:
        raise ProjectDamagedError(
            f"The backup of {project_path.name} was not kept, for the copy is not whole: {found[0]}.",
            f"The older backups are untouched. Close the project and run chai-desktop check {project_path.name}.",
        )
    newest = next(iter(list_backups(project_path)), None)
    if reason in _ONLY_IF_CHANGED and newest is not None and filecmp.cmp(newest.path, draft, shallow=False):
        return None
    flush_file(draft)
    os.replace(draft, name)
    flush_folder(name.parent)
    return next(backup for backup in list_backups(project_path) if backup.path == name)


def is_backed_up(project_path: Path, newest_operation: str | None) -> bool:
    """Whether the newest backup ends with this operation (its id), so that a copy need not even be begun.

    What is no operation, like unsent typing, may still have changed.
    """
    newest = next(iter(list_backups(project_path)), None)
    if newest is None or newest_operation is None:
        return False
    with reading(newest.path) as connection:
        last = last_operation(connection)
    return last is not None and last.id == newest_operation


def thin(project_path: Path, now: datetime, rules: Thinning = USUAL) -> list[Backup]:
    """Remove the backups that the rules no longer keep. One that cannot be removed stays."""
    removed = to_remove(list_backups(project_path), now, rules)
    for backup in removed:
        with contextlib.suppress(OSError):
            backup.path.unlink(missing_ok=True)
    return removed


def _discard_half_written(folder: Path) -> None:
    """Also those of a process that was killed: only one process at a time has the project."""
    for leftover in folder.glob(f"*{HALF_WRITTEN}*"):
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)
