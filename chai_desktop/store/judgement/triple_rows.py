"""Submitted triples as they stand in the file."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import LISTING, WORK
from chai_desktop.store.records import Triple
from chai_desktop.store.tables.version_2 import ASPECTS

TRIPLE = """
    SELECT triples.*, clips.id AS clip_id, pre.id AS pre_caption_id, critiques.id AS critique_id,
        post.id AS post_caption_id, people.id AS author_id, operations.created_at, parent.id AS parent_id
    FROM triples JOIN clips ON clips.seq = triples.clip
    JOIN pre_captions AS pre ON pre.seq = triples.pre_caption
    LEFT JOIN critiques ON critiques.seq = triples.critique
    JOIN post_captions AS post ON post.seq = triples.post_caption
    JOIN operations ON operations.seq = triples.operation JOIN people ON people.seq = operations.author
    LEFT JOIN triples AS parent ON parent.seq = triples.parent"""
# The newest submitted version of each clip and aspect, in the order of clips and aspects, without removed clips.
_CURRENT = f"""
    SELECT works.triple FROM heads JOIN works ON works.seq = heads.node
    JOIN heads AS listed ON listed.kind = {LISTING.number} AND listed.a = works.clip AND listed.b = 0
    JOIN listings ON listings.seq = listed.node AND listings.removed = 0
    WHERE heads.kind = {WORK.number} AND works.triple IS NOT NULL ORDER BY heads.a, heads.b"""


def triple(file: ProjectFile, number: int | None) -> Triple | None:
    row = None if number is None else file.row(f"{TRIPLE} WHERE triples.seq = ?", (number,))
    return None if row is None else as_triple(row)


def current_triple_rows(file: ProjectFile) -> list[Row]:
    rows = (file.row(f"{TRIPLE} WHERE triples.seq = ?", (current["triple"],)) for current in file.rows(_CURRENT))
    return [row for row in rows if row is not None]


def as_triple(row: Row) -> Triple:
    return Triple(
        id=row["id"],
        clip_id=row["clip_id"],
        aspect=Aspect(ASPECTS[row["aspect"]]),
        pre_caption_id=row["pre_caption_id"],
        critique_id=row["critique_id"],
        post_caption_id=row["post_caption_id"],
        rating=row["rating"],
        author_id=row["author_id"],
        created_at=row["created_at"],
        parent_id=row["parent_id"],
    )
