"""Carrying a log over into its file, and writing a log that holds a whole file."""

from __future__ import annotations

import os
import secrets
import struct
from pathlib import Path

from chai_desktop.store.sqlite_format.checksum import checksum
from chai_desktop.store.sqlite_format.layout import PAGE, pages_in
from chai_desktop.store.sqlite_format.log_frames import VERSION, WHOLE_FILE, Log

_LITTLE_ENDIAN = 0x377F0682


def apply_log(log: Log, log_path: Path, file_path: Path, mended: bool = False) -> None:
    """Write the newest page of each frame into the file, as a checkpoint does; nothing is changed in the log.

    ``mended`` takes what is whole behind a broken frame too.
    """
    newest = log.newest(mended)
    if not newest:
        return
    with log_path.open("rb") as source, file_path.open("r+b") as target:
        for page, frame in sorted(newest.items()):
            if page <= log.length(mended):  # a page beyond the end was given up by a later change
                source.seek(frame.content_at)
                target.seek((page - 1) * PAGE)
                target.write(source.read(PAGE))
        target.truncate(log.length(mended) * PAGE)


def write_full_log(file_path: Path, log_path: Path) -> None:
    """Write a log of one change that holds every page of the file: beside any other file, it makes it this one."""
    count = pages_in(file_path.stat().st_size)
    salts = secrets.token_bytes(8)
    start = struct.pack(">IIII", _LITTLE_ENDIAN, VERSION, PAGE, WHOLE_FILE) + salts
    sums = checksum(start, big_endian=False)
    with file_path.open("rb") as source, log_path.open("wb") as log:
        log.write(start + struct.pack(">II", *sums))
        for page in range(1, count + 1):
            content = source.read(PAGE).ljust(PAGE, b"\x00")
            facts = struct.pack(">II", page, count if page == count else 0)
            sums = checksum(facts + content, big_endian=False, before=sums)
            log.write(facts + salts + struct.pack(">II", *sums) + content)
        log.flush()
        os.fsync(log.fileno())
