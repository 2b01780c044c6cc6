"""Curves as lines: no peak is lost, noise stays small, what was not measured is not drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.media.motion.curves import MotionCurves
from chai_desktop.ui.theme.tokens import DARK, LIGHT
from chai_desktop.ui.timeline import timeline_model as model
from chai_desktop.ui.timeline.curve_set import CURVES, curve_data, line_through
from chai_desktop.ui.timeline.timeline_model import TimeScale


def scale(frames: int) -> TimeScale:
    return TimeScale(np.arange(frames + 1) / 24)


def test_every_curve_has_a_value_and_a_colour():
    known = set(MotionCurves.__dataclass_fields__)
    assert {kind.key for kind in CURVES} <= known
    for tokens in (DARK, LIGHT):
        assert {kind.key for kind in CURVES} == set(tokens.curves)


@given(st.integers(0, 19_999))
def test_a_single_peak_among_many_frames_is_drawn(frame):
    values = np.zeros(20_000, dtype=np.float32)
    values[frame] = 1.0
    data = curve_data("difference", values)
    _x, y = line_through(data, model.whole(scale(20_000), 800), scale(20_000))
    assert len(y) <= 1700
    assert y.min() == 0.0


def test_a_line_passes_through_the_middle_of_its_frames():
    data = curve_data("pan", np.linspace(-1, 1, 10, dtype=np.float32))
    x, y = line_through(data, model.whole(scale(10), 400), scale(10))
    assert x == pytest.approx(np.arange(10) * 40 + 20)
    assert np.all(np.diff(y) < 0)


def test_noise_of_a_still_clip_stays_near_the_middle():
    data = curve_data("pan", np.random.default_rng(0).normal(0, 0.001, 100).astype(np.float32))
    assert np.abs(data.heights - 0.5).max() < 0.05


def test_what_was_not_measured_breaks_the_line_and_is_said():
    values = np.ones(30, dtype=np.float32)
    values[10:20] = np.nan
    data = curve_data("zoom", values)
    _x, y = line_through(data, model.whole(scale(30), 600), scale(30))
    assert np.isnan(y[10:20]).all() and np.isfinite(y[:10]).all()
    assert data.words(15) == "not measured"
    assert data.words(5) == "+1.00 log/s"


def test_a_curve_shorter_than_the_clip_ends_where_it_ends():
    data = curve_data("pan", np.ones(20, dtype=np.float32))
    x, _y = line_through(data, model.whole(scale(30), 600), scale(30))
    assert len(x) == 20


def test_a_value_that_is_nothing_has_no_sign():
    data = curve_data("pan", np.array([-0.001, 0.001, -0.2], dtype=np.float32))
    assert [data.short(n) for n in range(4)] == ["Pan 0.00", "Pan 0.00", "Pan -0.20", "Pan -"]
