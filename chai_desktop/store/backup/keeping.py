"""Keeping the bytes of a damaged project, every one of them, before anything is tried with it."""

from __future__ import annotations

import filecmp
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from chai_desktop.store.backup.names import HALF_WRITTEN, backup_folder
from chai_desktop.store.backup.on_disk import copy_flushed, flush_folder, make_folder
from chai_desktop.store.file.snapshot import wal_of


def keep_damaged(path: Path, at: datetime | None = None) -> Path:
    """Copy file and log, byte for byte, into ``NAME backups/damaged TIME``; the folder appears whole or not at all.

    The same bytes are not kept twice. Raises OSError.
    """
    present = [file for file in (path, wal_of(path)) if file.exists()]
    folder = backup_folder(path)
    make_folder(folder)
    for kept in sorted(folder.glob("damaged *")):
        if kept.suffix == HALF_WRITTEN:
            shutil.rmtree(kept, ignore_errors=True)
        elif _holds(kept, path, present):
            return kept
    target = _unused(folder / f"damaged {(at or datetime.now(UTC)).strftime('%Y-%m-%d %H%M%S')}")
    draft = target.with_name(target.name + HALF_WRITTEN)
    draft.mkdir()
    for file in present:
        copy_flushed(file, draft / file.name)
    flush_folder(draft)
    os.replace(draft, target)
    flush_folder(folder)
    return target


def _holds(kept: Path, path: Path, present: list[Path]) -> bool:
    names = {entry.name for entry in kept.iterdir()} & {path.name, wal_of(path).name}
    return names == {file.name for file in present} and all(
        filecmp.cmp(file, kept / file.name, shallow=False) for file in present
    )


def _unused(target: Path) -> Path:
    number, name = 1, target
    while name.exists():
        number += 1
        name = target.with_name(f"{target.name}-{number}")
    return name
