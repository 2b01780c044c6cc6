"""Whether contents belong to something, are readable, and have the keys that follow from what they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from chai_desktop.store.check.findings import Finding, Level, gathered, one_of_all
from chai_desktop.store.file.ids import candidate_id, clip_id
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import LISTING
from chai_desktop.store.judgement.fingerprints import key_of_fingerprint
from chai_desktop.store.judgement.prompts import key_of_prompt
from chai_desktop.store.judgement.proposals import key_of_proposal
from chai_desktop.store.tables.version_2 import ASPECTS

# Each table, the column of JSON, and what names a row.
_JSON = (
    ("answer_values", "value", "seq"),
    ("answer_sets", "answers", "seq"),
    ("settings", "value", "seq"),
    ("proposals", "point", "seq"),
    ("reviews", "body", "seq"),
    ("typing", "value", "clip"),
    ("local_values", "value", "key"),
)
_PROPOSALS = """
    SELECT proposals.*, fingerprints.id AS fingerprint_id FROM proposals
    JOIN fingerprints ON fingerprints.seq = proposals.fingerprint"""
_CANDIDATES = """
    SELECT candidates.*, clips.id AS clip_id, words.text AS source_name, fingerprints.id AS fingerprint_id
    FROM candidates JOIN clips ON clips.seq = candidates.clip JOIN words ON words.seq = candidates.source
    JOIN fingerprints ON fingerprints.seq = candidates.fingerprint"""


def orphans(file: ProjectFile) -> Iterator[Finding]:
    """What was written but belongs to no state of any clip, so that no history shows it.

    Critiques and post-captions of a draft that was no longer current stand in no state by right.
    """
    for table, column in (("pre_captions", "pre_caption"), ("triples", "triple")):
        yield from gathered(
            file,
            f"SELECT seq FROM {table} WHERE seq NOT IN (SELECT {column} FROM works WHERE {column} IS NOT NULL)",
            kind="orphan",
            what=f"{{n}} rows of {table} belong to no state of a clip.",
            place=f"{table} row {{seq}}",
        )
    yield from gathered(
        file,
        f"SELECT seq FROM clips WHERE NOT EXISTS (SELECT 1 FROM heads WHERE kind = {LISTING.number} AND a = clips.seq)",
        kind="orphan",
        what="{n} clips have no name and stand in no list.",
        place="clips row {seq}",
    )


def values(file: ProjectFile) -> Iterator[Finding]:
    """JSON that cannot be read."""
    for table, column, key in _JSON:
        yield from gathered(
            file,
            f"SELECT {key} AS key FROM {table} WHERE {column} IS NOT NULL AND NOT json_valid({column})",
            kind="value",
            what=f"{{n}} values of {table} cannot be read.",
            place=f"{table} {key} {{key}}",
        )


def keys(file: ProjectFile) -> Iterator[Finding]:
    """Keys that are made from what a row holds: where they differ, a byte of the row has changed."""
    checks = (
        ("clips", "SELECT seq, id, content_hash, first_frame, last_frame FROM clips", _clip_key),
        ("answer_sets", "SELECT seq, id, answers FROM answer_sets", _set_key),
        ("fingerprints", "SELECT * FROM fingerprints", key_of_fingerprint),
        ("prompts", "SELECT * FROM prompts", key_of_prompt),
        ("proposals", _PROPOSALS, key_of_proposal),
        ("candidates", _CANDIDATES, _candidate_key),
    )
    for table, sql, key in checks:
        yield from one_of_all(
            (row for row in file.stream(sql) if key(row) != row["id"]),
            kind="key",
            what=f"{{n}} rows of {table} do not hold what their key was made from: they were changed.",
            place=f"{table} row {{seq}}",
        )


def points(file: ProjectFile) -> Iterator[Finding]:
    yield from gathered(
        file,
        """SELECT seq FROM critiques WHERE point_count <>
        (SELECT count(*) FROM critique_points WHERE critique_points.critique = critiques.seq)""",
        kind="points",
        what="{n} critiques have more or fewer points than they say.",
        place="critiques row {seq}",
    )


def typing_of_gone_clips(file: ProjectFile) -> Iterator[Finding]:
    yield from gathered(
        file,
        f"""SELECT coalesce(listings.name, 'clip ' || typing.clip) AS name, typing.field FROM typing
        LEFT JOIN heads ON heads.kind = {LISTING.number} AND heads.a = typing.clip AND heads.b = 0
        LEFT JOIN listings ON listings.seq = heads.node WHERE listings.removed IS NOT 0""",
        kind="typing",
        what="{n} texts were typed but not sent, of clips that were taken out since; they are kept.",
        place="{name} ({field})",
        level=Level.NOTE,
    )


def _clip_key(row: Row) -> str:
    return clip_id(row["content_hash"], row["first_frame"], row["last_frame"])


def _candidate_key(row: Row) -> str:
    return candidate_id(row["clip_id"], ASPECTS[row["aspect"]], row["source_name"], row["fingerprint_id"], row["text"])


def _set_key(row: Row) -> str:
    return hashlib.sha256(str(row["answers"]).encode()).hexdigest()
