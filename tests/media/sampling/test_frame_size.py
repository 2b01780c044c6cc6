"""Sizes keep the picture's shape and the budgets, as far as steps of 32 pixels allow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.media.sampling.frame_size import frame_size
from chai_desktop.media.sampling.settings import SamplingSettings

SIDES = st.integers(64, 8192)
SHAPES = st.floats(1 / 3, 3)  # width over height
PAIRS = st.integers(1, 384)


@given(
    SIDES, st.floats(1 / 3, 3), st.integers(1, 384), st.sampled_from([128, 768, 4096]), st.sampled_from([4096, 12_288])
)
def test_an_even_number_of_frames_keeps_to_both_budgets(width, shape, pairs, frame_tokens, clip_tokens):
    settings = SamplingSettings(frame_tokens=frame_tokens, clip_tokens=clip_tokens)
    height, wide = frame_size(2 * pairs, width, max(1, round(width / shape)), settings)
    tokens = height * wide // 1024
    assert height % 32 == wide % 32 == 0
    assert tokens <= frame_tokens
    assert tokens * pairs <= clip_tokens


@given(SIDES, SIDES)
def test_nothing_is_enlarged_but_to_the_next_step(width, height):
    tall, wide = frame_size(10, width, height, SamplingSettings())
    assert tall <= height + 16 and wide <= width + 16


@given(st.integers(400, 8192), SHAPES)
def test_the_shape_is_kept(width, shape):
    height = max(200, round(width / shape))
    tall, wide = frame_size(10, width, height, SamplingSettings())
    assert abs(tall - wide * height / width) <= 32 * (1 + height / width)


def test_turned_pictures_get_turned_sizes():
    settings = SamplingSettings()
    for width, height in ((1920, 1080), (640, 272), (20, 12)):
        assert frame_size(10, width, height, settings) == frame_size(10, height, width, settings)[::-1]
