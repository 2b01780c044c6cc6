"""How far each aspect of each clip is, derived from the newest versions in one query."""

from __future__ import annotations

from collections.abc import Mapping

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project_file import ProjectFile
from chai_desktop.store.records import AspectStatus

# With max(), bare columns are those of the row that has the maximum (sqlite.org/lang_select.html#bareagg).
_SAYS_SOMETHING = "(point_count > 0 OR free_text <> '')"
_QUERY = f"""
WITH pre AS MATERIALIZED (SELECT clip_id, aspect, id, max(seq) FROM pre_captions {{where}} GROUP BY clip_id, aspect),
current AS MATERIALIZED (
    SELECT pre.clip_id, pre.aspect, pre.id AS pre_id,
        (SELECT score FROM ratings WHERE pre_caption_id = pre.id ORDER BY seq DESC LIMIT 1) AS rating,
        (SELECT CASE WHEN {_SAYS_SOMETHING} THEN id END FROM critiques
         WHERE pre_caption_id = pre.id ORDER BY seq DESC LIMIT 1) AS critique_id,
        (SELECT max(seq) FROM triples WHERE clip_id = pre.clip_id AND aspect = pre.aspect) AS triple_seq
    FROM pre),
complete AS MATERIALIZED (
    SELECT current.*, (
        SELECT id FROM post_captions
        WHERE pre_caption_id = current.pre_id AND (origin <> 'accepted' OR current.rating IS 5)
        ORDER BY seq DESC LIMIT 1) AS post_id
    FROM current)
SELECT complete.*, triples.seq IS NOT NULL
    AND triples.pre_caption_id IS complete.pre_id AND triples.critique_id IS complete.critique_id
    AND triples.post_caption_id IS complete.post_id AND triples.rating IS complete.rating AS submitted_now
FROM complete LEFT JOIN triples ON triples.seq = complete.triple_seq"""


def all_statuses(file: ProjectFile, clip_id: str | None = None) -> dict[str, dict[Aspect, str]]:
    """By clip id, of all clips or of one; aspects without a pre-caption are left out (see ``of_clip``)."""
    found: dict[str, dict[Aspect, str]] = {}
    where, values = ("", ()) if clip_id is None else ("WHERE clip_id = ?", (clip_id,))
    for row in file.rows(_QUERY.format(where=where), values):
        found.setdefault(row["clip_id"], {})[Aspect(row["aspect"])] = _status(
            bool(row["submitted_now"]), row["post_id"] is not None, row["critique_id"] or row["rating"]
        )
    return found


def of_clip(statuses: Mapping[str, dict[Aspect, str]], clip_id: str) -> dict[Aspect, str]:
    known = statuses.get(clip_id, {})
    return {aspect: known.get(aspect, AspectStatus.EMPTY) for aspect in Aspect}


def _status(submitted_now: bool, revised: bool, critiqued: object) -> str:
    if submitted_now:
        return AspectStatus.SUBMITTED
    if revised:
        return AspectStatus.REVISED
    return AspectStatus.CRITIQUED if critiqued else AspectStatus.DRAFTED
