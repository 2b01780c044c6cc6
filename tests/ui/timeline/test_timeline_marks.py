"""Points and states as marks along the time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.timeline.timeline_marks import MOST_ROWS, joined, point_marks, state_marks

ranges = st.tuples(st.integers(0, 60), st.integers(0, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(ranges, max_size=12))
def test_points_in_one_row_do_not_overlap_as_long_as_there_are_rows(spans):
    marks = point_marks({Aspect.CAMERA: [Point(PointKind.WRONG, first_frame=a, last_frame=b) for a, b in spans]})
    assert sorted((mark.first, mark.last) for mark in marks) == sorted(spans)
    for row in range(MOST_ROWS - 1):
        listed = [mark for mark in marks if mark.row == row]
        assert all(a.last < b.first for a, b in pairwise(listed))


def test_a_point_without_frames_has_no_mark_and_keeps_the_numbers_of_the_others():
    points = [Point(PointKind.EXTRA, quote="x"), Point(PointKind.WRONG, first_frame=3, last_frame=9)]
    (mark,) = point_marks({Aspect.SCENE: points})
    assert (mark.aspect, mark.number, mark.first, mark.last) == (Aspect.SCENE, 1, 3, 9)


def test_states_are_told_at_the_end_that_they_are_at():
    spec = load_specification()
    answers = {
        "shot_size_start": "wide", "shot_size_end": "close_up", "camera_angle_start": "level_angle",
        "camera_angle_end": "unknown", "focus_plane_end": "background",
    }  # fmt: skip
    marks = {mark.name: mark for mark in state_marks(spec, answers)}
    assert (marks["Size"].start, marks["Size"].end, marks["Size"].changes) == ("wide", "close-up", True)
    assert not marks["Angle"].changes
    assert "Focus plane" not in marks  # nothing is known of its start
    assert joined(marks.values()).end == "size close-up"


def test_nothing_answered_is_nothing_shown():
    assert state_marks(load_specification(), {}) == ()
