"""Whether the file is whole as a database, and its tables and guards are those of this program."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from chai_desktop.store.check.findings import Finding, Level
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.tables.migrations import NEWEST
from chai_desktop.store.tables.version_3 import all_statements

# What integrity_check says of an index that does not fit its table; REINDEX makes the index anew.
_OF_AN_INDEX = re.compile(r"missing from index|wrong # of entries in index|non-unique entry in index")
_NAMED = 3
_ALL = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"

Schema = dict[tuple[str, str], str]  # (type, name) -> SQL with single blanks


def pages(file: ProjectFile) -> Iterator[Finding]:
    """Every page, row and index (sqlite.org/pragma.html#pragma_integrity_check)."""
    said = [str(row[0]) for row in file.rows("PRAGMA integrity_check")]
    if said == ["ok"]:
        return
    of_indexes = [line for line in said if _OF_AN_INDEX.search(line)]
    broken = [line for line in said if line not in of_indexes]
    if of_indexes:
        yield Finding("index", "An index does not fit its table.", _some(of_indexes), len(of_indexes), mendable=True)
    if broken:
        yield Finding("structure", "The structure of the file is damaged.", _some(broken), len(broken))


def references(file: ProjectFile) -> Iterator[Finding]:
    """Rows that name rows which are not there."""
    counted: dict[tuple[str, str], list[str]] = {}
    for row in file.stream("PRAGMA foreign_key_check"):
        counted.setdefault((row["table"], row["parent"]), []).append(f"row {row['rowid']}")
    for (table, parent), rows in counted.items():
        what = f"{len(rows)} rows of {table} name rows of {parent} that are not there."
        yield Finding("reference", what, f"{table} {_some(rows)}", len(rows))


def one_project(file: ProjectFile) -> Iterator[Finding]:
    count = file.number("SELECT count(*) FROM project") or 0
    if count != 1:
        yield Finding("project", f"It says {count} times which project it is; once is right.", "project", count)


def tables_and_guards(file: ProjectFile) -> Iterator[Finding]:
    """Tables, indexes and triggers are those of this version, letter by letter but for blanks."""
    if file.number("PRAGMA user_version") != NEWEST:
        return  # a newer program's tables are not ours to judge
    here = schema_of(file)
    expected = expected_schema()
    for kind, name in expected:
        if (kind, name) not in here:
            yield _differing(kind, name, "is missing")
        elif here[kind, name] != expected[kind, name]:
            yield _differing(kind, name, "is not as this program makes it")
    for kind, name in here:
        if (kind, name) not in expected:
            strange = kind in ("trigger", "view")  # these can act on what is written and read
            what = f"There is a {kind} {name}, which this program does not know."
            level = Level.DAMAGE if strange else Level.NOTE
            yield Finding("stranger", what, name, mendable=strange, level=level)


def _differing(kind: str, name: str, how: str) -> Finding:
    if kind == "trigger":
        what = f"The guard {name} {how}: rows could be changed unseen."
        return Finding("guard", what, name, mendable=True)
    return Finding("table", f"The {kind} {name} {how}.", name, mendable=kind == "index")


def schema_of(file: ProjectFile) -> Schema:
    return _schema(file.rows(_ALL))


@cache
def expected_schema() -> Schema:
    with closing(sqlite3.connect(":memory:")) as db:
        db.row_factory = sqlite3.Row
        for statement in all_statements():
            db.execute(statement)
        return _schema(db.execute(_ALL).fetchall())


def _schema(rows: list[sqlite3.Row]) -> Schema:
    return {
        (row["type"], row["name"]): " ".join(str(row["sql"]).split())
        for row in rows
        if not str(row["name"]).startswith("sqlite_")
    }


def _some(lines: list[str]) -> str:
    return "; ".join(lines[:_NAMED]) + ("; ..." if len(lines) > _NAMED else "")
