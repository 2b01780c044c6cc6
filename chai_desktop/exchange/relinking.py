"""Finds the files of clips again that are not where they were: by their bytes, whatever they are called now."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.content_hash import content_hash
from chai_desktop.store.records import Clip

Report = Callable[[float, str], None]


@dataclass(frozen=True)
class FoundAgain:
    """A clip whose file is at ``path`` now; ``renamed``: under another name than before."""

    clip: Clip
    path: Path
    renamed: bool


@dataclass(frozen=True)
class RelinkPlan:
    """What a search in a folder found. ``not_searched``: folders and files that may not be read, with the reason.

    ``same_name``: files that are called as a missing one but hold something else.
    """

    folder: Path
    found: tuple[FoundAgain, ...] = ()
    still_missing: tuple[Clip, ...] = ()
    same_name: tuple[Path, ...] = ()
    not_searched: tuple[str, ...] = ()

    def paths(self) -> dict[str, str]:
        """Clip id -> path, as the project takes it."""
        return {found.clip.id: str(found.path) for found in self.found}


def missing_clips(clips: Sequence[Clip]) -> list[Clip]:
    """Those whose file is not there, may not be looked at, or has another size than what was described."""
    present: dict[str, bool] = {}
    for clip in clips:
        if clip.facts.path not in present:
            present[clip.facts.path] = _is_there(clip)
    return [clip for clip in clips if not present[clip.facts.path]]


def plan_relink(missing: Sequence[Clip], folder: Path, report: Report, cancelled: Callable[[], bool]) -> RelinkPlan:
    """Look for the files of ``missing`` in a folder and all below it.

    Only files of the right size are read, since no other can hold the same bytes; those of the right name first. Each
    is read once at most, and none any more when all are found. ``report`` gets the share done, 0 to 1, and a name.
    Raises Cancelled.
    """
    search = _Search(missing, report, cancelled)
    search.walk(folder)
    search.compare()
    where = search.where
    again = [(clip, where[clip.facts.content_hash]) for clip in missing if clip.facts.content_hash in where]
    found = [FoundAgain(clip, path, _name(clip) != path.name) for clip, path in again]
    still = tuple(clip for clip in missing if clip.facts.content_hash not in where)
    names = {_name(clip) for clip in still}
    impostors = tuple(path for path in search.other if path.name in names)
    return RelinkPlan(folder, tuple(found), still, impostors, tuple(search.refused))


class _Search:
    def __init__(self, missing: Sequence[Clip], report: Report, cancelled: Callable[[], bool]) -> None:
        self._sizes = {clip.facts.size_bytes for clip in missing}
        self._wanted = {clip.facts.content_hash for clip in missing}
        self._names = {(_name(clip), clip.facts.size_bytes) for clip in missing}
        self._every_name = {name for name, _size in self._names}
        self._report, self._cancelled = report, cancelled
        self._candidates: list[tuple[Path, int]] = []
        self._seen: set[str] = set()  # folders
        self.where: dict[str, Path] = {}  # content hash -> file
        self.other: list[Path] = []  # of a missing file's name, with other bytes
        self.refused: list[str] = []

    def walk(self, folder: Path) -> None:
        """Collect the files that have the size of a missing one."""
        if self._cancelled():
            raise Cancelled
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.refused.append(f"The folder {folder} cannot be opened: {error.strerror}.")
            return
        self._report(0.0, folder.name)
        for entry in entries:
            try:
                if entry.is_dir():
                    self._walk_once(Path(entry.path))
                else:
                    self._consider(Path(entry.path), entry.stat().st_size)
            except OSError:
                continue  # a link that leads nowhere

    def _walk_once(self, folder: Path) -> None:
        """A link may lead back to a folder that was searched already."""
        real = os.path.realpath(folder)
        if real not in self._seen:
            self._seen.add(real)
            self.walk(folder)

    def _consider(self, path: Path, size: int) -> None:
        if size in self._sizes:
            self._candidates.append((path, size))
        elif path.name in self._every_name:
            self.other.append(path)

    def compare(self) -> None:
        """Read the candidates, the likeliest first, until nothing is missing."""
        order = sorted(self._candidates, key=lambda each: (each[0].name, each[1]) not in self._names)
        total = sum(size for _path, size in order) or 1
        done = 0
        for path, size in order:
            if self._wanted <= self.where.keys():
                break
            self._read(path, done / total, size / total)
            done += size
        self._report(1.0, "")

    def _read(self, path: Path, before: float, share: float) -> None:
        try:
            found = content_hash(path, lambda part: self._report(before + share * part, path.name), self._cancelled)
        except MediaError as error:
            self.refused.append(str(error))
            return
        if found in self._wanted:
            self.where.setdefault(found, path)
        elif path.name in self._every_name:
            self.other.append(path)


def _is_there(clip: Clip) -> bool:
    try:
        return Path(clip.facts.path).stat().st_size == clip.facts.size_bytes
    except OSError:
        return False


def _name(clip: Clip) -> str:
    """The file's, not the clip's: a clip may have been given another."""
    return Path(clip.facts.path).name
