"""What the library shows, without Qt: rows, their words, and the filter."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import AspectStatus, Clip


@dataclass(frozen=True)
class LibraryRow:
    """One clip as a row of words; ``missing`` where its file is not where it was."""

    clip: Clip
    missing: bool

    @property
    def name(self) -> str:
        return self.clip.facts.name

    @property
    def length(self) -> str:
        minutes, seconds = divmod(self.clip.facts.duration, 60)
        return f"{int(minutes)}:{seconds:05.2f}"

    @property
    def picture(self) -> str:
        return f"{self.clip.facts.width} x {self.clip.facts.height}"

    @property
    def size(self) -> str:
        return readable_size(self.clip.facts.size_bytes)

    @property
    def rate(self) -> str:
        rate = f"{self.clip.facts.fps:.3f}".rstrip("0").rstrip(".")
        return f"{rate} fps, variable" if self.clip.facts.variable_rate else f"{rate} fps"

    @property
    def submitted(self) -> int:
        return sum(self.status(aspect) == AspectStatus.SUBMITTED for aspect in Aspect)

    def status(self, aspect: Aspect) -> str:
        return self.clip.status.get(aspect, AspectStatus.EMPTY)

    def status_words(self) -> str:
        return "\n".join(f"{aspect.label}: {self.status(aspect)}" for aspect in Aspect)


def rows_of(clips: Iterable[Clip]) -> list[LibraryRow]:
    """Rows in the project's order. Looks at the disk, so it belongs on a background thread.

    A folder that may not be looked into counts as not there (os.path.exists, unlike Path.exists, never raises).
    """
    return [LibraryRow(clip, not os.path.exists(clip.facts.path)) for clip in clips]


def readable_size(size: int) -> str:
    """Bytes as a person reads them, in decimal units."""
    value, unit = float(size), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{value:.0f} {unit}" if value >= 100 or unit == "B" else f"{value:.1f} {unit}"


def filtered(rows: Iterable[LibraryRow], words: str, only_unfinished: bool) -> list[LibraryRow]:
    """Rows whose name holds all the words."""
    wanted = words.lower().split()
    return [
        row
        for row in rows
        if all(word in row.name.lower() for word in wanted) and not (only_unfinished and row.submitted == len(Aspect))
    ]
