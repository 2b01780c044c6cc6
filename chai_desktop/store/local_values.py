"""Values that belong to this copy of the file and are nobody's judgement: JSON by key, never merged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chai_desktop.store.file.project_file import ProjectFile


def recall(file: ProjectFile, key: str, default: Any = None) -> Any:
    row = file.row("SELECT value FROM local_values WHERE key = ?", (key,))
    return default if row is None else file.value(row["value"])


def write(file: ProjectFile, key: str, value: Any) -> None:
    """Inside a transaction."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    file.insert("local_values", {"key": key, "value": text}, on_conflict="OR REPLACE")


def remember(file: ProjectFile, key: str, value: Any) -> None:
    with file.in_place():
        write(file, key, value)
