"""All versions of one clip and aspect, as a list that a person can read."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import critique_text
from chai_desktop.store.clips.clips import clip_number
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.judgement.critiques import critique
from chai_desktop.store.judgement.works import aspect_number
from chai_desktop.store.people.people import everyone
from chai_desktop.store.records import Person, Version

# One operation may write several versions; `place` is their order then. A rating has no row of its own: it is where
# two states of the work that follow each other differ in it.
_QUERY = """
WITH pre AS (SELECT * FROM pre_captions WHERE clip = :clip AND aspect = :aspect)
SELECT 1 AS place, 'pre-caption' AS what, pre.seq, pre.id, pre.text, pre.origin, parent.id AS parent_id, pre.operation
FROM pre LEFT JOIN pre_captions AS parent ON parent.seq = pre.parent
UNION ALL
SELECT 2, 'rating', now.seq, '', coalesce(now.rating, ''), '', NULL, now.operation
FROM works AS now JOIN works AS before ON before.seq = now.after
WHERE now.clip = :clip AND now.aspect = :aspect
    AND now.pre_caption IS before.pre_caption AND now.rating IS NOT before.rating
UNION ALL
SELECT 3, 'critique', critiques.seq, critiques.id, '', '', parent.id, critiques.operation
FROM critiques LEFT JOIN critiques AS parent ON parent.seq = critiques.parent
WHERE critiques.pre_caption IN (SELECT seq FROM pre)
UNION ALL
SELECT 4, 'post-caption', post.seq, post.id, post.text, post.origin, parent.id, post.operation
FROM post_captions AS post LEFT JOIN post_captions AS parent ON parent.seq = post.parent
WHERE post.pre_caption IN (SELECT seq FROM pre)
UNION ALL
SELECT 5, 'triple', triples.seq, triples.id, '', '', parent.id, triples.operation
FROM triples LEFT JOIN triples AS parent ON parent.seq = triples.parent
WHERE triples.clip = :clip AND triples.aspect = :aspect
UNION ALL
SELECT 0, 'candidate', seq, id, text, 'engine', NULL, operation FROM candidates
WHERE clip = :clip AND aspect = :aspect"""
_ORDERED = f"""
SELECT version.*, operations.name AS operation_name, operations.id AS operation_id, operations.author,
    operations.created_at
FROM ({_QUERY}) AS version JOIN operations ON operations.seq = version.operation
ORDER BY operations.created_at DESC, operations.id DESC, place DESC"""


def history(file: ProjectFile, clip_id: str, aspect: Aspect) -> list[Version]:
    """Newest first."""
    people = everyone(file)
    rows = file.rows(_ORDERED, {"clip": clip_number(file, clip_id), "aspect": aspect_number(aspect)})
    return [_version(file, row, people[row["author"]]) for row in rows]


def _version(file: ProjectFile, row: Row, author: Person) -> Version:
    text = str(row["text"])
    if row["what"] == "critique":
        found = critique(file, row["seq"])
        text = "" if found is None else critique_text(found.points, found.free_text)
    return Version(
        id=row["id"] or row["operation_id"],
        what=row["what"],
        text=text,
        origin=row["origin"],
        author=author,
        created_at=row["created_at"],
        parent_id=row["parent_id"],
        operation=row["operation_name"],
    )
