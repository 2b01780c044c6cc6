from __future__ import annotations

from dataclasses import replace

import pytest

from chai_desktop.ui.player.aids import aid_state as aids
from chai_desktop.ui.player.aids.aid_state import AidState, Areas, Compare, Layout
from chai_desktop.ui.player.aids.horizon import Horizon
from chai_desktop.ui.player.aids.picture_transform import Zoom


def test_the_picture_is_neutral_at_first():
    assert not AidState().any_on
    assert aids.badges(AidState()) == ()


@pytest.mark.parametrize("name", ["thirds", "centre", "sides", "colour", "mirrored"])
def test_one_key_turns_an_aid_on_and_off(name):
    on = aids.toggled(AidState(), name)
    assert getattr(on, name)
    assert on.any_on
    assert aids.toggled(on, name) == AidState()


def test_areas_go_round():
    state, seen = AidState(), []
    for _ in range(4):
        state = aids.next_areas(state)
        seen.append(state.areas)
    assert seen == [Areas.SAFE, Areas.TALL, Areas.SQUARE, Areas.NONE]


def test_ghost_and_difference_take_each_others_place():
    ghost = aids.with_ghost_toggled(AidState())
    both = aids.with_difference_toggled(ghost)
    assert both.difference and not both.ghost and both.computes
    assert not aids.with_difference_toggled(both).computes
    assert aids.with_ghost_toggled(both) == ghost


def test_the_gain_goes_round_and_is_said():
    state = aids.with_difference_toggled(AidState())
    assert aids.badges(state) == ("difference \u00d74",)
    state = aids.with_next_gain(state)
    assert aids.badges(state) == ("difference \u00d78",)
    for _ in range(4):
        state = aids.with_next_gain(state)
    assert state.gain == 4


def test_the_gain_alone_is_no_aid():
    assert not aids.with_next_gain(AidState()).any_on


def test_freezing_goes_from_wipe_to_side_by_side_to_off():
    wiped = aids.next_compare(AidState(), 41)
    assert wiped.compare == Compare(frozen=41, layout=Layout.WIPE)
    assert aids.badges(wiped) == ("frame 41 frozen, wipe",)
    beside = aids.next_compare(wiped, 60)
    assert beside.compare == Compare(frozen=41, layout=Layout.BESIDE)
    assert aids.next_compare(beside, 60) == AidState()


def test_another_clip_goes_from_side_by_side_to_wipe_to_off():
    beside = aids.compared_with(AidState(), "second.mp4")
    wiped = aids.next_compare(beside, 5)
    assert wiped.compare == Compare(clip="second.mp4", layout=Layout.WIPE)
    assert aids.next_compare(wiped, 5) == AidState()


def test_the_wipe_line_stays_in_the_picture():
    state = aids.next_compare(AidState(), 3)
    assert aids.with_wipe_at(state, 0.3).compare.at == 0.3
    assert aids.with_wipe_at(state, -2).compare.at == 0.0
    assert aids.with_wipe_at(state, 9).compare.at == 1.0
    assert aids.with_wipe_at(AidState(), 0.3) == AidState()


def test_another_clip_stands_beside_and_keeps_how_it_steps():
    state = aids.compared_with(AidState(), "second.mp4")
    assert state.compare == Compare(clip="second.mp4", layout=Layout.BESIDE)
    state = aids.with_step_by_time_toggled(state)
    assert aids.compared_with(state, "third.mp4").compare.by_time
    assert aids.badges(state) == ("compared with second.mp4, side by side",)


def test_what_is_about_one_clip_ends_with_it():
    state = replace(
        AidState(),
        thirds=True,
        mirrored=True,
        zoom=Zoom(2.0),
        compare=Compare(frozen=3),
        horizon=Horizon(4.0, (0.2, 0.2)),
    )
    assert aids.for_next_clip(state) == replace(AidState(), thirds=True, mirrored=True, horizon=Horizon())


def test_all_off_keeps_the_gain_only():
    state = replace(AidState(), thirds=True, mirrored=True, zoom=Zoom(2.0), gain=8, compare=Compare(frozen=3))
    assert aids.all_off(state) == AidState(gain=8)


def test_the_corner_says_what_is_on():
    state = replace(AidState(), mirrored=True, zoom=Zoom(2.0), areas=Areas.TALL)
    assert aids.badges(state, 2.0) == ("mirrored", "zoom 200 %", "9:16")
    assert "zoom" not in " ".join(aids.badges(AidState(), 0.44))


def test_lines_are_remembered_and_what_changes_the_picture_is_not():
    state = replace(AidState(), thirds=True, areas=Areas.SAFE, colour=True, mirrored=True, ghost=True, zoom=Zoom(2.0))
    assert aids.restored(aids.remembered(state)) == replace(AidState(), thirds=True, areas=Areas.SAFE, colour=True)


@pytest.mark.parametrize("words", ["", "{}", "[1]", "nonsense", '{"thirds": 1, "areas": "pentagon"}'])
def test_anything_else_that_was_remembered_is_neutral(words):
    assert aids.restored(words) == AidState()
