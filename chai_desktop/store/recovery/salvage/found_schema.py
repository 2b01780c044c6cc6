"""What the damaged file still says of its own tables: their names, statements, and the roots of their trees."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from chai_desktop.store.recovery.salvage.shapes import Shape, shapes
from chai_desktop.store.sqlite_format.pages import Kind, Page, Pages
from chai_desktop.store.sqlite_format.records import BadBytes, Value, decode
from chai_desktop.store.sqlite_format.trees import Walk, cells_with_records, pages_of

_KINDS = ("table", "index", "trigger", "view")


@dataclass(frozen=True)
class Entry:
    """A row of sqlite_schema. ``root`` is 0 for what has no pages; ``sql`` is '' for an index that a key implies."""

    kind: str
    name: str
    table: str
    root: int
    sql: str


@dataclass(frozen=True)
class FoundSchema:
    entries: tuple[Entry, ...]
    whole: bool  # the tree of the schema could be read without a gap

    def root(self, table: str) -> int:
        """The root page of a table, or 0 where nothing tells."""
        return next((e.root for e in self.entries if e.kind == "table" and e.name == table), 0)

    def shapes(self) -> dict[str, Shape]:
        """How rows of each table are kept, by the table's own statement, where that can still be understood."""
        with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            for entry in self.entries:
                if entry.sql.upper().startswith("CREATE TABLE"):
                    with contextlib.suppress(sqlite3.Error):
                        connection.execute(entry.sql)
            return {shape.table: shape for shape in shapes(connection)}

    def index_root(self, name: str) -> int:
        """The root page of an index, or 0 where nothing tells."""
        return next((entry.root for entry in self.entries if entry.kind == "index" and entry.name == name), 0)


def find_schema(pages: Pages, walk: Walk) -> FoundSchema:
    """Read the schema's tree, which starts on page 1; where it has gaps, look for its rows on every page."""
    before = len(walk.broken)
    entries = list(_entries(pages, pages_of(pages, 1, False, walk)))
    whole = len(walk.broken) == before and bool(entries)
    if not whole:
        for number in range(1, pages.count + 1):
            page = _leaf(pages, number)
            if page is None or number in walk.read:
                continue
            more = list(_entries(pages, [page]))
            if more:
                walk.read.add(number)
                entries += more
    return FoundSchema(tuple(dict.fromkeys(entries)), whole)


def _leaf(pages: Pages, number: int) -> Page | None:
    try:
        page = pages.page(number)
    except BadBytes:
        return None
    return page if page.kind is Kind.TABLE_LEAF else None


def _entries(pages: Pages, found: Iterable[Page]) -> Iterable[Entry]:
    for page in found:
        for cell in cells_with_records(page):
            if cell is None:
                continue
            try:
                entry = _entry(decode(pages.record(page, cell)), pages.count)
            except BadBytes:
                continue
            if entry is not None:
                yield entry


def _entry(values: list[Value], page_count: int) -> Entry | None:
    match values:
        case [str(kind), str(name), str(table), int(root), str() | None as sql] if (
            kind in _KINDS and 0 <= root <= page_count and (sql is None or sql.upper().startswith("CREATE "))
        ):
            return Entry(kind, name, table, root, sql or "")
    return None
