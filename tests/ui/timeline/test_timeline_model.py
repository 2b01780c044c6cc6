"""Time, frame and place on the timeline: exact both ways, whatever the rate, the zoom and the width."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.ui.timeline import timeline_model as model
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale

intervals = st.lists(st.floats(0.004, 0.5), min_size=1, max_size=300)
widths = st.floats(50, 3000)


def scale_of(seconds: list[float]) -> TimeScale:
    return TimeScale(np.concatenate(([0.0], np.cumsum(seconds))))


@st.composite
def sights(draw) -> tuple[TimeScale, Sight]:
    scale = scale_of(draw(intervals))
    sight = model.whole(scale, draw(widths))
    for _ in range(draw(st.integers(0, 4))):
        sight = model.zoomed(sight, scale, draw(st.floats(0.3, 4)), draw(st.floats(0, 1)) * sight.width)
        sight = model.panned(sight, scale, draw(st.floats(-500, 500)))
    return scale, sight


@given(sights(), st.floats(0, 1))
def test_the_frame_under_a_place_is_the_one_whose_stretch_holds_it(made, share):
    scale, sight = made
    x = share * sight.width
    frame = model.frame_under(sight, scale, x)
    slack = 1e-6
    assert sight.x_of(scale.begin(frame)) <= x + slack
    assert x < sight.x_of(scale.end(frame)) + slack or frame == scale.last


@given(sights(), st.data())
def test_the_middle_of_every_frame_leads_back_to_it(made, data):
    scale, sight = made
    frame = data.draw(st.integers(0, scale.last))
    middle = (scale.begin(frame) + scale.end(frame)) / 2
    assert model.frame_under(sight, scale, sight.x_of(middle)) == frame


@given(sights())
def test_the_sight_never_leaves_the_clip(made):
    scale, sight = made
    assert sight.first >= 0
    assert sight.last <= scale.duration + 1e-9
    assert sight.last > sight.first


@given(sights(), st.floats(1.01, 3), st.floats(0.01, 0.99))
def test_zooming_in_keeps_what_is_at_the_mouse(made, factor, share):
    scale, sight = made
    x = share * sight.width
    closer = model.zoomed(sight, scale, factor, x)
    assert closer.seconds_at(x) == pytest.approx(sight.seconds_at(x), abs=1e-6)


@given(sights())
def test_zooming_out_for_long_shows_the_whole_clip(made):
    scale, sight = made
    for _ in range(60):
        sight = model.zoomed(sight, scale, 0.5, sight.width / 3)
    assert (sight.first, sight.last) == (0.0, pytest.approx(scale.duration))


@given(intervals, widths)
def test_the_deepest_zoom_shows_a_usual_frame_forty_pixels_wide(seconds, width):
    scale = scale_of(seconds * 100 + [max(seconds)] * 100)
    sight = model.whole(scale, width)
    for _ in range(60):
        sight = model.zoomed(sight, scale, 2, width / 2)
    assert model.frame_width(sight, scale) == pytest.approx(40)


@given(sights(), st.data())
def test_a_frame_that_is_asked_for_comes_into_sight(made, data):
    scale, sight = made
    frame = data.draw(st.integers(0, scale.last))
    turned = model.with_frame(sight, scale, frame)
    x = turned.x_of(scale.begin(frame))
    assert -1e-6 <= x < turned.width
    assert turned.last - turned.first == pytest.approx(sight.last - sight.first)
    if turned is not sight:
        assert model.with_frame(turned, scale, frame) is turned


@given(sights(), st.floats(60, 3000))
def test_another_width_shows_the_same_stretch_where_it_can(made, width):
    scale, sight = made
    other = model.resized(sight, scale, width)
    assert other.width == width
    assert other.last - other.first >= sight.last - sight.first - 1e-9


def test_missing_frames_are_a_gap_at_a_constant_rate_only():
    seconds = [0.04] * 10 + [0.4] + [0.04] * 10
    constant = scale_of(seconds)
    assert constant.gaps == ((pytest.approx(0.44), pytest.approx(0.8)),)
    assert TimeScale(constant.edges, variable=True).gaps == ()


def test_the_scale_of_a_file_is_that_of_its_timestamps(small_clip):
    from chai_desktop.media.frame_index import build_frame_index

    index = build_frame_index(small_clip)
    scale = TimeScale.of(index)
    assert scale.frame_count == index.frame_count
    assert [scale.begin(n) for n in (0, 1, 47)] == pytest.approx([index.clock(n) for n in (0, 1, 47)])
    assert scale.duration == pytest.approx(index.duration)
    part = TimeScale.of(index.part(10, 20))
    assert (part.frame_count, part.start) == (11, index.seconds(10))


def test_an_edge_is_found_within_reach_only():
    scale = scale_of([0.04] * 100)
    sight = model.whole(scale, 400)
    assert model.edge_near(sight, scale, 43, {10, 50}, 5) == 10
    assert model.edge_near(sight, scale, 60, {10, 50}, 5) is None
    assert model.edge_near(sight, scale, 400, {100}, 5) is None


def test_a_frame_longer_than_the_sight_is_shown_from_where_it_begins():
    scale = model.TimeScale(np.array([0.0, 0.5, 0.75]))
    turned = model.with_frame(model.Sight(0.009375, 0.478125, 50.0), scale, 0)
    assert turned.x_of(scale.begin(0)) == 0.0
