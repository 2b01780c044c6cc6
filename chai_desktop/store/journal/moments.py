"""A clip through time: every operation on it, and what it was at any of them."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.clips import clip_number, listed_name
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import ANSWER, CHOICE, OF_A_CLIP, WORK, NodeKind
from chai_desktop.store.journal.nodes import Payload, Slot, payload_of, put, slot_of, value
from chai_desktop.store.judgement.work import as_work
from chai_desktop.store.judgement.works import WorkState, aspect_number
from chai_desktop.store.people.people import everyone
from chai_desktop.store.records import ClipState, Moment
from chai_desktop.store.tables.version_2 import ASPECTS

UNDONE = """
    coalesce((SELECT later.kind = 'undo' FROM operations AS later WHERE later.target = operations.seq
    ORDER BY later.seq DESC LIMIT 1), 0)"""
_TOUCHED = " UNION ALL ".join([
    *(
        f"SELECT operation, {kind.number} AS kind, {'aspect' if kind is WORK else 'NULL'} AS aspect "
        f"FROM {kind.table} WHERE clip = :clip"
        for kind in OF_A_CLIP
    ),
    f"SELECT operation, {CHOICE.number}, aspect FROM candidates WHERE clip = :clip",
    f"SELECT node.operation, {CHOICE.number}, candidates.aspect FROM candidates "
    f"JOIN {CHOICE.table} AS node ON node.candidate = candidates.seq WHERE candidates.clip = :clip",
])  # fmt: skip
_MOMENTS = f"""
    SELECT operations.id, operations.name, operations.kind, operations.author, operations.created_at,
        {UNDONE} AS undone, group_concat(DISTINCT touched.aspect) AS aspects,
        max(touched.kind = {ANSWER.number}) AS answers
    FROM ({_TOUCHED}) AS touched JOIN operations ON operations.seq = touched.operation
    GROUP BY operations.seq ORDER BY operations.created_at DESC, operations.id DESC"""


def moments(file: ProjectFile, clip_id: str) -> list[Moment]:
    """Newest first."""
    people = everyone(file)
    return [
        Moment(
            operation_id=row["id"],
            name=row["name"],
            kind=row["kind"],
            author=people[row["author"]],
            at=row["created_at"],
            aspects=_aspects(row["aspects"]),
            answers=bool(row["answers"]),
            undone=bool(row["undone"]),
        )
        for row in file.rows(_MOMENTS, {"clip": clip_number(file, clip_id)})
    ]


def clip_at(file: ProjectFile, clip_id: str, operation_id: str) -> ClipState:
    """The answers and texts of a clip as they were after this operation."""
    clip = clip_number(file, clip_id)
    works = {slot[1]: WorkState(**held) for slot, held in _held_at(file, WORK, clip, operation_id)}
    return ClipState(
        clip_id,
        {row["question"]: file.value(row["value"]) for row in _answers_at(file, clip, operation_id)},
        {aspect: as_work(file, clip_id, aspect, works.get(aspect_number(aspect), WorkState())) for aspect in Aspect},
    )


def bring_back(file: ProjectFile, clip_id: str, operation_id: str, aspect: Aspect | None) -> None:
    """Make current again what was current after this operation: the texts of an aspect, or (None) the answers.

    It is a step of its own, which can be undone. What is current already is left as it is.
    """
    clip = clip_number(file, clip_id)
    kind = ANSWER if aspect is None else WORK
    then = dict(_held_at(file, kind, clip, operation_id))
    slots = [slot for slot in _slots(file, kind, clip) if aspect is None or slot[1] == aspect_number(aspect)]
    changes = {slot: then.get(slot) for slot in slots if value(file, kind, slot) != then.get(slot)}
    if not changes:
        return
    what = "the answers" if aspect is None else aspect.label
    with file.operation(f"Bring back {what} of {listed_name(file, clip)}") as stamp:
        for slot, held in changes.items():
            put(file, stamp, kind, slot, held)


def _held_at(file: ProjectFile, kind: NodeKind, clip: int, operation_id: str) -> Iterator[tuple[Slot, Payload]]:
    """What each slot of the clip held after the operation; empty slots are left out."""
    for node in _nodes_at(file, kind, clip, operation_id):
        if node[kind.decisive] is not None:
            yield slot_of(kind, node), payload_of(kind, node)


def _nodes_at(file: ProjectFile, kind: NodeKind, clip: int, operation_id: str) -> list[Row]:
    """Of each slot, the newest node that is not newer than the operation."""
    moment = file.row("SELECT created_at, id FROM operations WHERE id = ?", (operation_id,))
    if moment is None:
        raise ProjectError("This step is not in the project.", "Open the history again to see what is there.")
    rows = file.rows(
        f"SELECT node.* FROM {kind.table} AS node JOIN operations ON operations.seq = node.operation "
        "WHERE node.clip = ? AND (operations.created_at, operations.id) <= (?, ?) "
        "ORDER BY operations.created_at, operations.id",
        (clip, *moment),
    )
    return list({slot_of(kind, row): row for row in rows}.values())


def _answers_at(file: ProjectFile, clip: int, operation_id: str) -> Iterator[Row]:
    for node in _nodes_at(file, ANSWER, clip, operation_id):
        row = file.row(
            "SELECT words.text AS question, given.value FROM words, answer_values AS given "
            "WHERE words.seq = ? AND given.seq = ?",
            (node["question"], node["value"]),
        )
        if row is not None:
            yield row


def _slots(file: ProjectFile, kind: NodeKind, clip: int) -> list[Slot]:
    return [(clip, row["b"]) for row in file.rows("SELECT b FROM heads WHERE kind = ? AND a = ?", (kind.number, clip))]


def _aspects(numbers: str | None) -> tuple[Aspect, ...]:
    return tuple(Aspect(ASPECTS[number]) for number in sorted(int(each) for each in (numbers or "").split(",") if each))
