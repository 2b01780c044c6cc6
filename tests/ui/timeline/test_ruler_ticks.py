"""The ruler: frames where they can be told apart, else time; never crowded."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.ui.timeline import timeline_model as model
from chai_desktop.ui.timeline.ruler_ticks import clock_words, ruler_ticks
from chai_desktop.ui.timeline.timeline_model import TimeScale


@given(st.integers(1, 50_000), st.floats(1, 240), st.floats(100, 2500), st.floats(0, 1))
def test_labels_keep_their_distance(frames, rate, width, where):
    scale = TimeScale(np.arange(frames + 1) / rate)
    sight = model.zoomed(model.whole(scale, width), scale, 1 + 50 * where, width * where)
    ticks = ruler_ticks(sight, scale, 64)
    labelled = [sight.x_of(tick.seconds) for tick in ticks if tick.label]
    assert all(b - a >= 63.9 for a, b in pairwise(labelled))
    assert len(ticks) <= width + 10


def test_numbers_stand_where_their_frames_begin():
    scale = TimeScale(np.concatenate(([0.0], np.cumsum([0.03, 0.1, 0.02, 0.06] * 5))))
    sight = model.whole(scale, 900)
    for tick in ruler_ticks(sight, scale, 64):
        if tick.label:
            assert scale.begin(int(tick.label)) == tick.seconds


def test_a_long_clip_is_told_in_time():
    scale = TimeScale(np.arange(864_001) / 24)
    labels = [tick.label for tick in ruler_ticks(model.whole(scale, 900), scale, 64) if tick.label]
    assert labels[:3] == ["0:00", "1:00:00", "2:00:00"]
    assert clock_words(65.25, 0.1) == "1:05.2"
