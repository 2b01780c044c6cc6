"""Nodes: what is current in a slot, and how it becomes something else.

A slot's nodes form a chain, each ``after`` the one it replaced. Where two copies of a project were worked on and
joined, a chain can end more than once: the head is one of the ends, the other ends are in ``forks``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chai_desktop.store.journal.kinds import NodeKind

if TYPE_CHECKING:
    from chai_desktop.store.file.project_file import ProjectFile, Row, Stamp

Slot = tuple[int, ...]
Payload = dict[str, Any]


def head(file: ProjectFile, kind: NodeKind, slot: Slot) -> Row | None:
    """The current node of a slot, also where it says that the slot is empty."""
    a, b = both_halves(slot)
    return file.row(
        f"SELECT node.* FROM heads JOIN {kind.table} AS node ON node.seq = heads.node "
        "WHERE heads.kind = ? AND heads.a = ? AND heads.b = ?",
        (kind.number, a, b),
    )


def value(file: ProjectFile, kind: NodeKind, slot: Slot) -> Payload | None:
    """What the slot holds, or None where it holds nothing."""
    found = head(file, kind, slot)
    return None if found is None or found[kind.decisive] is None else payload_of(kind, found)


def put(
    file: ProjectFile,
    stamp: Stamp,
    kind: NodeKind,
    slot: Slot,
    payload: Mapping[str, Any] | None,
    settles: bool = False,
) -> int:
    """Make ``payload`` (None: nothing) what the slot holds, inside an operation; gives the node's ``seq``.

    The other ends of a slot that went apart stay, for a person to see, unless they say what the head said, or
    ``settles`` is set.
    """
    before = head(file, kind, slot)
    columns = dict.fromkeys(kind.payload) if payload is None else {name: payload.get(name) for name in kind.payload}
    row = {**dict(zip(kind.slot, slot, strict=True)), **columns}
    node = file.insert(kind.table, {**row, "after": before and before["seq"], "operation": stamp.operation})
    a, b = both_halves(slot)
    file.insert("heads", {"kind": kind.number, "a": a, "b": b, "node": node}, on_conflict="OR REPLACE")
    for end in forks(file, kind, slot):
        if settles or before is None or payload_of(kind, end) == payload_of(kind, before):
            file.insert("also_after", {"kind": kind.number, "node": node, "earlier": end["seq"]})
            file.execute("DELETE FROM forks WHERE kind = ? AND node = ?", (kind.number, end["seq"]))
    return node


def forks(file: ProjectFile, kind: NodeKind, slot: Slot) -> Sequence[Row]:
    """The ends of a slot's chain that are not its head."""
    return file.rows(
        f"SELECT node.* FROM forks JOIN {kind.table} AS node ON node.seq = forks.node "
        "WHERE forks.kind = ? AND forks.a = ? AND forks.b = ? ORDER BY forks.node",
        (kind.number, *both_halves(slot)),
    )


def slot_of(kind: NodeKind, node: Row) -> Slot:
    return tuple(node[column] for column in kind.slot)


def both_halves(slot: Slot) -> tuple[int, int]:
    """As ``heads`` names it; the second half of a short slot is 0."""
    return slot[0], slot[1] if len(slot) > 1 else 0


def payload_of(kind: NodeKind, node: Row) -> Payload:
    return {column: node[column] for column in kind.payload}


def is_empty(kind: NodeKind, payload: Payload | None) -> bool:
    return payload is None or payload[kind.decisive] is None
