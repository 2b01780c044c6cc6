"""Settings that travel with a project: JSON values by key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chai_desktop.store.ids import now

if TYPE_CHECKING:
    from chai_desktop.store.project_file import ProjectFile


def read(file: ProjectFile, key: str, default: Any) -> Any:
    row = file.row("SELECT value FROM settings WHERE key = ?", (key,))
    return default if row is None else file.value(row["value"])


def change(file: ProjectFile, key: str, value: Any) -> None:
    """Write a setting as an operation of its own; the value it has already is not written again."""
    if file.row("SELECT 1 FROM settings WHERE key = ? AND value = ?", (key, _as_text(value))) is None:
        with file.operation(f'Change the setting "{key}"') as stamp:
            write(file, key, value, stamp.author_id)


def write(file: ProjectFile, key: str, value: Any, author_id: str) -> None:
    """Write a setting, inside an operation."""
    row = {"key": key, "value": _as_text(value), "author_id": author_id, "updated_at": now()}
    file.insert("settings", row, on_conflict="OR REPLACE")


def _as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
