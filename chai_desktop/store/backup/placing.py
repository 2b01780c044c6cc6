"""Putting a whole file in the place of a project, so that a kill at any moment leaves one of the two whole.

A log that was left beside the old file must never meet the new one: SQLite would apply it. It cannot be taken away
first either, for it may hold the newest work. So the log is replaced first, in one step, by a log that holds every
page of the new file. Beside the old file it already gives the new state; then the file itself follows.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from chai_desktop.store.backup.on_disk import flush_file, flush_folder
from chai_desktop.store.file.snapshot import has_unfinished_log, wal_of
from chai_desktop.store.sqlite_format.log_writing import write_full_log


def _nothing(_: str) -> None:
    pass


def take_place(new: Path, path: Path, on_step: Callable[[str], None] = _nothing) -> None:
    """Move ``new``, a verified file without a log on the same disk, to ``path``. Raises OSError."""
    log = wal_of(path)
    flush_file(new)
    if has_unfinished_log(path):
        full = new.with_name(new.name + ".log")
        write_full_log(new, full)
        os.replace(full, log)
        flush_folder(path.parent)
        on_step(f"The log beside {path.name} was replaced by one that holds the whole new file.")
    os.replace(new, path)
    flush_folder(path.parent)
    for beside in (log, path.with_name(path.name + "-shm")):
        beside.unlink(missing_ok=True)
    flush_folder(path.parent)
    on_step(f"The whole file is in place: {path.name}.")
