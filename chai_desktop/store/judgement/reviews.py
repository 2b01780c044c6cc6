"""Reviews: a reviewer's verdict on a triple, point by point. Each reviewer has their own, so that two never collide."""

from __future__ import annotations

import json
from dataclasses import asdict

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.journal.kinds import REVIEW
from chai_desktop.store.journal.nodes import put, value
from chai_desktop.store.people.people import everyone
from chai_desktop.store.records import Review, ReviewedPoint

VERDICTS = ("approved", "returned")
POINT_VERDICTS = ("right", "wrong", "needless")
_CURRENT = f"""
    SELECT reviews.reviewer, reviews.verdict, reviews.body, operations.created_at
    FROM heads JOIN reviews ON reviews.seq = heads.node JOIN operations ON operations.seq = reviews.operation
    WHERE heads.kind = {REVIEW.number} AND heads.a = ? AND reviews.verdict IS NOT NULL ORDER BY operations.created_at"""


def save_review(
    file: ProjectFile,
    triple_id: str,
    verdict: str,
    points: tuple[ReviewedPoint, ...] = (),
    missed: tuple[str, ...] = (),
    comment: str = "",
) -> None:
    """The verdict of the person at this computer, in place of an earlier one of theirs."""
    if verdict not in VERDICTS or any(point.verdict not in POINT_VERDICTS for point in points):
        raise ProjectError("This is no verdict.", f"Say one of: {', '.join((*VERDICTS, *POINT_VERDICTS))}.")
    triple = _number(file, triple_id)
    points_as_json = [asdict(point) for point in points]
    body = json.dumps({"points": points_as_json, "missed": list(missed), "comment": comment}, ensure_ascii=False)
    author = file.author()
    if author is not None and value(file, REVIEW, (triple, author)) == {"verdict": verdict, "body": body}:
        return
    with file.operation(f"Review: {verdict}") as stamp:
        put(file, stamp, REVIEW, (triple, stamp.author), {"verdict": verdict, "body": body})


def reviews(file: ProjectFile, triple_id: str) -> list[Review]:
    """The current verdicts on a triple, the oldest first."""
    people = everyone(file)
    found = []
    for row in file.rows(_CURRENT, (_number(file, triple_id),)):
        body = file.value(row["body"])
        points = tuple(ReviewedPoint(**point) for point in body["points"])
        reviewer = people[row["reviewer"]]
        found.append(
            Review(
                triple_id, reviewer, row["verdict"], points, tuple(body["missed"]), body["comment"], row["created_at"]
            )
        )
    return found


def _number(file: ProjectFile, triple_id: str) -> int:
    number = file.number("SELECT seq FROM triples WHERE id = ?", (triple_id,))
    if number is None:
        raise ProjectError("This triple is not in the project.", "Open the clip again to see what is there.")
    return number
