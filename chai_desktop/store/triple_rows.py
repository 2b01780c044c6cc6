"""Submitted triples as they stand in the file."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project_file import ProjectFile, Row
from chai_desktop.store.records import Triple

NEWEST_OF_EACH = """
    SELECT triples.* FROM (SELECT max(seq) AS seq FROM triples GROUP BY clip_id, aspect) AS newest
    JOIN triples USING (seq)
    JOIN clips ON clips.id = triples.clip_id
    WHERE NOT (SELECT removed FROM clip_places WHERE clip_id = clips.id ORDER BY seq DESC LIMIT 1)"""


def newest_triple(file: ProjectFile, clip_id: str, aspect: Aspect) -> Triple | None:
    sql = "SELECT * FROM triples WHERE clip_id = ? AND aspect = ? ORDER BY seq DESC LIMIT 1"
    row = file.row(sql, (clip_id, aspect))
    return None if row is None else as_triple(row)


def newest_triple_rows(file: ProjectFile) -> list[Row]:
    """The newest version per clip and aspect, in the order of clips and aspects, without removed clips."""
    order = {aspect: place for place, aspect in enumerate(Aspect)}
    clips = {row["id"]: row["seq"] for row in file.rows("SELECT id, seq FROM clips")}
    return sorted(file.rows(NEWEST_OF_EACH), key=lambda row: (clips[row["clip_id"]], order[Aspect(row["aspect"])]))


def as_triple(row: Row) -> Triple:
    return Triple(
        id=row["id"],
        clip_id=row["clip_id"],
        aspect=Aspect(row["aspect"]),
        pre_caption_id=row["pre_caption_id"],
        critique_id=row["critique_id"],
        post_caption_id=row["post_caption_id"],
        rating=row["rating"],
        author_id=row["author_id"],
        created_at=row["created_at"],
        parent_id=row["parent_id"],
    )
