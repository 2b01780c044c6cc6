"""Copies and renames that are on the disk when they return, so that a power cut cannot undo them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def flush_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows has no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def copy_flushed(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    flush_file(target)


def make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir()
        flush_folder(folder.parent)
