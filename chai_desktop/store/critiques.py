"""Critiques and ratings of pre-captions."""

from __future__ import annotations

from collections.abc import Sequence

from chai_desktop.errors import ProjectError
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.captions import pre_caption
from chai_desktop.store.project_file import ProjectFile, Row
from chai_desktop.store.records import Caption, Critique

SCORES = range(1, 6)


def save_critique(file: ProjectFile, pre_caption_id: str, points: Sequence[Point], free_text: str) -> Critique:
    """A new version; the same content again gives the newest version back."""
    free_text = free_text if free_text.strip() else ""  # blanks say nothing
    pre = pre_caption(file, pre_caption_id)
    for point in points:
        _check_span(pre, point)
    newest = newest_critique(file, pre_caption_id)
    if newest is not None and (newest.points, newest.free_text) == (tuple(points), free_text):
        return newest
    with file.operation(f"Critique, {pre.aspect.label}") as stamp:
        version = stamp.version(newest.id if newest else None)
        text = {"pre_caption_id": pre_caption_id, "free_text": free_text, "point_count": len(points)}
        file.insert("critiques", {**version, **text})
        for position, point in enumerate(points):
            file.insert("critique_points", {"critique_id": version["id"], "position": position, **_columns(point)})
    return critique(file, str(version["id"]))


def newest_critique(file: ProjectFile, pre_caption_id: str) -> Critique | None:
    row = file.row("SELECT * FROM critiques WHERE pre_caption_id = ? ORDER BY seq DESC LIMIT 1", (pre_caption_id,))
    return None if row is None else _critique(file, row)


def critique(file: ProjectFile, key: str) -> Critique:
    row = file.row("SELECT * FROM critiques WHERE id = ?", (key,))
    if row is None:
        raise ProjectError("This critique is not in the project.", "Open the clip again to see what is there.")
    return _critique(file, row)


def says_something(critique: Critique | None) -> bool:
    return critique is not None and bool(critique.points or critique.free_text)


def rate(file: ProjectFile, pre_caption_id: str, score: int | None) -> None:
    """A new version of the rating, None to withdraw it; the same score again changes nothing."""
    if score is not None and score not in SCORES:
        raise ProjectError(f"{score} is no rating.", "A rating is a number from 1 (bad) to 5 (nothing to change).")
    pre = pre_caption(file, pre_caption_id)
    newest = _newest_rating(file, pre_caption_id)
    if score == (None if newest is None else newest["score"]):
        return
    what = "Withdraw the rating" if score is None else f"Rate {score}"
    with file.operation(f"{what}, {pre.aspect.label}") as stamp:
        version = stamp.version(None if newest is None else newest["id"])
        file.insert("ratings", {**version, "pre_caption_id": pre_caption_id, "score": score})


def rating(file: ProjectFile, pre_caption_id: str) -> int | None:
    newest = _newest_rating(file, pre_caption_id)
    return None if newest is None else newest["score"]


def _newest_rating(file: ProjectFile, pre_caption_id: str) -> Row | None:
    sql = "SELECT id, score FROM ratings WHERE pre_caption_id = ? ORDER BY seq DESC LIMIT 1"
    return file.row(sql, (pre_caption_id,))


def _check_span(pre: Caption, point: Point) -> None:
    what = f"The point on “{point.quote}”" if point.quote else "A point"
    if not _is_range(point.start, point.end, len(pre.text)):
        raise ProjectError(f"{what} lies outside the text.", "Mark the words again.")
    if not _is_range(point.first_frame, point.last_frame):
        raise ProjectError(f"{what} has no whole range of frames.", "Set its first and last frame.")


def _is_range(first: int | None, last: int | None, limit: int | None = None) -> bool:
    """Neither of them, or both in order and not beyond the limit."""
    if first is None or last is None:
        return first is last
    return 0 <= first <= last and (limit is None or last <= limit)


def _columns(point: Point) -> dict[str, object]:
    return {
        "kind": point.kind,
        "instead": point.instead,
        "start_offset": point.start,
        "end_offset": point.end,
        "quote": point.quote,
        "reason": point.reason,
        "first_frame": point.first_frame,
        "last_frame": point.last_frame,
    }


def _critique(file: ProjectFile, row: Row) -> Critique:
    points = file.rows("SELECT * FROM critique_points WHERE critique_id = ? ORDER BY position", (row["id"],))
    return Critique(
        id=row["id"],
        pre_caption_id=row["pre_caption_id"],
        points=tuple(_point(point) for point in points),
        free_text=row["free_text"],
        author_id=row["author_id"],
        created_at=row["created_at"],
        parent_id=row["parent_id"],
    )


def _point(row: Row) -> Point:
    return Point(
        kind=PointKind(row["kind"]),
        instead=row["instead"],
        start=row["start_offset"],
        end=row["end_offset"],
        quote=row["quote"],
        reason=row["reason"],
        first_frame=row["first_frame"],
        last_frame=row["last_frame"],
    )
