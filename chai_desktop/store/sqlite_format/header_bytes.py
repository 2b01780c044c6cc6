"""The hundred bytes at the start of a file: which of them can only have one value, and putting those back."""

from __future__ import annotations

import struct
from pathlib import Path

from chai_desktop.store.sqlite_format.layout import HEADER, MAGIC, PAGE, pages_in

_CHANGES, _PAGES, _FREE_TRUNK, _FREE_COUNT, _USER_VERSION, _APPLICATION_ID, _LENGTH_TOLD_AT = (
    24, 28, 32, 36, 60, 68, 92,
)  # fmt: skip
# Section 1.3 of the format: magic, page size, WAL for writing and reading, no reserved bytes, payload fractions.
_START = MAGIC + struct.pack(">HBBBBBB", PAGE, 2, 2, 0, 64, 32, 32)
_CONSTANT = (
    (0, _START),
    (44, struct.pack(">III", 4, 0, 0)),  # schema format, suggested cache size, no auto-vacuum
    (56, struct.pack(">I", 1)),  # UTF-8
    (64, bytes(4)),  # no incremental vacuum
    (72, bytes(20)),  # reserved for expansion
)


def read_header(path: Path) -> bytes:
    """The header, filled up with zeros where the file is shorter."""
    try:
        with path.open("rb") as file:
            return file.read(HEADER).ljust(HEADER, b"\x00")
    except FileNotFoundError:
        return bytes(HEADER)


def user_version(header: bytes) -> int:
    return int(struct.unpack_from(">I", header, _USER_VERSION)[0])


def free_list(header: bytes) -> tuple[int, int]:
    """The first page of the list of free pages, or 0, and how many pages are free."""
    trunk, count = struct.unpack_from(">II", header, _FREE_TRUNK)
    return int(trunk), int(count)


def mended_header(header: bytes, size: int, application_id: int, version: int, forget_free: bool) -> bytes:
    """The header of a file of ``size`` bytes as it must have been.

    What only has one value is put back; the number of pages follows from the size. The counters of changes and
    of schema changes may have any value and stay. ``forget_free`` empties the list of free pages: those pages
    then belong to nothing until the file is written anew.
    """
    mended = bytearray(header)
    for offset, constant in _CONSTANT:
        mended[offset : offset + len(constant)] = constant
    for offset, number in ((_PAGES, pages_in(size)), (_USER_VERSION, version), (_APPLICATION_ID, application_id)):
        struct.pack_into(">I", mended, offset, number)
    mended[_LENGTH_TOLD_AT : _LENGTH_TOLD_AT + 4] = mended[_CHANGES : _CHANGES + 4]
    if forget_free:
        struct.pack_into(">II", mended, _FREE_TRUNK, 0, 0)
    return bytes(mended)


def write_header(path: Path, header: bytes) -> None:
    with path.open("r+b") as file:
        file.write(header)
