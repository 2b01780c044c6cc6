"""Typing that was not sent yet: changed in place, and as safe on disk as everything else."""

from __future__ import annotations

import json
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.ids import now
from chai_desktop.store.project_file import ProjectFile


def typed(file: ProjectFile, clip_id: str, aspect: Aspect) -> dict[str, Any]:
    rows = file.rows("SELECT field, value FROM typing WHERE clip_id = ? AND aspect = ?", (clip_id, aspect))
    return {row["field"]: file.value(row["value"]) for row in rows}


def set_typed(file: ProjectFile, clip_id: str, aspect: Aspect, field: str, value: Any) -> None:
    """``value`` is anything that JSON holds; None says that the field is empty again."""
    with file.typing() as author_id:
        if value is None:
            file.delete_typing(clip_id, aspect, field)
        else:
            row = {
                "clip_id": clip_id,
                "aspect": aspect,
                "field": field,
                "value": json.dumps(value),
            }
            file.insert("typing", {**row, "author_id": author_id, "updated_at": now()}, on_conflict="OR REPLACE")
