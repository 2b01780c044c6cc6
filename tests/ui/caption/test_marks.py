from __future__ import annotations

import itertools

from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.marks import answers, post_marks, pre_marks
from chai_desktop.ui.caption.word_diff import word_diff

PRE = "The camera zooms in slowly. A kite flies."
POST = "The camera dollies in slowly, then stops."
WRONG = Point(PointKind.WRONG, instead="dollies in", start=11, end=19, quote="zooms in")
MISSING = Point(PointKind.MISSING, instead=", then stops", start=20, end=26, quote="slowly")
HUNKS = word_diff(PRE, POST)


def test_stretches_never_overlap_and_lie_in_order():
    stretches = pre_marks(PRE, (WRONG, MISSING), HUNKS).stretches
    assert all(left.end <= right.start for left, right in itertools.pairwise(stretches))
    first = stretches[0]
    assert (PRE[first.start : first.end], first.changed, first.kind) == ("zooms", True, PointKind.WRONG)
    assert (stretches[1].changed, stretches[1].kind) == (False, PointKind.WRONG), "“ in” is pointed at, not changed"


def test_the_point_that_the_person_is_at_stands_out():
    stretches = pre_marks(PRE, (WRONG, MISSING), (), point=1).stretches
    assert [PRE[s.start : s.end] for s in stretches if s.current] == ["slowly"]


def test_each_point_has_its_number_in_both_texts():
    assert [(b.offset, b.label) for b in pre_marks(PRE, (WRONG, MISSING), HUNKS).badges] == [(11, "1"), (20, "2")]
    badges = post_marks((WRONG, MISSING), HUNKS).badges
    assert next(POST[b.offset :].split()[0] for b in badges) == "dollies"
    assert badges[0].label == "1"


def test_a_point_out_of_the_text_marks_nothing():
    stray = Point(PointKind.WRONG, start=500, end=510, quote="?", instead="!")
    whole = Point(PointKind.MISSING, instead="more")
    marks = pre_marks(PRE, (stray, whole), ())
    assert marks.stretches == ()
    assert marks.badges == ()


def test_a_pure_removal_leaves_a_caret_in_the_other_text():
    hunks = word_diff("one two three", "one three")
    assert [c.offset for c in post_marks((), hunks).carets] == [3]
    assert pre_marks("one two three", (), hunks).carets == ()


def test_which_change_answers_which_point():
    hunks = word_diff("It stands still.", "It stands still, then pans.")
    missing = Point(PointKind.MISSING, instead=", then pans", start=3, end=15, quote="stands still")
    assert answers(hunks[0], missing)
    assert not answers(hunks[0], Point(PointKind.WRONG, start=0, end=2, quote="It", instead="He"))
    assert not answers(hunks[0], Point(PointKind.MISSING, instead="x"))
