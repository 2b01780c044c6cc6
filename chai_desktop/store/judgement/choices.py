"""Choosing among candidates: what each person says of each, and the preferences that follow from it.

Each person has a slot of their own for each candidate, as reviewers have for triples: two people who choose
differently in two copies of a project both keep what they said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.clips import listed_name
from chai_desktop.store.file.ids import preference_id
from chai_desktop.store.file.project_file import ProjectFile, Row, Stamp
from chai_desktop.store.journal.kinds import CHOICE, LISTING
from chai_desktop.store.journal.nodes import put, value
from chai_desktop.store.judgement.candidates import about, candidate_by_number, candidate_row
from chai_desktop.store.judgement.captions import pre_caption, put_pre_caption
from chai_desktop.store.judgement.fingerprints import fingerprint
from chai_desktop.store.judgement.works import work_state
from chai_desktop.store.people.people import everyone
from chai_desktop.store.records import Caption, Preference
from chai_desktop.store.tables.version_2 import ASPECTS

_PREFERENCES = f"""
    SELECT choices.candidate, choices.chosen, choices.scores_hidden, operations.author, operations.created_at,
        people.id AS person_id, losing.id AS rejected_id, winning.id AS chosen_id, clips.id AS clip_id, losing.aspect
    FROM heads JOIN choices ON choices.seq = heads.node
    JOIN operations ON operations.seq = choices.operation JOIN people ON people.seq = choices.person
    JOIN candidates AS losing ON losing.seq = choices.candidate
    JOIN candidates AS winning ON winning.seq = choices.chosen
    JOIN clips ON clips.seq = losing.clip
    JOIN heads AS listed ON listed.kind = {LISTING.number} AND listed.a = losing.clip AND listed.b = 0
    JOIN listings ON listings.seq = listed.node AND listings.removed = 0
    WHERE heads.kind = {CHOICE.number} AND choices.choice = 'passed_over'
    ORDER BY losing.clip, losing.aspect, operations.created_at, losing.id"""


def choose_candidate(file: ProjectFile, candidate_id: str, over: Sequence[str], scores_hidden: bool) -> Caption:
    """The candidate becomes the current pre-caption; it is preferred to each of ``over``, which are closed with it."""
    chosen = candidate_row(file, candidate_id)
    passed = [candidate_row(file, key) for key in dict.fromkeys(over) if key != candidate_id]
    if any((row["clip"], row["aspect"]) != (chosen["clip"], chosen["aspect"]) for row in passed):
        raise ProjectError("These candidates are not for the same caption.", "Choose among those of one caption.")
    said = {chosen["seq"]: _said("chosen", None, scores_hidden)}
    said |= {row["seq"]: _said("passed_over", chosen["seq"], scores_hidden) for row in passed}
    now = _current(file, chosen)
    if now is not None and _said_already(file, said):
        return now
    aspect = Aspect(ASPECTS[chosen["aspect"]])
    with file.operation(f"Choose a candidate for {listed_name(file, chosen['clip'])}, {aspect.label}") as stamp:
        if now is None:
            now = _draft(file, stamp, chosen, aspect)
        for number, payload in said.items():
            put(file, stamp, CHOICE, (number, stamp.author), payload)
    return now


def dismiss_candidates(file: ProjectFile, candidate_ids: Sequence[str]) -> None:
    """Close those that are open; one step of the journal for each clip."""
    by_clip: dict[int, list[Row]] = {}
    for key in dict.fromkeys(candidate_ids):
        row = candidate_row(file, key)
        if not row["closed"]:
            by_clip.setdefault(row["clip"], []).append(row)
    if not by_clip:
        return
    with file.whole():
        for clip, rows in by_clip.items():
            count = "a candidate" if len(rows) == 1 else f"{len(rows)} candidates"
            where = about(file, clip, {Aspect(ASPECTS[row["aspect"]]) for row in rows})
            with file.operation(f"Dismiss {count} for {where}") as stamp:
                for row in rows:
                    put(file, stamp, CHOICE, (row["seq"], stamp.author), _said("dismissed", None, None))


def preferences(file: ProjectFile) -> tuple[Preference, ...]:
    """All that stand, in the order of clips and aspects, without removed clips."""
    people = everyone(file)
    return tuple(
        Preference(
            id=preference_id(row["chosen_id"], row["rejected_id"], row["person_id"]),
            clip_id=row["clip_id"],
            aspect=Aspect(ASPECTS[row["aspect"]]),
            chosen=candidate_by_number(file, row["chosen"]),
            rejected=candidate_by_number(file, row["candidate"]),
            scores_hidden=bool(row["scores_hidden"]),
            author=people[row["author"]],
            at=row["created_at"],
        )
        for row in file.rows(_PREFERENCES)
    )


def _said(choice: str, chosen: int | None, scores_hidden: bool | None) -> dict[str, Any]:
    return {"choice": choice, "chosen": chosen, "scores_hidden": None if scores_hidden is None else int(scores_hidden)}


def _said_already(file: ProjectFile, said: dict[int, dict[str, Any]]) -> bool:
    author = file.author()
    return author is not None and all(value(file, CHOICE, (key, author)) == payload for key, payload in said.items())


def _current(file: ProjectFile, chosen: Row) -> Caption | None:
    """The current pre-caption, if it is this candidate's text already."""
    state = work_state(file, chosen["clip"], Aspect(ASPECTS[chosen["aspect"]]))
    current = pre_caption(file, state.pre_caption)
    if current is None or (current.text, current.origin) != (chosen["text"], "engine"):
        return None
    return current if current.fingerprint == fingerprint(file, chosen["fingerprint"]) else None


def _draft(file: ProjectFile, stamp: Stamp, chosen: Row, aspect: Aspect) -> Caption:
    """A pre-caption that was written as the candidate was."""
    written = {name: chosen[name] for name in ("text", "fingerprint", "prompt", "specification")}
    return put_pre_caption(file, stamp, chosen["clip"], aspect, {**written, "origin": "engine"})
