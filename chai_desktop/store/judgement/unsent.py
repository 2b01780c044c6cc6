"""Typing that was not sent yet: changed in place, and as safe on disk as everything else."""

from __future__ import annotations

import json
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.clips import clip_number
from chai_desktop.store.file.ids import now
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.judgement.works import aspect_number


def typed(file: ProjectFile, clip: int, aspect: Aspect) -> dict[str, Any]:
    rows = file.rows("SELECT field, value FROM typing WHERE clip = ? AND aspect = ?", (clip, aspect_number(aspect)))
    return {row["field"]: file.value(row["value"]) for row in rows}


def set_typed(file: ProjectFile, clip_id: str, aspect: Aspect, field: str, value: Any) -> None:
    """``value`` is anything that JSON holds; None says that the field is empty again."""
    key = {"clip": clip_number(file, clip_id), "aspect": aspect_number(aspect), "field": field}
    with file.in_place() as author:
        if value is None:
            file.execute("DELETE FROM typing WHERE clip = :clip AND aspect = :aspect AND field = :field", key)
        else:
            row = {**key, "value": json.dumps(value), "author": author, "updated_at": now()}
            file.insert("typing", row, on_conflict="OR REPLACE")
