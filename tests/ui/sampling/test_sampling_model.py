"""The read-out in words, and how settings are remembered."""

from __future__ import annotations

import numpy as np
import pytest

from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.estimates import CARDS, QWEN3_VL
from chai_desktop.ui.sampling.sampling_model import (
    PRESETS,
    USUAL_CLIP,
    ClipShape,
    On,
    clip_shape,
    preset_of,
    read_out,
    settings_from,
    settings_text,
)

USUAL = SamplingSettings()


def test_a_usual_clip_in_words():
    shown = read_out(USUAL_CLIP, USUAL, On())
    assert shown.frames == "10 of 120, as 5 pairs; one every 0.55 s"
    assert shown.size == "1152 x 640 of 1920 x 1080 pixels; 720 tokens a pair"
    assert shown.tokens == "3,640, of which 3,600 are pictures"
    assert shown.seconds == "about 0.8 s to see the clip, then 4.7 s for five captions"
    assert shown.memory == "about 20.8 GB of 24 GB"
    assert shown.warning == ""


def test_one_frame_and_odd_numbers():
    one = ClipShape("still", np.zeros(1), 64, 64)
    assert read_out(one, USUAL, On()).frames == "1 of 1, as 1 pair (the last one twice)"
    five = ClipShape("short", np.arange(5) / 5, 64, 64)
    assert (
        read_out(five, SamplingSettings(fps=5), On()).frames
        == "5 of 5, as 3 pairs (the last one twice); one every 0.20 s"
    )


def test_what_does_not_fit_is_said_with_a_way_out():
    long = ClipShape("long", np.arange(14_400) / 24, 3840, 2160)
    small = read_out(long, SamplingSettings(clip_tokens=2048), On())
    assert small.warning.startswith("The clip is long for its budget")
    large = read_out(long, SamplingSettings(clip_tokens=100_000), On(QWEN3_VL[-1], "bf16", CARDS[0]))
    assert large.warning.endswith("take fewer bits or fewer tokens.")
    assert read_out(long, SamplingSettings(clip_tokens=100_000), On(QWEN3_VL[0], "4-bit", CARDS[1])).warning == ""


def test_a_shape_that_the_model_does_not_take_is_told():
    strip = ClipShape("strip", np.arange(10) / 10, 8000, 32)
    assert "more than 200 times as long as wide" in read_out(strip, USUAL, On()).warning


def test_a_clip_that_is_a_part_of_a_file(small_clip):
    index = build_frame_index(small_clip)
    shape = clip_shape("part", index, 2, index.frame_count - 1)
    assert len(shape.timestamps) == index.frame_count - 2
    assert shape.timestamps[0] == 0
    assert (shape.width, shape.height) == index.shown_size


def test_presets_are_found_again_and_all_differ():
    assert [preset_of(preset.settings) for preset in PRESETS] == list(PRESETS)
    assert preset_of(SamplingSettings(fps=3)) is None
    assert PRESETS[0].settings == USUAL
    tokens = [read_out(USUAL_CLIP, preset.settings, On()).tokens for preset in PRESETS]
    assert len(set(tokens)) == len(PRESETS)


@pytest.mark.parametrize("text", ["", "{", '"fps"', '{"fps": 0}', '{"fps": "2"}', '{"frames": 3}', "[1]", "null"])
def test_what_cannot_be_used_gives_the_usual_settings(text):
    assert settings_from(text) == USUAL


def test_what_was_remembered_comes_back():
    own = SamplingSettings(fps=0.5, frame_tokens=100, clip_tokens=5000, min_frames=2, max_frames=9)
    assert settings_from(settings_text(own)) == own
