"""The examples of docs/formats/critique-points.md, and more of their kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chai_desktop.models.requests import RevisionRequest
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "critique-points.md"


def revise(text: str, *points: Point, free_text: str = "") -> tuple[str, tuple[str, ...]]:
    request = RevisionRequest(Aspect.CAMERA, text, points, free_text)
    written = RulesEngine().revise(request)
    return written.text, written.notes


def wrong(quote: str, instead: str) -> Point:
    return Point(PointKind.WRONG, instead, quote=quote)


def missing(quote: str, instead: str) -> Point:
    return Point(PointKind.MISSING, instead, quote=quote)


def extra(quote: str) -> Point:
    return Point(PointKind.EXTRA, quote=quote)


def _page_examples() -> list[tuple[str, Point, str]]:
    row = re.compile(r"^\| ([^|`]+?) \| (wrong|extra|missing)([^|]+?) \| ([^|]+?) \|$", re.MULTILINE)
    rows = row.findall(PAGE.read_text("utf-8"))
    found = []
    for text, kind, words, after in rows:
        quoted = re.findall(r"`([^`]+)`", words)
        quote = "" if "no mark" in words else quoted[0]
        instead = "" if kind == "extra" else quoted[-1]
        found.append((text, Point(PointKind(kind), instead, quote=quote), after))
    return found


def test_the_page_has_its_examples() -> None:
    assert len(_page_examples()) == 11


@pytest.mark.parametrize(("text", "point", "after"), _page_examples())
def test_the_page_tells_the_truth(text: str, point: Point, after: str) -> None:
    assert revise(text, point) == (after, ())


MENDED = [
    ("An old man sits.", wrong("old", "young"), "A young man sits."),
    ("The shot lasts a minute.", wrong("minute", "hour"), "The shot lasts an hour."),
    ("A man in an orange uniform.", extra("orange"), "A man in a uniform."),
    ("Vitamin A is here. A cat sits.", wrong("cat", "dog"), "Vitamin A is here. A dog sits."),
    ("The camera pans.", wrong("The camera pans.", "the camera tilts"), "The camera tilts."),
    ("It pans left. It stops.", extra("left. It"), "It pans stops."),
    ("It pans and tilts up. It stops.", extra("and tilts up."), "It pans. It stops."),
    ("A woman walks and a dog runs.", extra("A woman walks"), "A dog runs."),
    ("It pans and tilts and rolls.", extra("tilts"), "It pans and rolls."),
    ("It pans, while zooming in.", extra("zooming in"), "It pans."),
    ("A man (in red) sits.", extra("in red"), "A man sits."),
    ("A lamp, a bench, and a tree.", extra("a bench"), "A lamp, and a tree."),
    (
        "The camera moves.",
        Point(PointKind.MISSING, "In slow motion,", start=0, end=0),
        "In slow motion, the camera moves.",
    ),
    ("The Tiber flows.", Point(PointKind.MISSING, "In Rome,", start=0, end=0), "In Rome, the Tiber flows."),
    ("A man sits on a bench.", missing("bench", ", next to a tree"), "A man sits on a bench, next to a tree."),
    (
        "A man sits on a bench. It rains.",
        missing("bench", ", next to a tree,"),
        "A man sits on a bench, next to a tree. It rains.",
    ),
    ("Static shot", missing("", "the depth of field is deep"), "Static shot. The depth of field is deep."),
    ("A man sits.", missing("sits.", "A dog runs by"), "A man sits. A dog runs by."),
    ("It uses e.g. a fast lens.", extra("a fast"), "It uses e.g. lens."),
    ("The title “ROMA” is white.", wrong("ROMA", "MILANO"), "The title “MILANO” is white."),
    ("Two\nlines here.", wrong("Two lines", "One line"), "One line here."),
    ("pans in the pan", wrong("pan", "pot"), "pans in the pot"),
    ("zooms", Point(PointKind.WRONG, "scan", quote="zoom", start=0, end=4), "Scans"),
]


@pytest.mark.parametrize(("text", "point", "after"), MENDED)
def test_edges_are_mended(text: str, point: Point, after: str) -> None:
    assert revise(text, point) == (after, ())


def test_what_no_point_touches_stays_letter_by_letter() -> None:
    text = "the  camera , pans left.. a apple ,and it zooms in.  odd  spacing"
    assert revise(text)[0] == text
    assert revise(text, wrong("zooms in", "dollies in"))[0] == text.replace("zooms in", "dollies in")
