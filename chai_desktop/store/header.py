"""What the first hundred bytes of a file say, before SQLite may touch it (sqlite.org/fileformat.html)."""

from __future__ import annotations

import struct
from pathlib import Path

from chai_desktop.store.migrations import NEWEST
from chai_desktop.store.plain_words import damaged, from_os
from chai_desktop.store.refusals import NotAProjectError, ProjectTooNewError
from chai_desktop.store.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100
_USER_VERSION = 60
_APPLICATION_ID = 68


def check_header(path: Path) -> None:
    """Raise a ProjectError that says what the file is, unless it is a project of this or an older version."""
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
    refuse_newer(path, _number(header, _USER_VERSION))


def refuse_newer(path: Path, version: int) -> None:
    if version > NEWEST:
        raise ProjectTooNewError(
            f"{path.name} was written by a newer CHAI Desktop (file version {version}, this program knows {NEWEST}).",
            "Update CHAI Desktop to open it; nothing in it was changed.",
        )


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise NotAProjectError(f"{path} is a folder, not a project file.", "Choose a file whose name ends in .chai.")
    try:
        with path.open("rb") as file:
            return file.read(_LENGTH)
    except OSError as error:
        raise from_os(error, path) from error


def _number(header: bytes, offset: int) -> int:
    return int(struct.unpack_from(">I", header, offset)[0])
