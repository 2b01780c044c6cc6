"""Whether the search index knows every text, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.store.check.findings import Finding, gathered, one_of_all
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.journal.kinds import LISTING
from chai_desktop.store.search.index import TextKind, plain_answer

# What is to be found, by kind; names are looked at by themselves, since one name may stand in several nodes.
_EXPECTED = {
    TextKind.PRE_CAPTION: ("pre_captions", "trim(text) <> ''"),
    TextKind.CRITIQUE: (
        "critiques",
        "trim(free_text) <> '' OR EXISTS (SELECT 1 FROM critique_points AS point WHERE point.critique = text.seq "
        "AND trim(point.quote || point.instead || point.reason) <> '')",
    ),
    TextKind.POST_CAPTION: ("post_captions", "origin <> 'accepted' AND trim(text) <> ''"),
}
_TABLES = {kind: table for kind, (table, _) in _EXPECTED.items()} | {
    TextKind.NAME: "listings",
    TextKind.ANSWER: "answer_values",
}
_MISSING = "{n} texts of %s are not in the search index: a search would not find them."


def words(file: ProjectFile) -> Iterator[Finding]:
    for kind, (table, condition) in _EXPECTED.items():
        yield from gathered(
            file,
            f"SELECT seq FROM {table} AS text WHERE ({condition}) AND {_not_indexed(kind)}",
            kind="search",
            what=_MISSING % table,
            place=f"{table} row {{seq}}",
            mendable=True,
        )
    yield from _answers(file)
    yield from _names(file)
    for kind, table in _TABLES.items():
        yield from gathered(
            file,
            f"SELECT indexed.id >> 3 AS seq FROM texts_docsize AS indexed WHERE indexed.id & 7 = {kind.value} "
            f"AND NOT EXISTS (SELECT 1 FROM {table} AS text WHERE text.seq = indexed.id >> 3)",
            kind="search",
            what=f"{{n}} entries of the search index name texts of {table} that are not there.",
            place=f"{table} row {{seq}}",
            mendable=True,
        )


def _not_indexed(kind: TextKind) -> str:
    return f"NOT EXISTS (SELECT 1 FROM texts_docsize WHERE id = text.seq * 8 + {kind.value})"


def _answers(file: ProjectFile) -> Iterator[Finding]:
    rows = file.stream(
        f"SELECT seq, value FROM answer_values AS text WHERE json_valid(value) AND {_not_indexed(TextKind.ANSWER)}"
    )
    yield from one_of_all(
        (row for row in rows if plain_answer(row["value"]).strip()),
        kind="search",
        what=_MISSING % "answers",
        place="answer_values row {seq}",
        mendable=True,
    )


def _names(file: ProjectFile) -> Iterator[Finding]:
    yield from gathered(
        file,
        f"""SELECT now.name FROM heads JOIN listings AS now ON now.seq = heads.node
        WHERE heads.kind = {LISTING.number} AND trim(now.name) <> '' AND NOT EXISTS (
            SELECT 1 FROM listings AS text WHERE text.clip = now.clip AND text.name = now.name
            AND NOT {_not_indexed(TextKind.NAME)})""",
        kind="search",
        what=_MISSING % "clip names",
        place="{name}",
        mendable=True,
    )
