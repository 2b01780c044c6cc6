"""A critique in points: what is wrong in a pre-caption, where, and what to write instead."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class PointKind(StrEnum):
    """What a point says about the words it marks."""

    WRONG = "wrong"  # the marked words are false: write `instead` in their place
    MISSING = "missing"  # something visible is not said: add `instead` after the marked words (or at the end)
    EXTRA = "extra"  # the marked words describe what is not there, or belong elsewhere: take them out
    WORDING = "wording"  # true, but not in the standard terms: write `instead`


@dataclass(frozen=True)
class Point:
    """One item of a critique.

    ``start`` and ``end`` are offsets in Unicode code points into the pre-caption, ``end`` exclusive; equal for an
    insertion; both None when the point concerns the text as a whole. ``quote`` repeats the marked words so that the
    point stays readable by itself. ``first_frame`` and ``last_frame`` are ordinals of the clip, both inclusive, or
    None. ``proposal`` is the key of what an engine proposed, where a person took the point from one (see
    ``store.judgement.proposals``); it stays when the person changes the point.
    """

    kind: PointKind
    instead: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    reason: str = ""
    first_frame: int | None = None
    last_frame: int | None = None
    proposal: str = ""

    def content(self) -> dict[str, Any]:
        """What the point says, by field, without where it came from."""
        return {name: value for name, value in asdict(self).items() if name != "proposal"}

    def sentence(self) -> str:
        """The point as one plain line of a written critique, frame range included."""
        where = "" if self.first_frame is None else f" (frames {self.first_frame}-{self.last_frame})"
        why = f" {self.reason.strip()}" if self.reason.strip() else ""
        match self.kind:
            case PointKind.MISSING:
                at = f' after "{self.quote}"' if self.quote else ""
                return f"Add{at}: {self.instead}{where}{why}"
            case PointKind.EXTRA:
                return f'Delete: "{self.quote}"{where}{why}'
            case _:
                return f'"{self.quote}" -> "{self.instead}"{where}{why}'


def critique_text(points: tuple[Point, ...], free_text: str = "") -> str:
    """Points as numbered lines, then the free text: the critique as one plain text."""
    lines = [f"{number}. {point.sentence()}" for number, point in enumerate(points, start=1)]
    if free_text.strip():
        lines.append(free_text.strip())
    return "\n".join(lines)
