from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.timecode import clock_time, frame_timecode, time_label, timecode

NTSC = Fraction(30000, 1001)


def test_counts_hours_minutes_seconds_and_frames():
    assert frame_timecode(0, 25) == "00:00:00:00"
    assert frame_timecode(83, 24) == "00:00:03:11"
    assert frame_timecode(25 * 3661 + 7, 25) == "01:01:01:07"


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(24), Fraction(25), NTSC, Fraction(60), Fraction(240)])
@given(frame=st.integers(0, 2_000_000))
def test_a_frames_own_time_names_that_frame(rate, frame):
    assert timecode(float(frame / rate), rate) == frame_timecode(frame, rate)


def test_rates_written_as_decimals_are_understood():
    assert timecode(1001.0, 29.97) == frame_timecode(30000, NTSC) == "00:16:40:00"


def test_frame_numbers_take_as_many_digits_as_the_rate_needs():
    assert frame_timecode(239, 240) == "00:00:00:239"
    assert frame_timecode(240, 240) == "00:00:01:000"


@pytest.mark.parametrize(
    ("frame", "written"),
    [
        (1799, "00:00:59;29"),
        (1800, "00:01:00;02"),  # the first two numbers of a minute are left out
        (17981, "00:09:59;29"),
        (17982, "00:10:00;00"),  # but not of a tenth one
        (107892, "01:00:00;00"),  # an hour of 29.97 by the clock
    ],
)
def test_drop_frame_keeps_up_with_the_clock(frame, written):
    assert frame_timecode(frame, NTSC, drop_frame=True) == written


def test_drop_frame_at_59_94():
    assert frame_timecode(3600, Fraction(60000, 1001), drop_frame=True) == "00:01:00;04"


def test_drop_frame_is_refused_where_it_does_not_exist():
    with pytest.raises(ValueError, match="does not exist at 25"):
        frame_timecode(1, 25, drop_frame=True)


def test_without_a_constant_rate_only_the_clock_is_told(clip):
    index = build_frame_index(clip("vfr_gop120")[0])
    assert time_label(index, 3) == clock_time(index.clock(3)) == "00:00:00.133"
    assert time_label(build_frame_index(clip("cfr24_gop250")[0]), 30) == "00:00:01:06"
