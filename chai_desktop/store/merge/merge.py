"""Joining two copies of a project that were worked on apart.

A project is a set of operations that only grows; joining two copies is the union of their sets. So it does not matter
in which order copies are joined, or how often. Where both sides gave a slot another value, both values stay: one is the
head, chosen by time in the same way in every copy, the others are shown until a person settles it
(docs/decisions/0009-merge-is-union.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from chai_desktop.store.file.ids import shortly_after
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import LISTING, OF_A_CLIP, PLACE
from chai_desktop.store.merge.conflicts import count_conflicts
from chai_desktop.store.merge.ends import find_ends
from chai_desktop.store.merge.missing import missing, refuse_strangers
from chai_desktop.store.merge.plan import worked_on
from chai_desktop.store.merge.transfer import Transfer

Between = Callable[[float], None]


@dataclass(frozen=True)
class MergeReport:
    """What came, in numbers; ``conflicts`` counts all that are open now; ``notes``: what else there is to know."""

    operations: int
    clips: int
    triples: int
    conflicts: int
    notes: tuple[str, ...] = ()
    captions: int = 0  # clips' aspects on which somebody worked


def merge(target: ProjectFile, source: ProjectFile, called: str, between: Between | None = None) -> MergeReport:
    """Bring everything of ``source`` that ``target`` does not have into it, as one step. ``called`` names the source
    in the journal; ``between`` gets the share that is done, 0 to 1, and may raise. Raises ProjectError where the two
    are not copies of one project; then, and whatever is raised, nothing was changed."""
    refuse_strangers(target, source)
    new = missing(target, source)
    before = _counts(target)
    notes: tuple[str, ...] = ()
    if new:
        with target.operation(f"Merge {called}", kind="note"):
            Transfer(source, target).carry(new, between)
            _keep_what_was_worked_on(target, source, new)
            notes = _carry_typing(target, source)
    after = _counts(target)
    clips, triples = (now - then for now, then in zip(after, before, strict=True))
    return MergeReport(len(new), clips, triples, count_conflicts(target), notes, len(worked_on(source, set(new))))


def _counts(file: ProjectFile) -> tuple[int, int]:
    clips = file.number("SELECT count(*) FROM clips") or 0
    return clips, file.number("SELECT count(*) FROM triples") or 0


def _keep_what_was_worked_on(target: ProjectFile, source: ProjectFile, new: list[int]) -> None:
    """A clip that one side took out while the other worked on it stays, and is a conflict to settle."""
    removals = _removals(target)
    if not removals:
        return
    theirs = {number for number in (_same_operation(source, target, operation) for operation in new) if number}

    @cache
    def side(operation: int) -> str:
        """Whose step it is: of the other file alone, of this file alone, or of both."""
        if operation in theirs:
            return "theirs"
        return "both" if _same_operation(target, source, operation) is not None else "ours"

    for removal in removals:
        other = {"ours": "theirs", "theirs": "ours"}.get(side(removal["operation"]))
        if other is not None and any(side(operation) == other for operation in _work_on(target, removal["clip"])):
            _list_again(target, removal)


def _same_operation(file: ProjectFile, other: ProjectFile, operation: int) -> int | None:
    """The number that an operation of ``file`` has in ``other``, if it is there."""
    row = file.row("SELECT id FROM operations WHERE seq = ?", (operation,))
    return None if row is None else other.number("SELECT seq FROM operations WHERE id = ?", (row["id"],))


def _removals(target: ProjectFile) -> list[Row]:
    """Ends of chains that say that a clip was taken out."""
    return target.rows(
        "SELECT listings.*, operations.id AS operation_id, operations.created_at, operations.author "
        "FROM listings JOIN operations ON operations.seq = listings.operation WHERE listings.removed = 1 "
        "AND NOT EXISTS (SELECT 1 FROM listings AS later "
        "WHERE later.clip = listings.clip AND later.after = listings.seq)"
    )


def _work_on(target: ProjectFile, clip: int) -> Iterator[int]:
    """The operations that said something about the clip."""
    for kind in OF_A_CLIP:
        if kind not in (LISTING, PLACE):
            for row in target.rows(f"SELECT DISTINCT operation FROM {kind.table} WHERE clip = ?", (clip,)):
                yield row["operation"]


def _list_again(target: ProjectFile, removal: Row) -> None:
    """A node beside the removal, with the name from before. Its operation has the same id and time in every copy."""
    before = target.row("SELECT name FROM listings WHERE seq = ?", (removal["after"],))
    name = removal["name"] if before is None else before["name"]
    key = hashlib.sha256(f"worked on meanwhile:{removal['operation_id']}".encode()).hexdigest()
    operation = {
        "id": f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:32]}",
        "name": f'Keep "{name}": somebody worked on it',
        "kind": "note",
        "target": None,
        "author": removal["author"],
        "created_at": shortly_after(removal["created_at"]),
    }
    if target.number("SELECT seq FROM operations WHERE id = ?", (operation["id"],)) is not None:
        return
    number = target.insert("operations", operation)
    row = {"clip": removal["clip"], "name": name, "removed": 0, "after": removal["after"], "operation": number}
    target.insert("listings", row)
    find_ends(target, LISTING, (removal["clip"],))


def _carry_typing(target: ProjectFile, source: ProjectFile) -> tuple[str, ...]:
    """Unsent words come along where there are none here; where there are others, a sentence says so."""
    notes = []
    for row in source.rows(
        "SELECT typing.*, clips.id AS clip_id, people.id AS person_id FROM typing "
        "JOIN clips ON clips.seq = typing.clip JOIN people ON people.seq = typing.author"
    ):
        clip = target.number("SELECT seq FROM clips WHERE id = ?", (row["clip_id"],))
        author = target.number("SELECT seq FROM people WHERE id = ?", (row["person_id"],))
        if clip is None or author is None:
            continue
        here = target.row(
            "SELECT value FROM typing WHERE clip = ? AND aspect = ? AND field = ?", (clip, row["aspect"], row["field"])
        )
        if here is None:
            typed = {"aspect": row["aspect"], "field": row["field"], "value": row["value"]}
            target.insert("typing", {"clip": clip, **typed, "author": author, "updated_at": row["updated_at"]})
        elif here["value"] != row["value"]:
            notes.append(f"Words that were typed but not sent in {source.path.name} stay there: there are others here.")
    return tuple(dict.fromkeys(notes))
