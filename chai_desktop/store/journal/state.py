"""What a project holds now, in words that are the same in every copy: for comparing files, and for proving undo.

One line of JSON per slot that holds something, sorted. Numbers of rows are replaced by what names them everywhere:
UUIDs, texts. Two files with equal lines show the same project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import KINDS, NodeKind, reference


def state_lines(file: ProjectFile) -> list[str]:
    """The current value of every slot, and the other ends of those that went apart."""
    current = (_line(kind, row, "") for kind in KINDS for row in _ends(file, kind, "heads"))
    apart = (_line(kind, row, " apart") for kind in KINDS for row in _ends(file, kind, "forks"))
    return sorted([*current, *apart])


def named_columns(kind: NodeKind, columns: tuple[str, ...]) -> tuple[str, str]:
    """SQL: the columns of ``node`` by what names them in every copy, and the joins that this needs."""
    chosen, joins = [], []
    for column in columns:
        target = reference(kind, column)
        if target is None:
            chosen.append(f"node.{column} AS {column}")
            continue
        name = f"of_{column}"
        key = " || char(31) || ".join(f"{name}.{part}" for part in target.keys)
        chosen.append(f"{key} AS {column}")
        joins.append(f"LEFT JOIN {target.table} AS {name} ON {name}.seq = node.{column}")
    return ", ".join(chosen), " ".join(joins)


def _ends(file: ProjectFile, kind: NodeKind, table: str) -> Iterator[Row]:
    """An empty head is no value; an empty fork is one side of what went apart."""
    columns, joins = named_columns(kind, kind.slot + kind.payload)
    something = f"AND node.{kind.decisive} IS NOT NULL" if table == "heads" else ""
    yield from file.stream(
        f"SELECT {columns} FROM {table} AS ends JOIN {kind.table} AS node ON node.seq = ends.node {joins} "
        f"WHERE ends.kind = {kind.number} {something}"
    )


def _line(kind: NodeKind, row: Row, apart: str) -> str:
    values: dict[str, Any] = {name: row[name] for name in kind.slot + kind.payload}
    return f"{kind.table}{apart} {json.dumps(values, ensure_ascii=False)}"
