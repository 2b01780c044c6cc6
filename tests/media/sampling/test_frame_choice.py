"""Which frames are chosen, where there is no processor to compare with: rates that vary, pauses, single frames."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.media.sampling.layout import video_text
from chai_desktop.media.sampling.plan import plan_for, time_words
from chai_desktop.media.sampling.settings import SamplingSettings

USUAL = SamplingSettings()


def test_a_pause_stays_a_pause():
    """A second of film, ten seconds of one picture, a second of film."""
    seconds = [*np.arange(24) / 24, *(11 + np.arange(24) / 24)]
    plan = plan_for(seconds, 640, 360, USUAL)
    assert len(plan.frames) == 24
    still = [n for n in plan.frames if n == 23]
    assert len(still) == 20  # what is on screen from 1.0 to 10.9 seconds
    gaps = np.diff(plan.times)
    assert gaps.max() < 1.3 and gaps.min() > 0.7


def test_rounded_timestamps_of_an_even_rate_are_an_even_rate():
    """Matroska keeps milliseconds."""
    even = np.arange(240) / 23.976
    rounded = np.round(even, 3)
    assert plan_for(rounded, 640, 360, USUAL).frames == plan_for(even, 640, 360, USUAL).frames


@given(
    st.lists(st.floats(0.001, 3.0), min_size=1, max_size=200),
    st.sampled_from([SamplingSettings(), SamplingSettings(fps=9), SamplingSettings(min_frames=1, max_frames=5)]),
)
def test_any_rate_that_varies(steps, settings):
    seconds = np.cumsum([5.0, *steps])
    plan = plan_for(seconds, 640, 360, settings)
    frames, times = np.array(plan.frames), np.array(plan.times)
    assert (np.diff(frames) >= 0).all() and (np.diff(times) >= 0).all()
    assert frames[0] == 0 and times[0] >= 0 and times[-1] <= seconds[-1] - 5.0 + 0.004
    assert frames[-1] == len(steps) or len(frames) == 1
    assert min(settings.min_frames, len(seconds)) <= len(frames) <= min(settings.max_frames, len(seconds))
    assert len(times) == plan.grid[0] == (len(frames) + 1) // 2


def test_where_a_clip_starts_in_its_file_does_not_matter():
    seconds = np.cumsum([0.1, 0.3, 0.02, 0.4, 0.1, 0.9, 0.1])
    here, later = plan_for(seconds, 64, 64, USUAL), plan_for(seconds + 3600.0, 64, 64, USUAL)
    assert here.frames == later.frames
    assert here.times == pytest.approx(later.times)


def test_hours_may_lie_between_two_pictures():
    plan = plan_for([0.0, 3600.0, 9000.0], 64, 64, USUAL)
    assert plan.frames == (0, 1, 2)
    assert plan.times == (1800.0, 9000.0)


def test_no_frames_are_no_clip():
    with pytest.raises(ValueError, match="at least one frame"):
        plan_for([], 64, 64, USUAL)


def test_the_text_of_a_video():
    plan = plan_for([0.0, 0.5, 1.0, 1.5], 32, 32, SamplingSettings(frame_tokens=4))
    assert plan.pair_tokens == 1
    picture = "<|vision_start|><|video_pad|><|vision_end|>"
    assert video_text(plan) == f"<0.2 seconds>{picture}<1.2 seconds>{picture}"
    assert time_words(0.26) == "<0.3 seconds>"
