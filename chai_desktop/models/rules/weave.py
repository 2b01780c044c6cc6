"""A text under revision whose every character knows where in the pre-caption it came from."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.models.requests import CopiedSpan

_NEW = -1


@dataclass(frozen=True)
class Edit:
    """Replace ``[start, end)`` of the pre-caption by ``text``; start == end inserts. ``label``: "Point 2"."""

    start: int
    end: int
    text: str
    label: str


class Weave:
    """Characters with their origin, and the seams: positions where an edit touches what was there."""

    def __init__(self, text: str) -> None:
        self.chars = list(text)
        self._origin = list(range(len(text)))
        self.seams: list[int] = []

    def __len__(self) -> int:
        return len(self.chars)

    @property
    def text(self) -> str:
        return "".join(self.chars)

    def origin(self, index: int) -> int | None:
        """The offset in the pre-caption of a character, None for a new one."""
        return None if self._origin[index] == _NEW else self._origin[index]

    def replace(self, start: int, end: int, text: str) -> None:
        """Put ``text`` in the place of a range; seams behind it move along, seams inside it fall on its start."""
        self.chars[start:end] = text
        self._origin[start:end] = [_NEW] * len(text)
        shift = len(text) - (end - start)
        self.seams = [s + shift if s >= end else min(s, start) for s in self.seams]

    def delete(self, start: int, end: int) -> None:
        self.replace(start, end, "")

    def splice(self, edits: list[Edit]) -> None:
        """Apply disjoint edits in text order, from the last to the first, and mark their seams."""
        for edit in reversed(edits):
            self.replace(edit.start, edit.end, edit.text)
            self.seams = sorted({edit.start, edit.start + len(edit.text), *self.seams})

    def copied(self) -> tuple[CopiedSpan, ...]:
        """The runs of characters taken over unchanged, in the order of the text."""
        spans: list[CopiedSpan] = []
        index = 0
        while index < len(self.chars):
            first = index
            while index < len(self.chars) and self._origin[index] == self._origin[first] + index - first != _NEW:
                index += 1
            if index > first and self._origin[first] != _NEW:
                spans.append(CopiedSpan(first, index, self._origin[first]))
            index = max(index, first + 1)
        return tuple(spans)
