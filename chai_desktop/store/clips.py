"""The clips of a project: facts that never change, and versions of their name and place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store import clip_status
from chai_desktop.store.ids import clip_id
from chai_desktop.store.project_file import ProjectFile, Row, Stamp
from chai_desktop.store.records import Clip, ClipFacts
from chai_desktop.store.refusals import DuplicateClipError

_NEWEST_PLACE = "(SELECT max(seq) FROM clip_places WHERE clip_id = clips.id)"
_SELECT = f"""
    SELECT clips.*, place.id AS place_id, place.name, place.absolute_path, place.relative_path, place.removed
    FROM clips JOIN clip_places AS place ON place.seq = {_NEWEST_PLACE}"""
_IN_TABLE = ("content_hash", "size_bytes", "width", "height", "frame_count", "fps", "duration",
             "variable_rate", "has_audio", "codec", "first_frame", "last_frame")  # fmt: skip


def add_clip(file: ProjectFile, facts: ClipFacts, thumbnail: bytes | None, name: str | None) -> Clip:
    """Raises DuplicateClipError where the same frames are here. A removed clip comes back with its work."""
    key, called = clip_id(facts.content_hash, facts.first_frame, facts.last_frame), name or facts.name
    known = file.row(f"{_SELECT} WHERE clips.id = ?", (key,))
    if known is not None and not known["removed"]:
        raise DuplicateClipError(
            f"{called} is already in the project, as {known['name']}.",
            "The same frames of the same file are one clip.",
        )
    with file.operation(f'Add "{called}"') as stamp:
        if known is None:
            columns = {column: value for column, value in asdict(facts).items() if column in _IN_TABLE}
            file.insert("clips", {"id": key, **columns, "thumbnail": thumbnail, **stamp.authorship()})
        _place(file, stamp, key, called, facts.path, parent_id=None if known is None else known["place_id"])
    return clip(file, key)


def relink_clip(file: ProjectFile, key: str, path: str) -> Clip:
    """The clip's file is at ``path`` now; that it holds the same bytes is the caller's to know."""
    row = _existing(file, key)
    with file.operation(f'Find "{row["name"]}" again') as stamp:
        _place(file, stamp, key, row["name"], path, parent_id=row["place_id"])
    return clip(file, key)


def remove_clip(file: ProjectFile, key: str) -> None:
    """Take the clip out of the project; its work stays in the file, and comes back when it is added again."""
    row = _existing(file, key)
    with file.operation(f'Remove "{row["name"]}"') as stamp:
        _place(file, stamp, key, row["name"], row["absolute_path"], parent_id=row["place_id"], removed=True)


def clips(file: ProjectFile) -> list[Clip]:
    """All clips in the order in which they were added, with status and thumbnails."""
    status = clip_status.all_statuses(file)
    return [_clip(file, row, status) for row in file.rows(f"{_SELECT} WHERE NOT place.removed ORDER BY clips.seq")]


def clip(file: ProjectFile, key: str) -> Clip:
    return _clip(file, _existing(file, key), clip_status.all_statuses(file, key))


def find_by_hash(file: ProjectFile, content_hash: str) -> Clip | None:
    """The first clip of the file with these bytes."""
    sql = f"{_SELECT} WHERE content_hash = ? AND NOT place.removed ORDER BY clips.first_frame"
    row = file.row(sql, (content_hash,))
    return None if row is None else _clip(file, row, clip_status.all_statuses(file, row["id"]))


def clip_name(file: ProjectFile, key: str) -> str:
    return str(_existing(file, key)["name"])


def _existing(file: ProjectFile, key: str) -> Row:
    row = file.row(f"{_SELECT} WHERE clips.id = ? AND NOT place.removed", (key,))
    if row is None:
        raise ProjectError(f"This clip is not in {file.path.name}.", "It may have been removed; add its file again.")
    return row


def _place(
    file: ProjectFile,
    stamp: Stamp,
    key: str,
    name: str,
    path: str,
    parent_id: str | None,
    removed: bool = False,
) -> None:
    absolute = os.path.normpath(Path(path).absolute())
    row = {
        "clip_id": key,
        "name": name,
        "absolute_path": absolute,
        "relative_path": _relative(absolute, file.folder),
    }
    file.insert("clip_places", {**stamp.version(parent_id), **row, "removed": removed})


def _relative(absolute: str, folder: Path) -> str:
    """With forward slashes; '' where there is no way from one to the other (two drives of Windows)."""
    try:
        return PurePath(os.path.relpath(absolute, folder)).as_posix()
    except ValueError:
        return ""


def _where(file: ProjectFile, row: Row) -> str:
    """Where the clip's file is: beside the project if both moved together, else where it was."""
    absolute = str(row["absolute_path"])
    if not row["relative_path"]:
        return absolute
    beside = os.path.normpath(f"{file.folder}/{row['relative_path']}")
    return beside if beside == absolute or os.path.exists(beside) else absolute


def _clip(file: ProjectFile, row: Row, status: Mapping[str, dict[Aspect, str]]) -> Clip:
    columns: dict[str, Any] = {column: row[column] for column in _IN_TABLE}
    columns["variable_rate"], columns["has_audio"] = bool(row["variable_rate"]), bool(row["has_audio"])
    facts = ClipFacts(path=_where(file, row), name=row["name"], **columns)
    return Clip(row["id"], facts, row["created_at"], row["thumbnail"], clip_status.of_clip(status, row["id"]))
