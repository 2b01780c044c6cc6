"""What the first hundred bytes of a file say, before SQLite may touch it (sqlite.org/fileformat.html)."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from chai_desktop.store.file.plain_words import damaged, from_os
from chai_desktop.store.file.snapshot import has_unfinished_log
from chai_desktop.store.refusals import NotAProjectError, ProjectTooNewError
from chai_desktop.store.tables.marks import APPLICATION_ID
from chai_desktop.store.tables.migrations import NEWEST

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100
_PAGE_SIZE = 16
_CHANGES = 24
_PAGES = 28
_USER_VERSION = 60
_APPLICATION_ID = 68
_LENGTH_TOLD_AT = 92  # the count of changes at which the number of pages was right


def check_header(path: Path) -> None:
    """Raise a ProjectError that says what the file is, unless it is a project, of whatever version."""
    header = _read(path)
    if not header:
        raise NotAProjectError(
            f"{path} is empty (0 bytes).", "Open a copy or a backup of the project; this file holds nothing."
        )
    ours = len(header) == _LENGTH and _number(header, _APPLICATION_ID) == APPLICATION_ID
    if not header.startswith(_MAGIC):
        if ours:
            raise damaged(path, "its first bytes were changed")
        raise NotAProjectError(f"{path} is not a CHAI Desktop project.", "Choose a file whose name ends in .chai.")
    if len(header) < _LENGTH:
        raise damaged(path, f"only {len(header)} bytes are left of it")
    if not ours:
        raise NotAProjectError(
            f"{path} is the database of another program.",
            "Choose a file that ends in .chai.",
        )
    _refuse_cut(path, header)


def newer_version(path: Path) -> int | None:
    """The version of a file that is newer than this program, else None."""
    version = _number(_read(path).ljust(_LENGTH, b"\0"), _USER_VERSION)
    return version if version > NEWEST else None


def refuse_newer(path: Path, version: int) -> None:
    if version > NEWEST:
        raise ProjectTooNewError(
            f"{path.name} was written by a newer CHAI Desktop (file version {version}, this program knows {NEWEST}).",
            "Update CHAI Desktop to open it; nothing in it was changed.",
        )


def _refuse_cut(path: Path, header: bytes) -> None:
    """A file that is shorter than its header says was cut off; with a log beside it, the log may hold the rest."""
    (page_size,) = struct.unpack_from(">H", header, _PAGE_SIZE)
    page_size = 65536 if page_size == 1 else page_size
    length_is_told = header[_CHANGES : _CHANGES + 4] == header[_LENGTH_TOLD_AT : _LENGTH_TOLD_AT + 4]
    missing = _number(header, _PAGES) * page_size - path.stat().st_size
    if length_is_told and missing > 0 and not has_unfinished_log(path):
        raise damaged(path, f"{missing} bytes are missing at its end")


def _read(path: Path) -> bytes:
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir fails where it may not look; opening says why
        raise NotAProjectError(f"{path} is a folder, not a project file.", "Choose a file whose name ends in .chai.")
    try:
        with path.open("rb") as file:
            return file.read(_LENGTH)
    except OSError as error:
        raise from_os(error, path) from error


def _number(header: bytes, offset: int) -> int:
    return int(struct.unpack_from(">I", header, offset)[0])
