"""Undo and redo: steps of the journal that give the slots of an earlier step back what they held.

Nothing is taken away: undoing writes nodes. So it survives a restart, and is itself a part of the history. A person
undoes their own steps only; a slot that somebody has changed since is left as it is. A conflict that was settled is
open again when that is undone, with the same sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.journal.kinds import ANSWER, CHOICE, KINDS, LISTING, PLACE, REVIEW, WORK, NodeKind
from chai_desktop.store.journal.nodes import Payload, Slot, both_halves, head, is_empty, payload_of, put, slot_of
from chai_desktop.store.records import JournalStep, UndoState
from chai_desktop.store.tables.version_2 import ASPECTS

if TYPE_CHECKING:
    from chai_desktop.store.file.project_file import ProjectFile, Row, Stamp

_UNDONE = (
    "(SELECT kind = 'undo' FROM operations AS later WHERE later.target = operations.seq ORDER BY seq DESC LIMIT 1)"
)
# Asked after every step: indexes of the operations give the answers, however long the journal is.
TO_UNDO = f"""
    SELECT seq, id, name FROM operations WHERE kind IN ('edit', 'settle') AND author = ?
    AND NOT coalesce({_UNDONE}, 0) ORDER BY seq DESC LIMIT 1"""
LAST_OWN = "SELECT seq FROM operations WHERE kind IN ('edit', 'settle') AND author = ? ORDER BY seq DESC LIMIT 1"
TO_REDO = f"""
    SELECT operations.seq, operations.id, operations.name FROM operations AS undoing
    JOIN operations ON operations.seq = undoing.target
    WHERE undoing.seq > ? AND undoing.kind = 'undo' AND undoing.author = ? AND {_UNDONE}
    ORDER BY operations.seq LIMIT 1"""
_ABOUT = " UNION ALL ".join([
    f"SELECT clips.id AS clip, node.aspect FROM {WORK.table} AS node JOIN clips ON clips.seq = node.clip "
    "WHERE node.operation = :operation",
    *(
        f"SELECT clips.id, NULL FROM {kind.table} AS node JOIN clips ON clips.seq = node.clip "
        "WHERE node.operation = :operation"
        for kind in (ANSWER, LISTING, PLACE)
    ),
    f"SELECT clips.id, candidates.aspect FROM {CHOICE.table} AS node "
    "JOIN candidates ON candidates.seq = node.candidate "
    "JOIN clips ON clips.seq = candidates.clip WHERE node.operation = :operation",
    f"SELECT clips.id, triples.aspect FROM {REVIEW.table} AS node JOIN triples ON triples.seq = node.triple "
    "JOIN clips ON clips.seq = triples.clip WHERE node.operation = :operation",
])  # fmt: skip


def undo_state(file: ProjectFile) -> UndoState:
    """The steps that undo and redo would take now; None where there is none."""
    author = file.author()
    if author is None or file.read_only:
        return UndoState(None, None)
    return UndoState(_step(file, _to_undo(file, author)), _step(file, _to_redo(file, author)))


def undo(file: ProjectFile) -> JournalStep | None:
    """Take back the newest step of the person at this computer; None where there is none."""
    author = file.author()
    target = None if author is None else _to_undo(file, author)
    if target is None:
        return None
    with file.whole():
        opened = _open_again(file, target) if _settles(file, target) else []
        with file.operation(str(target["name"]), kind="undo", target=target["seq"]) as stamp:
            for kind in KINDS:
                for node in _nodes_of(file, kind, target["seq"]):
                    _replace(file, stamp, kind, node, expected=payload_of(kind, node), to=_before(file, kind, node))
        for kind, slot, end in opened:
            a, b = both_halves(slot)
            file.insert("forks", {"kind": kind.number, "a": a, "b": b, "node": end})
    return _step(file, target)


def redo(file: ProjectFile) -> JournalStep | None:
    """Do again what was undone last, unless something else was done since; None where there is nothing."""
    author = file.author()
    target = None if author is None else _to_redo(file, author)
    if target is None:
        return None
    with file.operation(str(target["name"]), kind="redo", target=target["seq"]) as stamp:
        for kind in KINDS:
            for node in _nodes_of(file, kind, target["seq"]):
                before, settles = _before(file, kind, node), _settles(file, target)
                _replace(file, stamp, kind, node, expected=before, to=payload_of(kind, node), settles=settles)
    return _step(file, target)


def _to_undo(file: ProjectFile, author: int) -> Row | None:
    return file.row(TO_UNDO, (author,))


def _to_redo(file: ProjectFile, author: int) -> Row | None:
    """The first of the steps that were undone since the person's last own change, and still are."""
    last = file.row(LAST_OWN, (author,))
    return file.row(TO_REDO, (last["seq"] if last else 0, author))


def _step(file: ProjectFile, row: Row | None) -> JournalStep | None:
    if row is None:
        return None
    abouts = file.rows(_ABOUT, {"operation": row["seq"]})
    if len({about["clip"] for about in abouts}) != 1:  # a step of the project, or of several clips
        return JournalStep(row["id"], row["name"])
    about = abouts[0]
    aspect = None if about["aspect"] is None else Aspect(ASPECTS[about["aspect"]])
    return JournalStep(row["id"], row["name"], about["clip"], aspect)


def _nodes_of(file: ProjectFile, kind: NodeKind, operation: int) -> list[Row]:
    return file.rows(f"SELECT * FROM {kind.table} WHERE operation = ? ORDER BY seq", (operation,))


def _before(file: ProjectFile, kind: NodeKind, node: Row) -> Payload | None:
    """What the slot held before this node."""
    row = None if node["after"] is None else file.row(f"SELECT * FROM {kind.table} WHERE seq = ?", (node["after"],))
    return None if row is None else payload_of(kind, row)


def _settles(file: ProjectFile, operation: Row) -> bool:
    return file.row("SELECT 1 FROM operations WHERE seq = ? AND kind = 'settle'", (operation["seq"],)) is not None


def _open_again(file: ProjectFile, settling: Row) -> list[tuple[NodeKind, Slot, int]]:
    """New ends that say what the ends that were settled had said; they are forks once the settling is undone.

    Each is a step of its own, earlier than the undoing, because the head is the latest of the ends.
    """
    opened = []
    for kind in KINDS:
        for node in _nodes_of(file, kind, settling["seq"]):
            slot = slot_of(kind, node)
            now = head(file, kind, slot)
            if now is not None and payload_of(kind, now) == payload_of(kind, node):
                opened += [(kind, slot, _end_again(file, kind, end, settling)) for end in _settled(file, kind, now)]
    return opened


def _settled(file: ProjectFile, kind: NodeKind, node: Row) -> list[Row]:
    return file.rows(
        f"SELECT node.* FROM also_after JOIN {kind.table} AS node ON node.seq = also_after.earlier "
        "WHERE also_after.kind = ? AND also_after.node = ? ORDER BY node.seq",
        (kind.number, node["seq"]),
    )


def _end_again(file: ProjectFile, kind: NodeKind, end: Row, settling: Row) -> int:
    what = str(settling["name"]).removeprefix("Settle ")
    with file.operation(f"The other side again: {what}", kind="note") as stamp:
        columns = {**dict(zip(kind.slot, slot_of(kind, end), strict=True)), **payload_of(kind, end)}
        return file.insert(kind.table, {**columns, "after": end["seq"], "operation": stamp.operation})


def _replace(
    file: ProjectFile,
    stamp: Stamp,
    kind: NodeKind,
    node: Row,
    expected: Payload | None,
    to: Payload | None,
    settles: bool = False,
) -> None:
    slot = slot_of(kind, node)
    now = head(file, kind, slot)
    held = None if now is None else payload_of(kind, now)
    if held == expected or (is_empty(kind, held) and is_empty(kind, expected)):
        put(file, stamp, kind, slot, to, settles)
