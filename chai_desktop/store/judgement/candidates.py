"""Candidates: texts that an engine wrote for an aspect of a clip, from which a person may choose."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.clips import clip_number, listed_name
from chai_desktop.store.file.ids import candidate_id
from chai_desktop.store.file.project_file import ProjectFile, Row, Stamp
from chai_desktop.store.journal.kinds import CHOICE
from chai_desktop.store.judgement.fingerprints import fingerprint as read_fingerprint
from chai_desktop.store.judgement.fingerprints import id_of_fingerprint, keep_fingerprint
from chai_desktop.store.judgement.pinned import Pinned, specification_row
from chai_desktop.store.judgement.prompts import keep_prompt
from chai_desktop.store.judgement.works import aspect_number
from chai_desktop.store.records import Candidate, NewCandidate
from chai_desktop.store.tables.version_2 import ASPECTS

Written = tuple[str, Aspect, Sequence[NewCandidate]]  # the clip's id, the aspect, what was written for it
_CLOSED = f"""
    EXISTS (SELECT 1 FROM heads JOIN choices ON choices.seq = heads.node
    WHERE heads.kind = {CHOICE.number} AND heads.a = candidates.seq AND choices.choice IS NOT NULL)"""
_CANDIDATE = f"""
    SELECT candidates.*, clips.id AS clip_id, words.text AS source_name, operations.created_at, {_CLOSED} AS closed
    FROM candidates JOIN clips ON clips.seq = candidates.clip JOIN words ON words.seq = candidates.source
    JOIN operations ON operations.seq = candidates.operation"""


def add_candidates(
    file: ProjectFile, clip_id: str, aspect: Aspect, new: Sequence[NewCandidate], source: str, by: Pinned
) -> tuple[Candidate, ...]:
    """All of ``new`` as they stand in the project, in their order, each once; what is there already stays as it is."""
    add_many(file, [(clip_id, aspect, new)], source, by)
    keys = dict.fromkeys(key_of_new(clip_id, aspect, source, each) for each in new)
    return tuple(candidate(file, key) for key in keys)


def add_many(file: ProjectFile, written: Iterable[Written], source: str, by: Pinned) -> int:
    """All or nothing, one step of the journal for each clip that gets any; gives how many are new.

    A step that is about one clip only can be handed out, and taken back, with that clip.
    """
    by_clip: dict[str, list[tuple[Aspect, Sequence[NewCandidate]]]] = {}
    for clip_id, aspect, new in written:
        for each in new:
            _check(each)
        by_clip.setdefault(clip_id, []).append((aspect, new))
    found = {clip_id: _unknown(file, clip_id, source, parts) for clip_id, parts in by_clip.items()}
    if any(found.values()):
        with file.whole():
            for clip_id, unknown in found.items():
                if unknown:
                    _write(file, clip_number(file, clip_id), unknown, source, by)
    return sum(len(unknown) for unknown in found.values())


def candidates(file: ProjectFile, clip_id: str, aspect: Aspect) -> tuple[Candidate, ...]:
    """Those that nobody has chosen, passed over or dismissed, in the order in which they came."""
    rows = file.rows(
        f"{_CANDIDATE} WHERE candidates.clip = ? AND candidates.aspect = ? AND NOT {_CLOSED} ORDER BY candidates.seq",
        (clip_number(file, clip_id), aspect_number(aspect)),
    )
    return tuple(_candidate(file, row) for row in rows)


def count_open(file: ProjectFile) -> dict[tuple[str, Aspect], int]:
    """How many open candidates there are, by clip and aspect; without zeros."""
    rows = file.rows(
        f"SELECT clips.id, candidates.aspect, count(*) AS open FROM candidates "
        f"JOIN clips ON clips.seq = candidates.clip WHERE NOT {_CLOSED} GROUP BY candidates.clip, candidates.aspect"
    )
    return {(row["id"], Aspect(ASPECTS[row["aspect"]])): row["open"] for row in rows}


def candidate(file: ProjectFile, key: str) -> Candidate:
    return _candidate(file, candidate_row(file, key))


def candidate_row(file: ProjectFile, key: str) -> Row:
    """With ``seq`` and the numbers of what it names. Raises ProjectError where it is not there."""
    row = file.row(f"{_CANDIDATE} WHERE candidates.id = ?", (key,))
    if row is None:
        raise ProjectError("This candidate is not in the project.", "Open the clip again to see what is there.")
    return row


def candidate_by_number(file: ProjectFile, number: int) -> Candidate:
    row = file.row(f"{_CANDIDATE} WHERE candidates.seq = ?", (number,))
    assert row is not None  # a foreign key
    return _candidate(file, row)


def key_of_new(clip_id: str, aspect: Aspect, source: str, new: NewCandidate) -> str:
    """The same text from the same source has the same key in every copy of the project."""
    return candidate_id(clip_id, aspect.value, source, id_of_fingerprint(new.fingerprint), new.text)


def about(file: ProjectFile, clip: int, aspects: set[Aspect]) -> str:
    """The clip in words, with the aspect where it is one."""
    name = listed_name(file, clip)
    return f"{name}, {next(iter(aspects)).label}" if len(aspects) == 1 else name


def _check(new: NewCandidate) -> None:
    if not new.text.strip():
        raise ProjectError("An empty text is no candidate.", "Leave it out.")
    if new.p_yes is not None and not 0 <= new.p_yes <= 1:
        raise ProjectError(f"{new.p_yes} is no probability.", "A score lies between 0 and 1.")
    if new.log_odds is not None and not math.isfinite(new.log_odds):
        raise ProjectError(f"{new.log_odds} is no score.", "Log-odds are a finite number.")


Parts = Sequence[tuple[Aspect, Sequence[NewCandidate]]]
Unknown = dict[str, tuple[Aspect, NewCandidate]]  # by key


def _unknown(file: ProjectFile, clip_id: str, source: str, parts: Parts) -> Unknown:
    clip_number(file, clip_id)  # raises where there is no such clip
    keyed = {key_of_new(clip_id, aspect, source, each): (aspect, each) for aspect, new in parts for each in new}
    return {
        key: value
        for key, value in keyed.items()
        if file.number("SELECT seq FROM candidates WHERE id = ?", (key,)) is None
    }


def _write(file: ProjectFile, clip: int, unknown: Unknown, source: str, by: Pinned) -> None:
    where = about(file, clip, {aspect for aspect, _ in unknown.values()})
    count = "A candidate" if len(unknown) == 1 else f"{len(unknown)} candidates"
    with file.operation(f"{count} for {where}", kind="note") as stamp:
        for key, (aspect, new) in unknown.items():
            file.insert("candidates", {"id": key, "clip": clip, "aspect": aspect_number(aspect),
                                       **_columns(file, stamp, new, source, by)})  # fmt: skip


def _columns(file: ProjectFile, stamp: Stamp, new: NewCandidate, source: str, by: Pinned) -> dict[str, Any]:
    return {
        "source": file.word(source),
        "text": new.text,
        "fingerprint": keep_fingerprint(file, new.fingerprint),
        "prompt": keep_prompt(file, new.prompt),
        "specification": specification_row(file, by),
        "p_yes": new.p_yes,
        "log_odds": new.log_odds,
        "scorer": keep_fingerprint(file, new.scorer),
        "operation": stamp.operation,
    }


def _candidate(file: ProjectFile, row: Row) -> Candidate:
    fingerprint = read_fingerprint(file, row["fingerprint"])
    assert fingerprint is not None  # a foreign key
    return Candidate(
        id=row["id"],
        clip_id=row["clip_id"],
        aspect=Aspect(ASPECTS[row["aspect"]]),
        text=row["text"],
        fingerprint=fingerprint,
        p_yes=row["p_yes"],
        log_odds=row["log_odds"],
        scorer=read_fingerprint(file, row["scorer"]),
        source=row["source_name"],
        made_at=row["created_at"],
        open=not row["closed"],
    )
