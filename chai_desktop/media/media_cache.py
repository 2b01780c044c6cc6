"""Where what was made from a file is kept: indexes, proxies, curves. All of it can be made again and may be deleted.

A folder ``NAME.chai-cache`` beside the project, in it one folder for each content hash. Where the project's folder
cannot be written to, the program's own cache folder takes its place.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LEAST_HASH = 16  # characters


class MediaCache:
    """Files by content hash and name. A file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, project: Path, otherwise: Path) -> MediaCache:
        """The cache of a project file; below ``otherwise`` where nothing can be written beside it."""
        if os.access(project.parent, os.W_OK):
            return cls(project.with_name(f"{project.stem}.chai-cache"))
        return cls(otherwise / "media")

    def path(self, content_hash: str, name: str) -> Path:
        """Where the file called ``name`` of this content is, or would be. Makes nothing."""
        if len(content_hash) < _LEAST_HASH or not content_hash.isalnum():
            raise ValueError(f"{content_hash!r} is no content hash")
        return self.folder / content_hash / name

    def find(self, content_hash: str, name: str) -> Path | None:
        path = self.path(content_hash, name)
        return path if path.exists() else None

    @contextmanager
    def writing(self, content_hash: str, name: str) -> Iterator[Path]:
        """A path to write to; it takes its place under ``name`` if nothing is raised, and is removed otherwise.

        Raises OSError where the folder cannot be written to.
        """
        target = self.path(content_hash, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix="unfinished-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
        try:
            yield Path(unfinished)
            os.replace(unfinished, target)
        finally:
            Path(unfinished).unlink(missing_ok=True)
