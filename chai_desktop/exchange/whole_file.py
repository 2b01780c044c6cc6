"""Writing a file so that it is there whole, or as it was before."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from chai_desktop.errors import ChaiError


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the place, flush to the disk, then move there. Raises ChaiError, naming the file."""
    draft = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _plain(error, path) from error


def _plain(error: OSError, path: Path) -> ChaiError:
    kept = "An older file of that name was not changed."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ChaiError(f"{path} could not be written: the disk is full.", f"Make space, then try again. {kept}")
    if isinstance(error, FileNotFoundError):
        return ChaiError(f"{path} could not be written: its folder does not exist.", "Choose another folder.")
    if isinstance(error, IsADirectoryError):
        return ChaiError(f"{path} could not be written: it is a folder.", "Choose the name of a file.")
    reason = error.strerror or str(error)
    return ChaiError(f"{path} could not be written: {reason}.", f"Choose another folder. {kept}")
