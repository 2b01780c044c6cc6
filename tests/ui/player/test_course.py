"""Which frame is due when the clip is played backwards, or forward and back."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player.course import Backwards, Course, PingPong, course_of
from chai_desktop.ui.player.playback import PlaybackState


def index_of(timestamps: list[int], last_duration: int = 40) -> FrameIndex:
    return FrameIndex(
        timestamps=np.array(timestamps, np.int64), key_frames=np.array([0]), time_base=Fraction(1, 1000),
        average_rate=Fraction(25), variable_rate=False, last_duration=last_duration, width=64, height=36,
        pixel_aspect=Fraction(1), rotation=0, codec="h264", container="mp4", has_audio=False, track=0,
    )  # fmt: skip


STEADY = index_of([1480 + 40 * n for n in range(10)])
UNEVEN = index_of([0, 33, 66, 200, 240, 500, 510, 640], 100)


def walk(course: Course, steps: int) -> list[int]:
    """The frames that come one after the other, each asked for when the one before it has stayed its time."""
    seconds, frames = 0.0, []
    for _ in range(steps):
        due = course.at(seconds)
        if due is None:
            break
        frames.append(due.frame)
        seconds += due.stays
    return frames


@pytest.mark.parametrize("index", [STEADY, UNEVEN])
def test_backwards_every_frame_comes_once_and_then_it_ends(index):
    assert walk(Backwards(index, 7, 0), 50) == [7, 6, 5, 4, 3, 2, 1, 0]


def test_backwards_every_frame_stays_as_long_as_forwards():
    assert Backwards(UNEVEN, 5, 0).at(0.0).stays == pytest.approx(0.010)
    assert Backwards(UNEVEN, 5, 0).at(0.011).frame == 4
    assert Backwards(UNEVEN, 5, 0).at(0.011 + 0.26).frame == 3


def test_backwards_in_a_loop_it_goes_on_from_the_end():
    assert walk(Backwards(STEADY, 4, 3, last=6), 10) == [4, 3, 6, 5, 4, 3, 6, 5, 4, 3]


@pytest.mark.parametrize("index", [STEADY, UNEVEN])
def test_forward_and_back_the_turning_frames_come_once(index):
    assert walk(PingPong(index, 4, 2, 5), 13) == [4, 5, 4, 3, 2, 3, 4, 5, 4, 3, 2, 3, 4]


def test_a_range_of_one_frame_stands_still():
    assert walk(PingPong(STEADY, 3, 3, 3), 3) == [3, 3, 3]


def test_a_range_of_two_frames_goes_to_and_fro():
    assert walk(PingPong(STEADY, 3, 3, 4), 5) == [3, 4, 3, 4, 3]


@given(st.integers(0, 7), st.floats(0, 100))
def test_no_course_leaves_its_frames(start, seconds):
    first, last = min(start, 2), max(start, 5)
    due = PingPong(UNEVEN, start, first, last).at(seconds)
    assert first <= due.frame <= last
    assert 0 <= due.stays <= 0.27


def test_what_the_state_asks_for_begins_at_the_playhead():
    state = PlaybackState(frame_count=10, current=6)
    assert course_of(STEADY, state) == Backwards(STEADY, 6, 0)
    looped = replace(state, loop=True, in_frame=2, out_frame=4)
    assert course_of(STEADY, looped) == Backwards(STEADY, 4, 2, 4)
    assert course_of(STEADY, replace(looped, current=1)) == Backwards(STEADY, 4, 2, 4)
    swung = replace(looped, loop=False, ping_pong=True)
    assert course_of(STEADY, swung) == PingPong(STEADY, 2, 2, 4)
    assert course_of(STEADY, replace(swung, wanted=3)) == PingPong(STEADY, 3, 2, 4)
