"""Whether the status of every piece of work is what follows from its texts and rating."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.store.check.findings import Finding, gathered
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.judgement.works import PERFECT

# The rules of judgement/works.py as one expression; a test holds the two together.
_POST = f"CASE WHEN node.rating IS {PERFECT} THEN node.post_caption ELSE node.revision END"
STATUS = f"""
    CASE WHEN node.pre_caption IS NULL THEN NULL
    WHEN EXISTS (SELECT 1 FROM triples WHERE triples.seq = node.triple AND triples.pre_caption IS node.pre_caption
        AND triples.critique IS saying.seq AND triples.post_caption IS ({_POST}) AND triples.rating IS node.rating)
        THEN 'submitted'
    WHEN ({_POST}) IS NOT NULL THEN 'revised'
    WHEN saying.seq IS NOT NULL OR node.rating IS NOT NULL THEN 'critiqued'
    ELSE 'drafted' END"""
WITH_STATUS = f"""
    SELECT node.seq, node.clip, node.aspect, node.status AS said, {STATUS} AS follows FROM works AS node
    LEFT JOIN critiques AS saying ON saying.seq = node.critique
        AND (saying.point_count > 0 OR saying.free_text <> '')"""


def statuses(file: ProjectFile) -> Iterator[Finding]:
    yield from gathered(
        file,
        f"SELECT * FROM ({WITH_STATUS}) WHERE said IS NOT follows",
        kind="status",
        what="{n} pieces of work have a status that does not follow from their texts.",
        place="works row {seq} says {said}, {follows} follows",
        mendable=True,
    )
