"""Goes through folders for files that may belong to a model: quickly, without loops, whatever it meets."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from chai_desktop.errors import Cancelled

_MOST_ENTRIES = 500_000
_DEEPEST = 16
_PASSED_OVER = {"blobs", "__pycache__", "node_modules"}  # the cache's blobs are reached by their names in snapshots


@dataclass
class Walked:
    """``folders`` hold a config.json or an adapter_config.json; ``notes`` say what could not be searched."""

    gguf: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    entries: int = 0


def walk(starts: Iterable[Path], cancelled: Callable[[], bool]) -> Walked:
    """Every folder once, also where links lead in a circle. Hidden folders below the named ones are passed over."""
    found = Walked()
    seen: set[tuple[int, int]] = set()
    waiting = [(str(start), 0) for start in starts]
    while waiting:
        folder, depth = waiting.pop()
        if cancelled():
            raise Cancelled
        if _is_new(folder, seen):
            waiting += [(below, depth + 1) for below in _one_folder(folder, found) if depth < _DEEPEST]
        if found.entries > _MOST_ENTRIES:
            found.notes.append(f"More than {_MOST_ENTRIES:,} files: name a folder that holds only models.")
            break
    found.gguf.sort()
    found.folders.sort()
    return found


def _is_new(folder: str, seen: set[tuple[int, int]]) -> bool:
    try:
        facts = Path(folder).stat()
    except OSError:
        return False
    key = (facts.st_dev, facts.st_ino)
    new = key not in seen
    seen.add(key)
    return new


def _one_folder(folder: str, found: Walked) -> list[str]:
    """Note what the folder holds; gives the folders in it."""
    below: list[str] = []
    has_config = False
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found.entries += 1
                name = entry.name
                if name.endswith(".gguf"):
                    found.gguf.append(Path(entry.path))
                elif name in ("config.json", "adapter_config.json"):
                    has_config = True
                elif not name.startswith(".") and name not in _PASSED_OVER and _is_folder(entry):
                    below.append(entry.path)
    except OSError as error:
        found.notes.append(f"{folder} cannot be searched: {error.strerror}.")
    if has_config:
        found.folders.append(Path(folder))
    return below


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False
