"""What the library shows, without Qt: rows, their words, and the filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.aspect_status import AspectStatus

if TYPE_CHECKING:
    from chai_desktop.store.records import Clip


@dataclass(frozen=True)
class LibraryRow:
    """One clip as a row of words; ``missing`` where its file is known to be no more where it was.

    ``shots`` is how many shots it holds, 1 while that is not known.
    """

    clip: Clip
    missing: bool = False
    shots: int = 1

    @property
    def name(self) -> str:
        return self.clip.facts.name

    @property
    def length(self) -> str:
        minutes, seconds = divmod(self.clip.facts.duration, 60)
        length = f"{int(minutes)}:{seconds:05.2f}"
        return f"{length}, {self.shots} shots" if self.shots > 1 else length

    @property
    def where(self) -> str:
        """The file, and which frames of it."""
        facts = self.clip.facts
        return f"{facts.path}\nframes {facts.first_frame} to {facts.last_frame} of the file"

    @property
    def picture(self) -> str:
        return f"{self.clip.facts.width} x {self.clip.facts.height}"

    @property
    def size(self) -> str:
        """Of the file, or that it is gone: colour is never the only sign."""
        return "missing" if self.missing else readable_size(self.clip.facts.size_bytes)

    @property
    def rate(self) -> str:
        rate = f"{self.clip.facts.fps:.3f}".rstrip("0").rstrip(".")
        return f"{rate} fps, variable" if self.clip.facts.variable_rate else f"{rate} fps"

    @cached_property
    def sought(self) -> str:
        """The name as the filter looks at it."""
        return self.name.lower()

    @cached_property
    def submitted(self) -> int:
        return sum(self.status(aspect) == AspectStatus.SUBMITTED for aspect in Aspect)

    def prepare(self) -> None:
        """Compute what is kept, here and not when the filter asks."""
        _ = self.sought, self.submitted

    def status(self, aspect: Aspect) -> str:
        return self.clip.status.get(aspect, AspectStatus.EMPTY)

    def status_words(self) -> str:
        return "\n".join(f"{aspect.label}: {self.status(aspect)}" for aspect in Aspect)


def rows_of(clips: Iterable[Clip]) -> list[LibraryRow]:
    """Rows in the project's order, with what the filter asks of each; belongs on a background thread."""
    rows = [LibraryRow(clip) for clip in clips]
    for row in rows:
        row.prepare()
    return rows


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
        if all(word in row.sought for word in wanted) and not (only_unfinished and row.submitted == len(Aspect))
    ]


class LibraryRows:
    """All rows in the project's order, found by the clip's id."""

    def __init__(self) -> None:
        self._rows: dict[str, LibraryRow] = {}
        self.submitted = 0  # captions of all rows together

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[LibraryRow]:
        return iter(self._rows.values())

    def clear(self) -> None:
        self._rows, self.submitted = {}, 0

    def extend(self, rows: Iterable[LibraryRow]) -> None:
        """Rows that come after all others."""
        for row in rows:
            self.put(row)

    def put(self, row: LibraryRow) -> None:
        """A row in the place of the one of the same clip, else at the end."""
        former = self._rows.get(row.clip.id)
        self.submitted += row.submitted - (former.submitted if former else 0)
        self._rows[row.clip.id] = row

    def remove(self, clip_id: str) -> None:
        former = self._rows.pop(clip_id, None)
        self.submitted -= former.submitted if former else 0

    def get(self, clip_id: str) -> LibraryRow | None:
        return self._rows.get(clip_id)
