"""The files of a corpus, in a folder or in a zip; names are relative to the folder that holds ``video_labels``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile, ZipFile

from chai_desktop.errors import ChaiError

_MARK = "video_labels/"
_HINT = "Name the folder or the zip in which video_data and video_labels lie."


class CorpusFiles(Protocol):
    """Names with slashes, and the JSON of one of them."""

    def names(self) -> list[str]: ...

    def json(self, name: str) -> Any: ...


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> list[str]:
        wanted = ("video_data", "video_labels")
        found = (path for top in wanted for path in (self._root / top).rglob("*.json"))
        return sorted(path.relative_to(self._root).as_posix() for path in found)

    def json(self, name: str) -> Any:
        return _parsed((self._root / name).read_bytes(), name)


class _Zip:
    def __init__(self, archive: ZipFile, prefix: str) -> None:
        self._archive = archive
        self._prefix = prefix

    def names(self) -> list[str]:
        inside = (name for name in self._archive.namelist() if name.startswith(self._prefix))
        return sorted(name.removeprefix(self._prefix) for name in inside)

    def json(self, name: str) -> Any:
        return _parsed(self._archive.read(self._prefix + name), name)


@contextmanager
def open_corpus(path: Path) -> Iterator[CorpusFiles]:
    """ChaiError where there is nothing, or nothing like the corpus."""
    if path.is_dir():
        yield _Folder(_root_below(path))
        return
    if not path.is_file():
        raise ChaiError(f"There is no corpus at {path}.", _HINT)
    try:
        with ZipFile(path) as archive:
            yield _Zip(archive, _prefix_in(archive, path.name))
    except BadZipFile as failure:
        raise ChaiError(f"{path.name} is not a zip file, or is damaged ({failure}).", _HINT) from failure


def _root_below(path: Path) -> Path:
    """The folder itself, or the first one in it, that holds the label lists."""
    folders = [path, *sorted(child for child in path.iterdir() if child.is_dir())]
    root = next((folder for folder in folders if (folder / _MARK).is_dir()), None)
    if root is None:
        raise ChaiError(f"{path} holds no folder video_labels.", _HINT)
    return root


def _prefix_in(archive: ZipFile, name: str) -> str:
    """What stands before ``video_labels/`` in the names of the archive."""
    first = next((entry for entry in archive.namelist() if f"/{_MARK}" in f"/{entry}"), None)
    if first is None:
        raise ChaiError(f"{name} holds no folder video_labels.", _HINT)
    return first[: f"/{first}".index(f"/{_MARK}")]


def _parsed(content: bytes, name: str) -> Any:
    try:
        return json.loads(content)
    except ValueError as failure:
        raise ChaiError(f"{name}: is not JSON ({failure}).", "Fetch this file of the corpus again.") from failure
