"""Critiques and ratings of pre-captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chai_desktop.errors import ProjectError
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.clips.clips import clip_number, listed_name
from chai_desktop.store.file.ids import new_id
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.judgement.captions import pre_caption_by_id
from chai_desktop.store.judgement.works import WorkState, put_work, work_state
from chai_desktop.store.records import Caption, Critique
from chai_desktop.store.search.index import index_critique

SCORES = range(1, 6)
_CRITIQUE = """
    SELECT critiques.*, pre.id AS pre_caption_id, people.id AS author_id, operations.created_at, parent.id AS parent_id
    FROM critiques JOIN pre_captions AS pre ON pre.seq = critiques.pre_caption
    JOIN operations ON operations.seq = critiques.operation JOIN people ON people.seq = operations.author
    LEFT JOIN critiques AS parent ON parent.seq = critiques.parent
    WHERE critiques.seq = ?"""


_POINTS = """
    SELECT critique_points.*, proposals.id AS proposal_id FROM critique_points
    LEFT JOIN proposals ON proposals.seq = critique_points.proposal WHERE critique = ? ORDER BY position"""


def save_critique(file: ProjectFile, pre_caption_id: str, points: Sequence[Point], free_text: str) -> Critique:
    """A new version; the same content again gives the newest version back."""
    free_text = free_text if free_text.strip() else ""  # blanks say nothing
    pre = pre_caption_by_id(file, pre_caption_id)
    for point in points:
        _check_span(pre, point)
    clip, pre_number, state = _where(file, pre)
    newest = critique(file, _newest(file, pre_number, state))
    if newest is not None and (newest.points, newest.free_text) == (tuple(points), free_text):
        return newest
    with file.operation(f"Critique of {listed_name(file, clip)}, {pre.aspect.label}") as stamp:
        row = {"id": new_id(), "pre_caption": pre_number, "free_text": free_text, "point_count": len(points)}
        parent = _newest(file, pre_number, state)
        number = file.insert("critiques", {**row, "parent": parent, "operation": stamp.operation})
        for position, point in enumerate(points):
            file.insert("critique_points", {"critique": number, "position": position, **_columns(file, point)})
        index_critique(file, number, free_text)
        if state.pre_caption == pre_number:
            put_work(file, stamp, clip, pre.aspect, replace(state, critique=number))
    written = critique(file, number)
    assert written is not None
    return written


def critique(file: ProjectFile, number: int | None) -> Critique | None:
    row = None if number is None else file.row(_CRITIQUE, (number,))
    return None if row is None else _critique(file, row)


def points_of(file: ProjectFile, number: int) -> tuple[Point, ...]:
    rows = file.rows(_POINTS, (number,))
    return tuple(_point(row) for row in rows)


def rate(file: ProjectFile, pre_caption_id: str, score: int | None) -> None:
    """Rate the current pre-caption, None to withdraw it; the same score again changes nothing.

    Raises ProjectError where another draft has become the current one meanwhile.
    """
    if score is not None and score not in SCORES:
        raise ProjectError(f"{score} is no rating.", "A rating is a number from 1 (bad) to 5 (nothing to change).")
    pre = pre_caption_by_id(file, pre_caption_id)
    clip, pre_number, state = _where(file, pre)
    if state.pre_caption != pre_number:
        raise ProjectError("Another draft has taken this one's place.", "Rate the draft that is on show now.")
    if score == state.rating:
        return
    what = "Withdraw the rating" if score is None else f"Rate {score}"
    with file.operation(f"{what}, {listed_name(file, clip)}, {pre.aspect.label}") as stamp:
        put_work(file, stamp, clip, pre.aspect, replace(state, rating=score))


def _where(file: ProjectFile, pre: Caption) -> tuple[int, int | None, WorkState]:
    """The clip's number, the pre-caption's number, and what is current where it belongs."""
    clip = clip_number(file, pre.clip_id)
    number = file.number("SELECT seq FROM pre_captions WHERE id = ?", (pre.id,))
    return clip, number, work_state(file, clip, pre.aspect)


def _newest(file: ProjectFile, pre_number: int | None, state: WorkState) -> int | None:
    if state.pre_caption == pre_number:
        return state.critique
    return file.number("SELECT max(seq) FROM critiques WHERE pre_caption = ?", (pre_number,))


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


def _columns(file: ProjectFile, point: Point) -> dict[str, object]:
    return {
        "kind": point.kind,
        "instead": point.instead,
        "start_offset": point.start,
        "end_offset": point.end,
        "quote": point.quote,
        "reason": point.reason,
        "first_frame": point.first_frame,
        "last_frame": point.last_frame,
        "proposal": _proposal(file, point),
    }


def _proposal(file: ProjectFile, point: Point) -> int | None:
    if not point.proposal:
        return None
    known = file.number("SELECT seq FROM proposals WHERE id = ?", (point.proposal,))
    if known is None:
        raise ProjectError("A point names a proposal that is not in the project.", "Take the point over again.")
    return known


def _critique(file: ProjectFile, row: Row) -> Critique:
    return Critique(
        id=row["id"],
        pre_caption_id=row["pre_caption_id"],
        points=points_of(file, row["seq"]),
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
        proposal=row["proposal_id"] or "",
    )
