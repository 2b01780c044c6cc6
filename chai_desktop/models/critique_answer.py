"""Reads what a model answered to "what is wrong in this draft": lines of corrections, as points in their places."""

from __future__ import annotations

from dataclasses import replace

from chai_desktop.models.rules.critique_lines import read_line, split_lines
from chai_desktop.models.rules.locate import places_of
from chai_desktop.spec.points import Point, PointKind


def read_critique(answer: str, pre_caption: str, nothing_wrong: str) -> tuple[tuple[Point, ...], str]:
    """The points, and as free text the lines that are none. Both are empty where no edits are needed.

    A point whose quotation does not stand in the draft stays free text: it would mark nothing.
    """
    points: list[Point] = []
    rest: list[str] = []
    for line in split_lines(answer):
        point = read_line(line)
        placed = None if point is None else _placed(point, pre_caption)
        if placed is None:
            rest.append(line)
        elif placed.instead != placed.quote:  # "a" -> "a" says nothing
            points.append(placed)
    if not points and _says(answer, nothing_wrong):
        return (), ""
    return tuple(points), "\n".join(rest)


def _says(answer: str, nothing_wrong: str) -> bool:
    words = _bare(nothing_wrong)
    return _bare(answer).startswith(words) if words else answer.strip() == nothing_wrong.strip()


def _placed(point: Point, pre_caption: str) -> Point | None:
    if not point.quote:
        return point if point.kind is PointKind.MISSING and point.instead else None
    places = places_of(pre_caption, point.quote)
    if not places:
        return None
    start, end = places[0]
    return replace(point, start=start, end=end, quote=pre_caption[start:end])


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
