"""The name of a file's bytes: SHA-256, by which a clip is found again wherever its file goes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from chai_desktop.errors import Cancelled, MediaError

_CHUNK = 4 * 1024 * 1024  # bytes; large enough that progress and cancel cost nothing


def content_hash(
    path: Path | str,
    progress: Callable[[float], None] = lambda fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> str:
    """SHA-256 of the whole file, as 64 lower-case hex digits. ``progress`` gets fractions of 0..1.

    Raises MediaError where the file cannot be read to its end, Cancelled when ``cancelled`` says so.
    """
    path = Path(path)
    digest = hashlib.sha256()
    done = 0
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if cancelled():
                    raise Cancelled
                digest.update(chunk)
                done += len(chunk)
                progress(min(1.0, done / size) if size else 1.0)
    except OSError as error:
        raise MediaError(
            f"{path.name} cannot be read to its end: {error.strerror}.",
            "Check the disk, or copy the file again.",
        ) from error
    progress(1.0)
    return digest.hexdigest()
