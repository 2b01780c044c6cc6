"""Putting a backup in the place of the project, which is kept first."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.store.backup.keeping import keep_damaged
from chai_desktop.store.backup.making import make_backup
from chai_desktop.store.backup.names import Backup, Reason, backup_folder
from chai_desktop.store.backup.on_disk import copy_flushed, make_folder
from chai_desktop.store.backup.placing import take_place
from chai_desktop.store.backup.verifying import problems, verify
from chai_desktop.store.file.lock import refuse_if_owned
from chai_desktop.store.file.plain_words import from_os
from chai_desktop.store.file.snapshot import wal_of
from chai_desktop.store.sqlite_format.log_frames import read_log
from chai_desktop.store.sqlite_format.log_writing import apply_log

RESTORING, RECOVERING = "restoring", "recovering"  # folders beside the backups, for work on copies


@dataclass(frozen=True)
class Restored:
    """``kept_at`` is where the project as it was before is: a backup, or a folder with its damaged bytes, or None."""

    path: Path
    kept_at: Path | None
    was_whole: bool


def _nothing(_: str) -> None:
    pass


def restore_backup(project_path: Path, backup: Backup, on_step: Callable[[str], None] = _nothing) -> Restored:
    """Put a backup in the place of a project that is closed; the backup stays.

    The present state is kept first: as a backup where it is whole, byte for byte where it is damaged. Killed at
    any moment, the project is wholly the old one or wholly the restored one. Raises ProjectError, and then the
    project is as it was.
    """
    path = Path(os.path.realpath(project_path))
    if path.exists():
        refuse_if_owned(path)
    try:
        with work_folder(path, RESTORING) as folder:
            new = folder / path.name
            copy_flushed(backup.path, new)
            verify(new)
            on_step(f"The backup {backup.path.name} is whole.")
            restored = _keep_present(path, folder)
            on_step("The project as it is now was kept.")
            take_place(new, path, on_step)
    except OSError as error:
        raise from_os(error, path) from error
    return restored


def _keep_present(path: Path, folder: Path) -> Restored:
    if not path.exists() and not wal_of(path).exists():
        return Restored(path, None, was_whole=False)
    if path.exists():
        present = assemble(path, folder / "present.chai")
        if not problems(present) and not read_log(wal_of(path)).doubt():
            kept = make_backup(path, Reason.BEFORE_RESTORE, lambda target: os.replace(present, target))
            assert kept is not None  # made for this reason, a backup is never left out
            return Restored(path, kept.path, was_whole=True)
    return Restored(path, keep_damaged(path), was_whole=False)


def assemble(path: Path, target: Path, mended: bool = False) -> Path:
    """Copy the file to ``target`` and carry its log over into the copy; the file itself is only read.

    A file that is gone counts as an empty one.
    """
    if path.exists():
        shutil.copyfile(path, target)
    else:
        target.touch()
    apply_log(read_log(wal_of(path)), wal_of(path), target, mended)
    return target


def clear_work_folders(path: Path) -> None:
    """Take away what a process that was killed left half-done; nothing in it is needed any more."""
    for name in (RESTORING, RECOVERING):
        shutil.rmtree(backup_folder(path) / name, ignore_errors=True)


@contextmanager
def work_folder(path: Path, name: str) -> Iterator[Path]:
    """An empty folder beside the backups, on the disk of the project; gone at the end. Raises OSError."""
    make_folder(backup_folder(path))
    folder = backup_folder(path) / name
    shutil.rmtree(folder, ignore_errors=True)  # left by a process that was killed
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
