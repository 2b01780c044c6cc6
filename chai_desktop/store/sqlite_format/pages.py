"""The pages of a file and the cells on them (format, section 1.6), read without trusting any of them."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from chai_desktop.store.sqlite_format.header_bytes import free_list
from chai_desktop.store.sqlite_format.layout import HEADER, PAGE, pages_in
from chai_desktop.store.sqlite_format.records import BadBytes, varint

_LEAST = (PAGE - 12) * 32 // 255 - 23  # bytes of a large record that stay on its page, at least
_MOST_OF_TABLE = PAGE - 35
_MOST_OF_INDEX = (PAGE - 12) * 64 // 255 - 23
_OVERFLOW = PAGE - 4  # bytes of a record on each further page


class Kind(IntEnum):
    INDEX_INSIDE = 0x02
    TABLE_INSIDE = 0x05
    INDEX_LEAF = 0x0A
    TABLE_LEAF = 0x0D


@dataclass(frozen=True)
class Cell:
    """One cell of a page: the page below it (0 on a leaf), its row number (0 in an index), where its record is."""

    child: int
    rowid: int
    size: int
    at: int


@dataclass(frozen=True)
class Page:
    number: int
    kind: Kind
    cells: tuple[Cell | None, ...]  # None where a cell makes no sense
    last_child: int


class Pages:
    """The pages of one file, numbered from 1."""

    def __init__(self, content: mmap.mmap) -> None:
        """Use ``open_pages``."""
        self._content = content
        self.count = pages_in(len(content))

    def raw(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise BadBytes(f"there is no page {number}")
        return self._content[(number - 1) * PAGE : number * PAGE].ljust(PAGE, b"\x00")

    def page(self, number: int) -> Page:
        """Raises BadBytes where the page is no page of a table or index."""
        content = self.raw(number)
        start = HEADER if number == 1 else 0
        try:
            kind = Kind(content[start])
        except ValueError as error:
            raise BadBytes(f"page {number} belongs to no table") from error
        inside = kind in (Kind.INDEX_INSIDE, Kind.TABLE_INSIDE)
        (count,) = struct.unpack_from(">H", content, start + 3)
        pointers = start + (12 if inside else 8)
        if pointers + 2 * count > PAGE:
            raise BadBytes(f"page {number} claims {count} cells")
        last_child = struct.unpack_from(">I", content, start + 8)[0] if inside else 0
        places = struct.unpack_from(f">{count}H", content, pointers)
        return Page(number, kind, tuple(_cell(content, kind, at, pointers + 2 * count) for at in places), last_child)

    def record(self, page: Page, cell: Cell) -> bytes:
        """The whole record of a cell, with what stands on further pages. Raises BadBytes."""
        content = self.raw(page.number)
        here = _kept_here(page.kind, cell.size)
        parts = [content[cell.at : cell.at + here]]
        missing = cell.size - here
        if missing:
            if cell.at + here + 4 > PAGE or missing > self.count * _OVERFLOW:
                raise BadBytes("a record leaves its page")
            (following,) = struct.unpack_from(">I", content, cell.at + here)
            while missing > 0:
                further = self.raw(following)
                (following,) = struct.unpack_from(">I", further)
                parts.append(further[4 : 4 + missing])
                missing -= _OVERFLOW
            if following:
                raise BadBytes("a record goes on behind its end")
        return b"".join(parts)

    def free(self) -> set[int]:
        """The numbers of the pages on the list of free pages, as far as it can be followed."""
        trunk, _ = free_list(self.raw(1))
        found: set[int] = set()
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            following, count = struct.unpack_from(">II", self.raw(trunk))
            if count > PAGE // 4 - 2:
                break
            found.update(struct.unpack_from(f">{count}I", self.raw(trunk), 8))
            trunk = following
        return found


@contextmanager
def open_pages(path: Path) -> Iterator[Pages]:
    """The pages of a file that holds at least one byte."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield Pages(content)


def _kept_here(kind: Kind, size: int) -> int:
    most = _MOST_OF_TABLE if kind is Kind.TABLE_LEAF else _MOST_OF_INDEX
    if size <= most:
        return size
    kept = _LEAST + (size - _LEAST) % _OVERFLOW
    return kept if kept <= most else _LEAST


def _cell(content: bytes, kind: Kind, at: int, cells_from: int) -> Cell | None:
    try:
        if not cells_from <= at < PAGE:
            raise BadBytes("a cell lies outside its page")
        child = size = rowid = 0
        if kind in (Kind.INDEX_INSIDE, Kind.TABLE_INSIDE):
            if at + 4 > PAGE:
                raise BadBytes("a cell is cut off")
            (child,) = struct.unpack_from(">I", content, at)
            at += 4
        if kind is not Kind.TABLE_INSIDE:
            size, at = varint(content, at)
        if kind in (Kind.TABLE_INSIDE, Kind.TABLE_LEAF):
            rowid, at = varint(content, at)
        if size < 0 or at + _kept_here(kind, size) > PAGE:
            raise BadBytes("a record leaves its page")
    except BadBytes:
        return None
    return Cell(child, rowid, size, at)
