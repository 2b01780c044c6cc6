"""Which lanes there is room for, and where they lie."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.ui.timeline.lane_heights import LEAST_HEIGHT, SIZES, Lane, arrange, default_height


@given(st.integers(LEAST_HEIGHT, 900), st.sets(st.sampled_from(Lane)), st.integers(0, 8), st.integers(1, 3))
def test_lanes_lie_below_each_other_and_inside(height, present, states, points):
    places = arrange(height, present, {Lane.STATES: states, Lane.POINTS: points})
    top = 0
    for lane in (lane for lane in Lane if lane in places):
        assert places[lane].top == top
        assert places[lane].height >= SIZES[lane].least
        top += places[lane].height
    assert top <= height
    assert set(places) <= present


@given(st.integers(LEAST_HEIGHT, 900))
def test_the_ruler_always_has_its_place(height):
    assert Lane.RULER in arrange(height, set(Lane))


def test_a_low_timeline_leaves_out_what_matters_least_and_a_high_one_shows_all():
    assert set(arrange(100, set(Lane))) == {Lane.RULER, Lane.FILM, Lane.CURVES, Lane.STATES, Lane.POINTS}
    assert set(arrange(200, set(Lane))) == set(Lane)


def test_states_get_a_row_each_or_one_for_all():
    assert arrange(150, set(Lane), {Lane.STATES: 5})[Lane.STATES].height == SIZES[Lane.STATES].least
    assert arrange(400, set(Lane), {Lane.STATES: 5})[Lane.STATES].height == 5 * SIZES[Lane.STATES].least


def test_the_picture_stays_the_largest_thing():
    """Room of player and timeline in a window of 768 pixels; what is left has to hold transport and picture."""
    assert default_height(470) <= 100
    assert default_height(1200) == 140
    assert default_height(100) == LEAST_HEIGHT
