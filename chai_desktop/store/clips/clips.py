"""The clips of a project: facts that never change, a name, and whether a clip was taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.places import current_path, put_place
from chai_desktop.store.file.ids import clip_id
from chai_desktop.store.file.project_file import ProjectFile, Row, Stamp
from chai_desktop.store.journal.kinds import LISTING, WORK
from chai_desktop.store.journal.nodes import put
from chai_desktop.store.records import AspectStatus, Clip, ClipFacts, NewClip
from chai_desktop.store.refusals import DuplicateClipError
from chai_desktop.store.search.index import TextKind, index_text
from chai_desktop.store.tables.version_2 import ASPECTS

_SELECT = f"""
    SELECT clips.*, operations.created_at, listings.name, listings.removed
    FROM clips JOIN operations ON operations.seq = clips.operation
    JOIN heads AS listed ON listed.kind = {LISTING.number} AND listed.a = clips.seq AND listed.b = 0
    JOIN listings ON listings.seq = listed.node AND listings.name IS NOT NULL"""
_STATUSES = f"""
    SELECT works.clip, works.aspect, works.status FROM heads JOIN works ON works.seq = heads.node
    WHERE heads.kind = {WORK.number} AND heads.a BETWEEN ? AND ? AND works.status IS NOT NULL"""
_IN_TABLE = ("content_hash", "size_bytes", "width", "height", "frame_count", "fps", "duration",
             "variable_rate", "has_audio", "codec", "first_frame", "last_frame")  # fmt: skip

Statuses = dict[int, dict[Aspect, str]]


def add_clip(file: ProjectFile, facts: ClipFacts, thumbnail: bytes | None, name: str | None) -> Clip:
    """Raises DuplicateClipError where the same frames are here. A removed clip comes back with its work."""
    new = NewClip(facts, thumbnail, name or facts.name)
    _refuse_duplicate(file, new)
    with file.operation(f'Add "{new.name}"') as stamp:
        key = _put_clip(file, stamp, new)
    return clip(file, key)


def split_clip(file: ProjectFile, whole: str | None, parts: Sequence[NewClip], title: str) -> list[Clip]:
    """Add clips of one file in one step, and take ``whole`` (a clip's id, if any) out in the same step.

    Raises DuplicateClipError, and has added none, where one of them is here.
    """
    for part in parts:
        _refuse_duplicate(file, part)
    with file.operation(f'Split "{title}" into {len(parts)} clips') as stamp:
        keys = [_put_clip(file, stamp, part) for part in parts]
        if whole is not None:
            _take_out(file, stamp, _existing(file, whole))
    return [clip(file, key) for key in keys]


def _refuse_duplicate(file: ProjectFile, new: NewClip) -> None:
    known = file.row(f"{_SELECT} WHERE clips.id = ?", (_key(new.facts),))
    if known is not None and not known["removed"]:
        raise DuplicateClipError(
            f"{new.name} is already in the project, as {known['name']}.",
            "The same frames of the same file are one clip.",
        )


def _key(facts: ClipFacts) -> str:
    return clip_id(facts.content_hash, facts.first_frame, facts.last_frame)


def _put_clip(file: ProjectFile, stamp: Stamp, new: NewClip) -> str:
    """The clip's key; inside an operation."""
    key = _key(new.facts)
    number = file.number("SELECT seq FROM clips WHERE id = ?", (key,))
    if number is None:
        columns = {column: value for column, value in asdict(new.facts).items() if column in _IN_TABLE}
        number = file.insert("clips", {"id": key, **columns, "operation": stamp.operation})
        if new.thumbnail is not None:
            file.insert("thumbnails", {"clip": number, "jpeg": new.thumbnail})
    listing = put(file, stamp, LISTING, (number,), {"name": new.name, "removed": 0})
    index_text(file, TextKind.NAME, listing, new.name)
    put_place(file, stamp, number, new.facts.path)
    return key


def relink_clip(file: ProjectFile, key: str, path: str) -> Clip:
    """The clip's file is at ``path`` now; that it holds the same bytes is the caller's to know."""
    row = _existing(file, key)
    with file.operation(f'Find "{row["name"]}" again') as stamp:
        put_place(file, stamp, row["seq"], path)
    return clip(file, key)


def relink_clips(file: ProjectFile, paths: Mapping[str, str]) -> list[Clip]:
    """Several clips (id -> path) in one step."""
    rows = [(_existing(file, key), path) for key, path in paths.items()]
    if not rows:
        return []
    what = f'"{rows[0][0]["name"]}"' if len(rows) == 1 else f"{len(rows)} clips"
    with file.operation(f"Find {what} again") as stamp:
        for row, path in rows:
            put_place(file, stamp, row["seq"], path)
    return [clip(file, key) for key in paths]


def remove_clip(file: ProjectFile, key: str) -> None:
    """Take the clip out of the project; its work stays in the file, and comes back when it is added again."""
    row = _existing(file, key)
    with file.operation(f'Remove "{row["name"]}"') as stamp:
        _take_out(file, stamp, row)


def _take_out(file: ProjectFile, stamp: Stamp, row: Row) -> None:
    put(file, stamp, LISTING, (row["seq"],), {"name": row["name"], "removed": 1})


def clips(file: ProjectFile) -> list[Clip]:
    """All clips in the order in which they were added, with status."""
    return clip_page(file, 0, -1)[0]


def clip_page(file: ProjectFile, after: int, limit: int) -> tuple[list[Clip], int | None]:
    """Up to ``limit`` clips that come after the mark ``after`` (0: from the first), and the next mark, None at the
    end. A limit below 0 gives all."""
    rows = file.rows(f"{_SELECT} WHERE listed.a > ? AND NOT listings.removed ORDER BY listed.a LIMIT ?", (after, limit))
    if not rows:
        return [], None
    status = _statuses(file, rows[0]["seq"], rows[-1]["seq"])
    return [_clip(file, row, status) for row in rows], rows[-1]["seq"] if len(rows) == limit else None


def clip(file: ProjectFile, key: str) -> Clip:
    row = _existing(file, key)
    return _clip(file, row, _statuses(file, row["seq"], row["seq"]))


def thumbnail(file: ProjectFile, key: str) -> bytes | None:
    """The clip's picture as JPEG."""
    row = file.row("SELECT jpeg FROM thumbnails JOIN clips ON clips.seq = thumbnails.clip WHERE clips.id = ?", (key,))
    return None if row is None else row["jpeg"]


def clips_named(file: ProjectFile, name: str) -> list[Clip]:
    """In the order in which they were added."""
    rows = file.rows(f"{_SELECT} WHERE listings.name = ? AND NOT listings.removed ORDER BY clips.seq", (name,))
    return [_clip(file, row, _statuses(file, row["seq"], row["seq"])) for row in rows]


def find_by_hash(file: ProjectFile, content_hash: str) -> Clip | None:
    """The first clip of the file with these bytes."""
    return next(iter(clips_by_hash(file, content_hash)), None)


def clips_by_hash(file: ProjectFile, content_hash: str) -> list[Clip]:
    """All clips of the file with these bytes, in the order of their frames."""
    rows = file.rows(
        f"{_SELECT} WHERE content_hash = ? AND NOT listings.removed ORDER BY clips.first_frame", (content_hash,)
    )
    return [_clip(file, row, _statuses(file, row["seq"], row["seq"])) for row in rows]


def clip_number(file: ProjectFile, key: str) -> int:
    """By what rows of this file name the clip. Raises ProjectError where the project does not have it."""
    return int(_existing(file, key)["seq"])


def listed_name(file: ProjectFile, number: int) -> str:
    row = file.row(f"{_SELECT} WHERE clips.seq = ?", (number,))
    return "a clip" if row is None else str(row["name"])


def _existing(file: ProjectFile, key: str) -> Row:
    row = file.row(f"{_SELECT} WHERE clips.id = ? AND NOT listings.removed", (key,))
    if row is None:
        raise ProjectError(f"This clip is not in {file.path.name}.", "It may have been removed; add its file again.")
    return row


def _statuses(file: ProjectFile, first: int, last: int) -> Statuses:
    found: Statuses = {}
    for row in file.rows(_STATUSES, (first, last)):
        found.setdefault(row["clip"], {})[Aspect(ASPECTS[row["aspect"]])] = row["status"]
    return found


def _clip(file: ProjectFile, row: Row, statuses: Statuses) -> Clip:
    columns: dict[str, Any] = {column: row[column] for column in _IN_TABLE}
    columns["variable_rate"], columns["has_audio"] = bool(row["variable_rate"]), bool(row["has_audio"])
    facts = ClipFacts(path=current_path(file, row["seq"]), name=row["name"], **columns)
    known = statuses.get(row["seq"], {})
    status = {aspect: known.get(aspect, AspectStatus.EMPTY) for aspect in Aspect}
    return Clip(row["id"], facts, row["created_at"], status)
