"""Whether a critique says enough: constructive means that it says what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.points import Point, PointKind


@dataclass(frozen=True)
class Lack:
    """``index`` counts the points from 0; None is the free text. ``text`` is a plain sentence."""

    index: int | None
    text: str


def lack_of(point: Point) -> str:
    """What a point leaves unsaid, as the end of "Point 2 ..."; '' where it says enough."""
    instead, quote = point.instead.strip(), point.quote.strip()
    if point.kind == PointKind.MISSING:
        return "" if instead else "does not say what to add"
    if not quote:
        return "does not say which words it is about"
    if point.kind == PointKind.EXTRA:
        return ""
    if not instead:
        return "does not say what to write instead"
    return "writes the same words again" if instead == quote else ""


def lacks(points: tuple[Point, ...], free_text: str) -> tuple[Lack, ...]:
    """Everything that the critique leaves unsaid, points first."""
    found = [
        Lack(index, f"Point {index + 1} {lack}.") for index, point in enumerate(points) if (lack := lack_of(point))
    ]
    if free_text.strip() and not points and lint_critique(free_text, "").constructive.holds is False:
        found.append(Lack(None, "The text does not say what to write instead."))
    return tuple(found)


def state_line(points: tuple[Point, ...], free_text: str) -> str:
    """The critique in one line: how much there is, and what it lacks."""
    if not points and not free_text.strip():
        return "No critique yet"
    found = lacks(points, free_text)
    if found:
        return found[0].text.rstrip(".")
    if not points:
        return "Text, says what to write"
    one = len(points) == 1
    count = "1 point" if one else f"{len(points)} points"
    if not free_text.strip():
        return f"{count}, {'' if one else 'each '}says what to write"
    return f"{count} and text, {'the' if one else 'each'} point says what to write"
