"""Finds the files that may be video among the files and folders that a person chose."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from chai_desktop.errors import Cancelled

VIDEO_SUFFIXES = frozenset(
    {
        ".3g2",
        ".3gp",
        ".asf",
        ".avi",
        ".dv",
        ".f4v",
        ".flv",
        ".gif",
        ".h264",
        ".hevc",
        ".ivf",
        ".m2ts",
        ".m2v",
        ".m4v",
        ".mjpeg",
        ".mjpg",
        ".mkv",
        ".mov",
        ".mp4",
        ".mpeg",
        ".mpg",
        ".mts",
        ".mxf",
        ".nut",
        ".ogm",
        ".ogv",
        ".qt",
        ".rm",
        ".rmvb",
        ".ts",
        ".vob",
        ".webm",
        ".wmv",
        ".y4m",
    }
)


@dataclass(frozen=True)
class Skipped:
    """A file or folder that was left out, with the reason in plain words."""

    path: Path
    reason: str


@dataclass(frozen=True)
class FoundFiles:
    """Candidates (not opened yet) in a stable order, and what was left out."""

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def natural_key(text: str) -> list[tuple[int, int, str]]:
    """Orders "shot 2" before "shot 10", and ignores case."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def find_video_files(paths: Iterable[Path | str], cancelled: Callable[[], bool] = lambda: False) -> FoundFiles:
    """The candidates among ``paths``: each file as given, then folders with all that lies in them, in natural order.

    A file that was chosen by itself is a candidate whatever its name; in a folder the name decides. Hidden files of a
    folder are passed over in silence; everything else that is left out is named. Links are followed, each folder and
    file once. Raises Cancelled.
    """
    search = _Search(cancelled)
    for path in (Path(p) for p in paths):
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir fails where it may not look; reading says why
            search.folder(path)
        else:
            search.file(path)
    return FoundFiles(tuple(search.files), tuple(search.skipped))


@dataclass
class _Search:
    cancelled: Callable[[], bool]
    files: list[Path] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)  # device and inode

    def file(self, path: Path) -> None:
        """A missing or broken one stays a candidate: reading it says what is wrong with it."""
        if self.cancelled():
            raise Cancelled
        if self._is_new(path, f"{path.name} was chosen twice; it is taken once."):
            self.files.append(path)

    def folder(self, folder: Path) -> None:
        if not self._is_new(folder, f"The folder {folder.name} leads back to one that was searched already."):
            return
        try:
            entries = sorted(os.listdir(folder), key=natural_key)
        except OSError as error:
            self.skipped.append(Skipped(folder, f"The folder {folder.name} cannot be opened: {error.strerror}."))
            return
        entries = [name for name in entries if not name.startswith(".")]
        for path in (folder / name for name in entries):
            if os.path.isdir(path):  # noqa: PTH112
                self.folder(path)
            elif path.suffix.lower() in VIDEO_SUFFIXES:
                self.file(path)
            else:
                self.skipped.append(Skipped(path, f"{path.name} is not a video by its name."))

    def _is_new(self, path: Path, otherwise: str) -> bool:
        try:
            status = path.stat()
        except OSError:
            return True
        identity = (status.st_dev, status.st_ino)
        if identity in self.seen:
            self.skipped.append(Skipped(path, otherwise))
            return False
        self.seen.add(identity)
        return True
