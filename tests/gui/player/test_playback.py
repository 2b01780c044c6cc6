"""The player's plain state, without Qt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.ui.player import playback
from chai_desktop.ui.player.playback import PlaybackState
from chai_desktop.ui.player.seek_gate import SeekGate

CLIP = PlaybackState(frame_count=120)


@given(st.integers(-500, 500))
def test_a_request_stays_within_the_clip_and_stops_playing(frame):
    state = playback.asked(playback.with_playing(CLIP, True), frame)
    assert state.wanted == min(119, max(0, frame))
    assert not state.playing


def test_steps_count_from_the_newest_request_not_from_the_frame_on_screen():
    state = playback.asked(CLIP, 50)
    for _ in range(3):
        state = playback.stepped(state, 1)
    assert (state.current, state.wanted) == (0, 53)


def test_a_request_is_served_by_its_own_frame_only():
    state = playback.shown(playback.asked(CLIP, 50), 49)
    assert (state.current, state.wanted) == (49, 50)
    state = playback.shown(state, 50)
    assert (state.current, state.wanted) == (50, None)


def test_a_new_clip_keeps_speed_loop_and_mute_and_drops_place_and_range():
    state = replace(CLIP, current=9, speed=0.5, loop=True, muted=True, in_frame=3, playing=True)
    assert playback.opened(state, 10) == PlaybackState(frame_count=10, speed=0.5, loop=True, muted=True)


def test_an_end_of_the_range_that_was_not_set_is_the_clips():
    assert CLIP.range is None
    assert playback.with_in(CLIP, 20).range == (20, 119)
    assert playback.with_out(CLIP, 20).range == (0, 20)


def test_in_after_out_begins_a_new_range():
    state = playback.with_in(playback.with_out(playback.with_in(CLIP, 10), 20), 30)
    assert (state.in_frame, state.out_frame) == (30, None)
    state = playback.with_out(state, 5)
    assert (state.in_frame, state.out_frame) == (None, 5)


def test_a_range_of_one_frame_is_a_range():
    assert playback.with_out(playback.with_in(CLIP, 7), 7).range == (7, 7)


@pytest.mark.parametrize(
    ("state", "start"),
    [
        (replace(CLIP, current=40), None),
        (replace(CLIP, current=119), 0),  # at the end: from the start again
        (replace(CLIP, current=119, loop=True), 0),
        (replace(CLIP, current=5, in_frame=10, out_frame=20), None),  # a range counts only when looping
        (replace(CLIP, current=5, in_frame=10, out_frame=20, loop=True), 10),
        (replace(CLIP, current=15, in_frame=10, out_frame=20, loop=True), None),
        (replace(CLIP, current=20, in_frame=10, out_frame=20, loop=True), 10),
        (replace(CLIP, current=0, wanted=119), 0),
    ],
)
def test_where_playing_starts(state, start):
    assert playback.start_of_play(state) == start


def test_speeds_go_in_steps_from_a_tenth_to_four():
    state, speeds = CLIP, []
    for _ in range(12):
        state = playback.slower(state)
    for _ in range(12):
        speeds.append(state.speed)
        state = playback.faster(state)
    assert speeds[:9] == list(playback.SPEEDS)
    assert state.speed == 4.0
    assert playback.faster(playback.with_speed(CLIP, 0.6)).speed == 0.75
    assert playback.with_speed(CLIP, 99).speed == 4.0
    assert playback.with_speed(CLIP, 0).speed == 0.1


def test_nothing_plays_when_nothing_is_open():
    assert not playback.with_playing(playback.closed(CLIP), True).playing


def test_of_the_seeks_that_wait_only_the_newest_goes():
    gate = SeekGate()
    assert gate.ask(10) == 10
    assert [gate.ask(frame) for frame in (11, 12, 13)] == [None, None, None]
    assert gate.arrived() == 13
    assert gate.busy
    assert gate.arrived() is None
    assert not gate.busy


def test_j_and_l_again_are_faster_and_stopping_forgets_it():
    state, rates = playback.with_speed(CLIP, 0.5), []
    for backwards in (False, False, False, False, True, True, False):
        state = playback.shuttled(state, backwards)
        rates.append(state.rate)
    assert rates == [0.5, 1.0, 2.0, 2.0, -0.5, -1.0, 0.5]
    assert playback.shuttled(playback.with_speed(playback.shuttled(state, True), 4), True).rate == -4.0
    assert playback.with_playing(state, False).rate == playback.asked(state, 3).rate == 0.5
    assert playback.shuttled(playback.closed(CLIP), True) == playback.closed(CLIP)


def test_a_loop_goes_forward_or_forward_and_back():
    state = playback.with_ping_pong(playback.with_loop(CLIP, True), True)
    assert (state.loop, state.ping_pong) == (False, True)
    assert playback.opened(state, 5).ping_pong
    assert not playback.with_loop(state, True).ping_pong
    ranged = playback.with_out(playback.with_in(CLIP, 10), 20)
    assert ranged.turning_frames == (0, 119)  # a range counts only where playing turns round
    assert playback.with_ping_pong(ranged, True).turning_frames == (10, 20)
    assert not playback.shuttled(state, False).ping_pong


def test_how_it_plays_is_said_where_it_is_not_plain():
    assert playback.manner(playback.with_playing(CLIP, True)) == ("", "")
    backwards = playback.shuttled(playback.shuttled(CLIP, True), True)
    assert playback.manner(backwards) == ("\u25c0 2\u00d7", "backwards, 2\u00d7")
    assert playback.manner(playback.with_ping_pong(CLIP, True))[1] == "forward and back, 1\u00d7"
