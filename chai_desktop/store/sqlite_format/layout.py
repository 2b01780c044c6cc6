"""The numbers of the format that a project file is written with."""

from __future__ import annotations

PAGE = 4096  # bytes; every project file has pages of this size, and no reserved bytes at their ends
HEADER = 100  # bytes of the file's header, at the start of page 1
MAGIC = b"SQLite format 3\x00"


def pages_in(size: int) -> int:
    """How many pages a file of ``size`` bytes holds, the last one perhaps cut."""
    return -(-size // PAGE)
