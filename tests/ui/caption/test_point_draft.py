"""A point from a selection, and a half-typed point that comes back."""

from __future__ import annotations

import json

import pytest

from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.critique.point_draft import (
    PointDraft,
    anchored,
    as_typed,
    from_typed,
    point_from_selection,
    words_around,
)

TEXT = "The camera 🎥 zooms in slowly. A kite flies, high above. The woman's coat is red."


def around(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("selected", "quote"),
    [
        ("zooms in", "zooms in"),
        ("ooms i", "zooms in"),
        (" zooms in ", "zooms in"),
        ("slowly.", "slowly"),
        ("oman's coa", "woman's coat"),
        (", ", ","),
    ],
)
def test_a_selection_becomes_whole_words(selected, quote):
    point = point_from_selection(TEXT, *around(selected), PointKind.WRONG)
    assert point is not None
    assert point.quote == quote
    assert TEXT[point.start : point.end] == quote


def test_what_is_to_be_deleted_keeps_its_full_stop():
    point = point_from_selection(TEXT, *around("A kite flies, high above. "), PointKind.EXTRA)
    assert point is not None
    assert point.quote == "A kite flies, high above."


def test_offsets_are_code_points_also_after_an_emoji():
    point = point_from_selection(TEXT, *around("zooms"), PointKind.WORDING)
    assert point is not None
    assert point.start == len("The camera 🎥 ")


def test_a_backward_selection_is_the_same():
    start, end = around("zooms in")
    assert point_from_selection(TEXT, end, start, PointKind.WRONG) == point_from_selection(
        TEXT, start, end, PointKind.WRONG
    )


def test_a_caret_names_the_words_before_it_for_something_missing():
    caret = TEXT.index(". A kite")
    point = point_from_selection(TEXT, caret, caret, PointKind.MISSING)
    assert point is not None
    assert point.quote == "zooms in slowly"
    assert TEXT[point.start : point.end] == point.quote


def test_a_caret_at_the_beginning_is_a_place_without_words():
    assert point_from_selection(TEXT, 0, 0, PointKind.MISSING) == Point(PointKind.MISSING, start=0, end=0)


def test_nothing_selected_is_no_wrong_word():
    assert point_from_selection(TEXT, 5, 5, PointKind.WRONG) is None
    assert point_from_selection(TEXT, 3, 4, PointKind.EXTRA) is None


def test_a_half_typed_point_survives_as_json():
    point = point_from_selection(TEXT, *around("zooms in"), PointKind.WRONG)
    assert point is not None
    draft = PointDraft(Point(**{**vars(point), "instead": "dol", "first_frame": 3, "last_frame": 9}), index=1)
    assert from_typed(json.loads(json.dumps(as_typed(draft))), TEXT) == draft


@pytest.mark.parametrize("value", [None, "zooms", {}, {"kind": "nonsense"}, 3])
def test_anything_else_is_no_half_typed_point(value):
    assert from_typed(value, TEXT) is None


def test_a_span_is_found_anew_in_another_draft_where_that_is_certain():
    point = Point(PointKind.WRONG, start=0, end=8, quote="zooms in")
    assert TEXT[slice(*_span(anchored(point, TEXT)))] == "zooms in"
    assert anchored(point, "It zooms in, then zooms in again.").start is None
    assert anchored(point, "It pans.").start is None


def _span(point: Point) -> tuple[int | None, int | None]:
    return point.start, point.end


@pytest.mark.parametrize(
    ("touched", "words"),
    [("ery smoothly a", "very smoothly and"), (" smoothly ", "smoothly"), (" ", " "), ("end.", "end.")],
)
def test_a_selection_grows_to_whole_words(touched: str, words: str) -> None:
    text = "It moves very smoothly and to the end."
    start = text.index(touched)
    first, last = words_around(text, start, start + len(touched))
    assert text[first:last] == words
