"""Which operations another copy of a project has that this one does not."""

from __future__ import annotations

from datetime import datetime

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.plain_words import damaged
from chai_desktop.store.file.project_file import ProjectFile


def refuse_strangers(target: ProjectFile, source: ProjectFile) -> None:
    mine, theirs = target.row("SELECT id FROM project"), source.row("SELECT id FROM project")
    if mine is None or theirs is None or mine["id"] != theirs["id"]:
        raise ProjectError(
            f"{source.path.name} is not a copy of {target.path.name}, but another project.",
            "Only copies of one project, and parts that were handed out of it, can be merged.",
        )


def missing(target: ProjectFile, source: ProjectFile) -> list[int]:
    """Numbers, in the source, of the operations that the target does not have."""
    new = []
    for row in source.stream("SELECT seq, id, created_at FROM operations ORDER BY seq"):
        if target.number("SELECT seq FROM operations WHERE id = ?", (row["id"],)) is None:
            _require_time(source, row["created_at"])
            new.append(int(row["seq"]))
    return new


def _require_time(source: ProjectFile, text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise damaged(source.path, f"a step in it has no time ({text!r})") from error
