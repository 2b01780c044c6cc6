"""How many rows are certainly missing: those that an index still names and the table no longer holds."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chai_desktop.store.recovery.salvage.found_schema import FoundSchema, find_schema
from chai_desktop.store.recovery.salvage.page_rows import records
from chai_desktop.store.sqlite_format.pages import Kind, Pages, open_pages
from chai_desktop.store.sqlite_format.trees import Walk, pages_of

RowNumbers = NDArray[np.int64]


def named_by_indexes(pages: Pages, schema: FoundSchema, table: str) -> RowNumbers:
    """The row numbers that end the entries of the table's indexes, sorted, each once."""
    numbers = array("q")
    for root in schema.index_roots(table):
        for page in pages_of(pages, root, True, Walk()):
            for record in records(pages, page):
                if record is not None and record[1] and isinstance(number := record[1][-1], int):
                    numbers.append(number)
    return np.unique(np.frombuffer(numbers, dtype=np.int64))


def in_table(connection: sqlite3.Connection, table: str) -> RowNumbers:
    return np.fromiter((row[0] for row in connection.execute(f'SELECT rowid FROM "{table}"')), dtype=np.int64)


def missing(named: RowNumbers, present: RowNumbers) -> int:
    return len(np.setdiff1d(named, present))


def missing_from_tables(path: Path) -> Counter[str]:
    """By table, for a file whose tables SQLite may not be able to read."""
    lost: Counter[str] = Counter()
    with open_pages(path) as pages:
        schema = find_schema(pages, Walk())
        for entry in schema.entries:
            if entry.kind == "table" and entry.root and _has_row_numbers(pages, entry.root):
                named = named_by_indexes(pages, schema, entry.name)
                lost[entry.name] = missing(named, np.fromiter(_numbers(pages, entry.root), dtype=np.int64))
    return +lost


def _has_row_numbers(pages: Pages, root: int) -> bool:
    return any(True for _ in pages_of(pages, root, False, Walk()))


def _numbers(pages: Pages, root: int) -> Iterable[int]:
    for page in pages_of(pages, root, False, Walk()):
        if page.kind is Kind.TABLE_LEAF:
            yield from (cell.rowid for cell in page.cells if cell is not None)
