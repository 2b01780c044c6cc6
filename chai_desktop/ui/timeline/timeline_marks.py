"""What a person has said about the clip, as marks along its time, without Qt: critique points, states at both ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import UNSURE
from chai_desktop.spec.points import Point
from chai_desktop.spec.specification import Specification

MOST_ROWS = 3  # of points above each other
_AS_AT_THE_START = "unknown"


@dataclass(frozen=True)
class PointMark:
    """A critique point with frames: ``number`` counts the aspect's points from 0; ``row`` keeps it off the others."""

    aspect: Aspect
    number: int
    first: int
    last: int
    words: str
    row: int = 0


@dataclass(frozen=True)
class StateMark:
    """A property that has a state at the start and one at the end of the clip."""

    name: str
    start: str
    end: str

    @property
    def changes(self) -> bool:
        return self.start != self.end


def point_marks(points: Mapping[Aspect, Iterable[Point]]) -> tuple[PointMark, ...]:
    """All points that name frames, in the order of their first ones; those that overlap lie in different rows.

    Where more than ``MOST_ROWS`` overlap, the last row takes them all.
    """
    found = [
        PointMark(aspect, number, point.first_frame, point.last_frame, point.sentence())
        for aspect, listed in points.items()
        for number, point in enumerate(listed)
        if point.first_frame is not None and point.last_frame is not None
    ]
    found.sort(key=lambda mark: (mark.first, mark.last, mark.aspect, mark.number))
    ends: list[int] = []
    placed = []
    for mark in found:
        row = next((row for row, end in enumerate(ends) if end < mark.first), len(ends))
        row = min(row, MOST_ROWS - 1)
        ends[row : row + 1] = [max(mark.last, ends[row]) if row < len(ends) else mark.last]
        placed.append(PointMark(mark.aspect, mark.number, mark.first, mark.last, mark.words, row))
    return tuple(placed)


def state_marks(spec: Specification, answers: Mapping[str, Any]) -> tuple[StateMark, ...]:
    """The properties whose state at the start is answered, in the order of the form."""
    marks = []
    for question in spec.questions:
        if not question.id.endswith("_start") or not isinstance(answers.get(question.id), str):
            continue
        stem = question.id.removesuffix("_start")
        start = _label(spec, question.id, answers[question.id])
        end = answers.get(f"{stem}_end")
        same = not isinstance(end, str) or end == _AS_AT_THE_START
        marks.append(StateMark(_name(stem), start, start if same else _label(spec, f"{stem}_end", str(end))))
    return tuple(marks)


def joined(marks: Iterable[StateMark]) -> StateMark:
    """All of them in one row: every state at the start, and those that are others at the end."""
    marks = tuple(marks)
    start = ", ".join(f"{mark.name.lower()} {mark.start}" for mark in marks)
    end = ", ".join(f"{mark.name.lower()} {mark.end}" for mark in marks if mark.changes)
    return StateMark("States", start, end or start)


def _label(spec: Specification, question: str, choice: str) -> str:
    if choice == UNSURE:
        return "unsure"
    found = spec.question(question).choice(choice)
    return (found.label if found is not None else choice).lower()


def _name(stem: str) -> str:
    return stem.removeprefix("shot_").removeprefix("camera_").replace("_", " ").capitalize()
