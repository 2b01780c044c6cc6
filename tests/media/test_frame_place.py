from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_place import frame_named
from chai_desktop.media.timecode import frame_timecode, time_label
from tests.media.test_frame_index import index_of

NTSC = Fraction(30000, 1001)


def steady(rate: Fraction, frames: int):
    """Frames at a constant rate, in a time base of one frame, from an odd first timestamp."""
    stamps = list(range(77, 77 + frames))
    return index_of(stamps, 1 / rate, average_rate=rate, last_duration=1)


LONG = {rate: steady(rate, 120_000) for rate in (Fraction(24), Fraction(25), NTSC, Fraction(120))}


@given(st.sampled_from(list(LONG)), st.integers(0, 119_999))
def test_what_the_player_writes_is_read_back(rate, frame):
    assert frame_named(frame_timecode(frame, rate), LONG[rate]) == frame
    assert frame_named(str(frame), LONG[rate]) == frame
    assert frame_named(f"{LONG[rate].clock(frame):.6f}", LONG[rate]) == frame


@given(st.integers(0, 119_999))
def test_timecode_that_drops_numbers_is_read_back(frame):
    assert frame_named(frame_timecode(frame, NTSC, drop_frame=True), LONG[NTSC]) == frame


@given(st.lists(st.integers(9, 400), min_size=1, max_size=40))
def test_times_of_a_variable_rate_are_read_back(steps):
    stamps = [1480]
    for step in steps:
        stamps.append(stamps[-1] + step)
    index = index_of(stamps, variable_rate=True)
    for frame in range(index.frame_count):
        assert frame_named(time_label(index, frame), index) == frame


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("100", "There is no frame 100: the last one is 99"),
        ("00:00:04:00", "There is no frame"),
        ("4.0", "There is no frame 4.0"),
        ("00:00:01:25", "no timecode at 25 frames per second"),
        ("00:60:00:00", "no timecode"),
        ("00:00:01;02", "drops numbers"),
        ("-1", "-1 is no frame"),
        ("the last", "the last is no frame"),
        ("", " is no frame"),
    ],
)
def test_what_names_no_frame_is_refused_with_a_sentence(words, says):
    with pytest.raises(MediaError) as refused:
        frame_named(words, steady(Fraction(25), 100))
    assert says in refused.value.message
    assert refused.value.hint


def test_a_number_that_is_dropped_names_no_frame():
    with pytest.raises(MediaError, match="one of the numbers that are dropped"):
        frame_named("00:01:00;01", LONG[NTSC])
    assert frame_named("00:01:00;02", LONG[NTSC]) == 1800


def test_timecode_is_refused_where_the_rate_varies():
    with pytest.raises(MediaError, match="rate varies"):
        frame_named("00:00:00:01", index_of([0, 40, 100], variable_rate=True))
