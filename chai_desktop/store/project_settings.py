"""Settings that belong to the work and travel with it: JSON values by key, each change a step of the journal."""

from __future__ import annotations

import json
from typing import Any

from chai_desktop.store.file.project_file import ProjectFile, Stamp
from chai_desktop.store.journal import nodes
from chai_desktop.store.journal.kinds import SETTING


def read(file: ProjectFile, key: str, default: Any) -> Any:
    word = file.known_word(key)
    held = None if word is None else nodes.value(file, SETTING, (word,))
    return default if held is None else file.value(held["value"])


def change(file: ProjectFile, key: str, value: Any, step: str = "") -> None:
    """Write a setting as an operation of its own; the value it has already is not written again."""
    if read(file, key, None) != value:
        with file.operation(step or f'Change the setting "{key}"') as stamp:
            write(file, stamp, key, value)


def write(file: ProjectFile, stamp: Stamp, key: str, value: Any) -> None:
    """Write a setting, inside an operation."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    nodes.put(file, stamp, SETTING, (file.word(key),), {"value": text})
