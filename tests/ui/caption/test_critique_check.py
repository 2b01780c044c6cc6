from __future__ import annotations

import pytest

from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.critique.check import lack_of, lacks, state_line

GOOD = Point(PointKind.WRONG, instead="dollies in", quote="zooms in", start=3, end=11)


@pytest.mark.parametrize(
    ("point", "lack"),
    [
        (GOOD, ""),
        (Point(PointKind.WRONG, quote="zooms in"), "does not say what to write instead"),
        (Point(PointKind.WORDING, quote="zooms in", instead=" "), "does not say what to write instead"),
        (Point(PointKind.WRONG, instead="dollies in"), "does not say which words it is about"),
        (Point(PointKind.WRONG, quote="zooms in", instead="zooms in"), "writes the same words again"),
        (Point(PointKind.MISSING, quote="fountain"), "does not say what to add"),
        (Point(PointKind.MISSING, instead="and racks focus"), ""),
        (Point(PointKind.EXTRA, quote="a kite"), ""),
        (Point(PointKind.EXTRA), "does not say which words it is about"),
    ],
)
def test_what_a_point_leaves_unsaid(point, lack):
    assert lack_of(point) == lack


def test_one_line_says_how_the_critique_stands():
    lame = Point(PointKind.WRONG, quote="left")
    assert state_line((), "") == "No critique yet"
    assert state_line((GOOD,), "") == "1 point, says what to write"
    assert state_line((GOOD, GOOD), " ") == "2 points, each says what to write"
    assert state_line((), "Add: a fountain behind her") == "Text, says what to write"
    assert state_line((GOOD, GOOD), "and the focus") == "2 points and text, each point says what to write"
    assert state_line((GOOD, lame), "") == "Point 2 does not say what to write instead"


def test_free_text_alone_has_to_say_what_to_write():
    assert lacks((), "The movement is wrong.")[0].index is None
    assert lacks((), "“zooms in” -> “dollies in”") == ()
    assert lacks((), "It dollies in instead of zooming.") == ()
