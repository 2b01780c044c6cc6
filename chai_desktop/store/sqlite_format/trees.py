"""Walking the tree of pages that a table or an index is, around whatever is broken in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from chai_desktop.store.sqlite_format.pages import Cell, Kind, Page, Pages
from chai_desktop.store.sqlite_format.records import BadBytes

_OF_TABLE = (Kind.TABLE_INSIDE, Kind.TABLE_LEAF)
_OF_INDEX = (Kind.INDEX_INSIDE, Kind.INDEX_LEAF)


@dataclass
class Walk:
    """What a walk met: the pages it read, and those it could not."""

    read: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)


def pages_of(pages: Pages, root: int, of_index: bool, walk: Walk) -> Iterator[Page]:
    """Every readable page of the tree below ``root``, each once, in the order of the tree."""
    kinds = _OF_INDEX if of_index else _OF_TABLE
    to_read = [root]
    while to_read:
        number = to_read.pop()
        if number in walk.read:
            continue
        try:
            page = pages.page(number)
            if page.kind not in kinds:
                raise BadBytes(f"page {number} is of another kind of tree")
        except BadBytes:
            walk.broken.add(number)
            continue
        walk.read.add(number)
        yield page
        to_read += reversed(_children(page))


def _children(page: Page) -> list[int]:
    if page.kind in (Kind.INDEX_LEAF, Kind.TABLE_LEAF):
        return []
    return [cell.child for cell in page.cells if cell is not None] + [page.last_child]


def cells_with_records(page: Page) -> Iterator[Cell | None]:
    """The cells that hold a record: all but the inner ones of a table. None for each that makes no sense."""
    if page.kind is not Kind.TABLE_INSIDE:
        yield from page.cells
