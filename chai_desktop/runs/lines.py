"""Files that only grow, one JSON object per line.

A line that was torn by a crash is left behind, never joined to the next.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_FLUSH_EVERY = 1.0  # seconds between two flushes to the disk: the most that a power cut can take
_PIECE = 1 << 20  # bytes read at once


class LineFile:
    """Appends lines. They survive the death of this process at once, and a power cut after a second."""

    def __init__(self, path: Path) -> None:
        """OSError where it cannot be written."""
        self._file = path.open("ab", buffering=0)
        self._flushed_at = time.monotonic()
        if _ends_torn(path):
            self._file.write(b"\n")

    def append(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the rows in one piece. OSError, as on a full disk: then none, or a torn end, of them is there."""
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for row in rows]
        if not lines:
            return
        _write_all(self._file.fileno(), ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass"))
        if time.monotonic() - self._flushed_at >= _FLUSH_EVERY:
            self.flush()

    def flush(self) -> None:
        """Have on the disk what was written."""
        os.fsync(self._file.fileno())
        self._flushed_at = time.monotonic()

    def close(self) -> None:
        if not self._file.closed:
            self.flush()
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.close()


def each_line(path: Path) -> Iterator[dict[str, Any]]:
    """The complete lines, one by one; nothing where there is no file. Lines that are no JSON object are left out."""
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        rest = b""
        while piece := file.read(_PIECE):
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                row = _row(line)
                if row is not None:
                    yield row


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def _ends_torn(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _write_all(handle: int, content: bytes) -> None:
    while content:
        content = content[os.write(handle, content) :]
