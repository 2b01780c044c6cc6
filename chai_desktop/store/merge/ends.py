"""The ends of a slot's chain of nodes: those after which no other node came."""

from __future__ import annotations

from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import NodeKind
from chai_desktop.store.journal.nodes import Slot, both_halves


def ends_of(file: ProjectFile, kind: NodeKind, slot: Slot) -> list[Row]:
    """In an order that is the same in every copy: by time and id of the operation. The last is the head."""
    condition = " AND ".join(f"node.{column} = ?" for column in kind.slot)
    return file.rows(
        f"""SELECT node.* FROM {kind.table} AS node JOIN operations ON operations.seq = node.operation
        WHERE {condition}
        AND NOT EXISTS (SELECT 1 FROM {kind.table} AS later WHERE later.after = node.seq
            AND {" AND ".join(f"later.{column} = node.{column}" for column in kind.slot)})
        AND NOT EXISTS (SELECT 1 FROM also_after WHERE also_after.kind = ? AND also_after.earlier = node.seq)
        ORDER BY operations.created_at, operations.id""",
        (*slot, kind.number),
    )


def find_ends(file: ProjectFile, kind: NodeKind, slot: Slot) -> None:
    """Make head and forks of a slot anew, inside a transaction."""
    a, b = both_halves(slot)
    file.execute("DELETE FROM heads WHERE kind = ? AND a = ? AND b = ?", (kind.number, a, b))
    file.execute("DELETE FROM forks WHERE kind = ? AND a = ? AND b = ?", (kind.number, a, b))
    *others, head = ends_of(file, kind, slot)
    file.insert("heads", {"kind": kind.number, "a": a, "b": b, "node": head["seq"]})
    for other in others:
        file.insert("forks", {"kind": kind.number, "a": a, "b": b, "node": other["seq"]})
