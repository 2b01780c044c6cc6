"""All rows of a damaged file: first along the trees of its tables, then on the pages that no tree leads to any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chai_desktop.store.recovery.salvage.found_schema import FoundSchema
from chai_desktop.store.recovery.salvage.page_rows import PageRows, Record, kinds_of, records, rows_of
from chai_desktop.store.recovery.salvage.shapes import Shape
from chai_desktop.store.sqlite_format.pages import Kind, Page, Pages
from chai_desktop.store.sqlite_format.records import BadBytes, MendedText, Value
from chai_desktop.store.sqlite_format.trees import Walk, pages_of

Rows = tuple[dict[str, Value], ...]


@dataclass
class Reading:
    """Reads the rows; what it met on the way is here afterwards."""

    pages: Pages
    schema: FoundSchema
    shapes: Sequence[Shape]
    others: Sequence[Shape]  # see ``other_shapes``
    walk: Walk
    unread_cells: Counter[str] = field(default_factory=Counter)  # by table
    mended_texts: Counter[str] = field(default_factory=Counter)  # by table
    unread_pages: set[int] = field(default_factory=set)

    def rows(self) -> Iterator[tuple[Shape, Rows]]:
        """Page by page. Rows of the trees come first, so that an old copy of a row never comes before the row."""
        self._pass_over_the_rest()
        for shape in self.shapes:
            yield from self._along_the_tree(shape)
        self.unread_pages |= self.walk.broken
        for number in self._left_over():
            yield from self._without_a_tree(number)

    def _pass_over_the_rest(self) -> None:
        """The pages of indexes, and of what SQLite keeps for itself, are no lost pages of our tables."""
        ours = {shape.table for shape in self.shapes}
        for entry in self.schema.entries:
            if entry.root and not (entry.kind == "table" and entry.name in ours):
                walk = Walk(set(self.walk.read))
                for _ in pages_of(self.pages, entry.root, entry.kind == "index", walk):
                    pass
                self.walk.read |= walk.read

    def _along_the_tree(self, shape: Shape) -> Iterator[tuple[Shape, Rows]]:
        root = self.schema.root(shape.table)
        if not root:
            return
        for page in pages_of(self.pages, root, not shape.has_rowid, self.walk):
            found = rows_of(shape, records(self.pages, page))
            if page.kind is Kind.TABLE_INSIDE:
                continue
            if not found.is_of_this_table:
                self.walk.read.discard(page.number)
                self.walk.broken.add(page.number)
                continue
            yield self._noted(shape, found)

    def _left_over(self) -> list[int]:
        seen = self.walk.read | self.pages.free()
        return [number for number in range(1, self.pages.count + 1) if number not in seen]

    def _without_a_tree(self, number: int) -> Iterator[tuple[Shape, Rows]]:
        page = self._page_with_rows(number)
        if page is None or not page.cells:
            return
        found = records(self.pages, page)
        fitting = self._fitting(page, found)
        if len(fitting) != 1:  # of no table, or nobody can say of which
            if not _is_of_an_index(page, found):
                self.unread_pages.add(number)
            return
        shape, rows = fitting[0]
        self.unread_pages.discard(number)
        if shape in self.others:
            return
        yield self._noted(shape, rows)

    def _fitting(self, page: Page, found: Sequence[Record | None]) -> list[tuple[Shape, PageRows]]:
        """The tables whose rows these may be. Records of exactly a table's length tell more than shorter ones."""
        candidates = [shape for shape in (*self.shapes, *self.others) if page.kind in kinds_of(shape)]
        fitting = [(shape, rows_of(shape, found)) for shape in candidates]
        fitting = [(shape, rows) for shape, rows in fitting if rows.rows and rows.is_of_this_table]
        lengths = {len(record[1]) for record in found if record is not None}
        return [(shape, rows) for shape, rows in fitting if len(shape.columns) in lengths] or fitting

    def _noted(self, shape: Shape, found: PageRows) -> tuple[Shape, Rows]:
        self.unread_cells[shape.table] += found.unread
        self.mended_texts[shape.table] += sum(isinstance(v, MendedText) for row in found.rows for v in row.values())
        return shape, found.rows

    def _page_with_rows(self, number: int) -> Page | None:
        try:
            page = self.pages.page(number)
        except BadBytes:
            return None
        return None if page.kind is Kind.TABLE_INSIDE else page


def _is_of_an_index(page: Page, found: Sequence[Record | None]) -> bool:
    """Every entry of an index ends with the number of its row."""
    return page.kind is not Kind.TABLE_LEAF and all(
        record is not None and record[1] and isinstance(record[1][-1], int) for record in found
    )
