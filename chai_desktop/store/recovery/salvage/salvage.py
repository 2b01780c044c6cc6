"""The whole salvage: from a damaged file to a new one that holds every row that could still be read."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chai_desktop.store.recovery.derived import DERIVED
from chai_desktop.store.recovery.known_tables import Schema, known_schema, version_by_names
from chai_desktop.store.recovery.report import SchemaStatements
from chai_desktop.store.recovery.salvage.counting import ask_indexes, bring_back_from_indexes
from chai_desktop.store.recovery.salvage.filling import finish, insert, new_file
from chai_desktop.store.recovery.salvage.found_schema import FoundSchema, find_schema
from chai_desktop.store.recovery.salvage.keys import MendedKeys, mend_keys
from chai_desktop.store.recovery.salvage.reading import Reading
from chai_desktop.store.recovery.salvage.shapes import Shape, other_shapes, shapes
from chai_desktop.store.recovery.salvage.stand_ins import project_stand_in
from chai_desktop.store.sqlite_format.pages import open_pages
from chai_desktop.store.sqlite_format.trees import Walk

Refill = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True)
class Source:
    """What a salvage needs to know beside the damaged bytes."""

    name: str  # of the project file, for the project's row if that is lost
    statements: SchemaStatements
    refill: Refill | None  # fills, in the new file, what is made from other tables and cannot fill itself
    backed_up_project: Mapping[str, Any] | None


@dataclass(frozen=True)
class Salvaged:
    """``read`` counts the rows that came out of the damaged file, ``lost`` those known to be missing, by table."""

    read: int
    lost: Mapping[str, int]
    changed: Mapping[str, int]
    mended_texts: Mapping[str, int]
    unread_pages: int
    keys: MendedKeys
    project_row_lost: bool
    unfilled: tuple[str, ...]  # indexes of text search that are empty

    def loss(self) -> str:
        """What is or may be missing, in sentences; '' where every row was read."""
        said = []
        if any(self.lost.values()):
            said.append(f"Rows that are lost: {_counts(self.lost)}.")
        if self.unread_pages:
            said.append(f"{self.unread_pages} page(s) could not be read; they may have held more rows.")
        if any(self.changed.values()):
            said.append(changed_rows(self.changed))
        if any(self.mended_texts.values()):
            said.append(f"Texts with signs that could not be read, shown as \ufffd: {_counts(self.mended_texts)}.")
        if any(self.keys.cut.values()):
            said.append(f"Rows that no longer name the version before them: {_counts(self.keys.cut)}.")
        if any(self.keys.stand_ins.values()):
            said.append(f"Rows whose name is lost: {_counts(self.keys.stand_ins)}.")
        if self.project_row_lost:
            said.append("The project's own row was lost and was put back.")
        if self.unfilled:
            said.append(f"To be filled anew: {', '.join(self.unfilled)}.")
        return " ".join(said)


def changed_rows(rows: Mapping[str, int]) -> str:
    return f"Rows that differ from what their index says of them, one of which the damage changed: {_counts(rows)}."


def _counts(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{count} of {table}" for table, count in sorted(rows.items()) if count)


def salvage(base: Path, target: Path, source: Source) -> Salvaged:
    """Read every row out of ``base`` into the new file ``target``. Raises ProjectError, sqlite3.Error."""
    with open_pages(base) as pages:
        walk = Walk()
        found = find_schema(pages, walk)
        schema = _schema(found, source)
        with new_file(target, schema) as connection:
            return _fill(
                connection,
                Reading(pages, found, _shapes(connection, found), other_shapes(connection), walk),
                schema,
                source,
            )


def _schema(found: FoundSchema, source: Source) -> Schema:
    """As the program makes it: a letter of a damaged schema may be wrong and still be read."""
    tables = {entry.name for entry in found.entries if entry.kind == "table" and not entry.name.startswith("sqlite_")}
    return known_schema(source.statements, version_by_names(tables, source.statements))


def _shapes(connection: sqlite3.Connection, found: FoundSchema) -> list[Shape]:
    """How the damaged file keeps its rows: a file that was upgraded may have the columns in another order."""
    theirs = found.shapes()
    return [
        theirs[shape.table] if shape.names == getattr(theirs.get(shape.table), "names", None) else shape
        for shape in shapes(connection)
    ]


def _fill(connection: sqlite3.Connection, reading: Reading, schema: Schema, source: Source) -> Salvaged:
    for shape, rows in reading.rows():
        insert(connection, shape, rows)
    bring_back_from_indexes(reading.pages, reading.schema, schema, connection)
    tables = [shape.table for shape in reading.shapes]
    read = sum(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables)
    witness = ask_indexes(reading.pages, reading.schema, schema, connection)
    kept = [table for table in tables if table not in DERIVED]
    lost = Counter({table: max(reading.unread_cells[table], witness.lost[table]) for table in kept})
    project_row_lost = _one_project(connection, source) if "project" in tables else False
    keys = mend_keys(connection, tables)
    unfilled = finish(connection, schema)
    if source.refill is not None:
        source.refill(connection)
        unfilled = []
    return Salvaged(
        read=read,
        lost=lost + keys.dropped,
        changed=witness.changed,
        mended_texts=reading.mended_texts,
        unread_pages=len(reading.unread_pages),
        keys=keys,
        project_row_lost=project_row_lost,
        unfilled=tuple(unfilled),
    )


def _one_project(connection: sqlite3.Connection, source: Source) -> bool:
    """Leave exactly one row of the project; whether it had to be put back."""
    connection.execute("DELETE FROM project WHERE rowid > (SELECT min(rowid) FROM project)")
    if connection.execute("SELECT count(*) FROM project").fetchone()[0]:
        return False
    return project_stand_in(connection, source.name, source.backed_up_project)
