"""The rows on one page, as far as they can be read as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chai_desktop.store.recovery.salvage.shapes import Shape
from chai_desktop.store.sqlite_format.pages import Cell, Kind, Page, Pages
from chai_desktop.store.sqlite_format.records import BadBytes, Value, decode
from chai_desktop.store.sqlite_format.trees import cells_with_records

Record = tuple[int, list[Value]]  # the row's number (0 in a table without them) and its values


@dataclass(frozen=True)
class PageRows:
    rows: tuple[dict[str, Value], ...]
    unread: int  # cells that are no such row

    @property
    def is_of_this_table(self) -> bool:
        """An empty page may belong to any table; one on which most cells make no sense belongs to another."""
        return len(self.rows) >= self.unread


def records(pages: Pages, page: Page) -> list[Record | None]:
    """Every record on the page, None for each that cannot be decoded."""
    return [_record(pages, page, cell) for cell in cells_with_records(page)]


def _record(pages: Pages, page: Page, cell: Cell | None) -> Record | None:
    if cell is None:
        return None
    try:
        return cell.rowid, decode(pages.record(page, cell))
    except BadBytes:
        return None


def rows_of(shape: Shape, found: Sequence[Record | None]) -> PageRows:
    rows = [None if record is None else shape.row(record[1], record[0]) for record in found]
    whole = tuple(row for row in rows if row is not None)
    return PageRows(whole, len(rows) - len(whole))


def kinds_of(shape: Shape) -> tuple[Kind, ...]:
    """The pages that rows stand on. Tables without row numbers are kept as an index is: on its inner pages too."""
    return (Kind.TABLE_LEAF,) if shape.has_rowid else (Kind.INDEX_LEAF, Kind.INDEX_INSIDE)
