"""All versions of one clip and aspect, as a list that a person can read."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import critique_text
from chai_desktop.store.critiques import critique
from chai_desktop.store.people import everyone
from chai_desktop.store.project_file import ProjectFile, Row
from chai_desktop.store.records import Person, Version

# One operation may write several versions; `place` is their order then.
_QUERY = """
WITH pre AS (SELECT * FROM pre_captions WHERE clip_id = :clip AND aspect = :aspect)
SELECT 1 AS place, 'pre-caption' AS what, id, text, origin, author_id, created_at, parent_id, operation_id FROM pre
UNION ALL
SELECT 2, 'rating', id, coalesce(score, ''), '', author_id, created_at, parent_id, operation_id
FROM ratings WHERE pre_caption_id IN (SELECT id FROM pre)
UNION ALL
SELECT 3, 'critique', id, '', '', author_id, created_at, parent_id, operation_id
FROM critiques WHERE pre_caption_id IN (SELECT id FROM pre)
UNION ALL
SELECT 4, 'post-caption', id, text, origin, author_id, created_at, parent_id, operation_id
FROM post_captions WHERE pre_caption_id IN (SELECT id FROM pre)
UNION ALL
SELECT 5, 'triple', id, '', '', author_id, created_at, parent_id, operation_id
FROM triples WHERE clip_id = :clip AND aspect = :aspect"""
_ORDERED = f"""
SELECT version.*, operations.name AS operation FROM ({_QUERY}) AS version
JOIN operations ON operations.id = version.operation_id ORDER BY operations.seq DESC, place DESC"""


def history(file: ProjectFile, clip_id: str, aspect: Aspect) -> list[Version]:
    """Newest first."""
    people = everyone(file)
    rows = file.rows(_ORDERED, {"clip": clip_id, "aspect": aspect})
    return [_version(file, row, people[row["author_id"]]) for row in rows]


def _version(file: ProjectFile, row: Row, author: Person) -> Version:
    text = str(row["text"])
    if row["what"] == "critique":
        found = critique(file, row["id"])
        text = critique_text(found.points, found.free_text)
    return Version(
        id=row["id"],
        what=row["what"],
        text=text,
        origin=row["origin"],
        author=author,
        created_at=row["created_at"],
        parent_id=row["parent_id"],
        operation=row["operation"],
    )
