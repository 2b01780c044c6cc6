"""The estimates against what is known of the models: published sizes, and counted operations of known clips."""

from __future__ import annotations

import numpy as np
import pytest

from chai_desktop.media.sampling.plan import SamplingPlan, plan_for
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.estimates import (
    CARDS,
    QWEN3_VL,
    clip_tokens,
    memory_bytes,
    prompt_operations,
    seconds_to_draft,
    seconds_to_see,
    vision_operations,
    weight_bytes,
)

SMALL, MIDDLE, LARGE = QWEN3_VL


def five_seconds(fps: float = 2.0, frame_tokens: int = 768) -> SamplingPlan:
    return plan_for(np.arange(120) / 24, 1920, 1080, SamplingSettings(fps=fps, frame_tokens=frame_tokens))


def test_weights_are_as_large_as_the_published_files():
    assert [weight_bytes(shape) / 1e9 for shape in QWEN3_VL] == pytest.approx([4.3, 8.9, 17.5], rel=0.01)
    assert weight_bytes(LARGE, "8-bit") / 1e9 == pytest.approx(10.6, rel=0.01)
    assert weight_bytes(LARGE, "4-bit") / 1e9 == pytest.approx(7.5, rel=0.01)


def test_the_cache_of_a_token():
    assert [shape.cache_bytes / 1024 for shape in QWEN3_VL] == [112, 144, 144]


def test_a_clip_of_five_seconds():
    plan = five_seconds()
    assert clip_tokens(plan) == 3640
    seen = vision_operations(LARGE.vision, plan, LARGE.width)
    assert seen / 1e12 == pytest.approx(18.2, rel=0.02)
    assert (seen + prompt_operations(LARGE, 3640)) / 1e12 == pytest.approx(72.6, rel=0.02)
    assert vision_operations(LARGE.vision, five_seconds(frame_tokens=4096), LARGE.width) / 1e12 == pytest.approx(
        78, rel=0.02
    )


def test_reading_on_costs_what_reading_at_once_would():
    at_once = prompt_operations(LARGE, 5000)
    in_parts = prompt_operations(LARGE, 3640) + prompt_operations(LARGE, 1360, before=3640)
    assert in_parts == pytest.approx(at_once)


def test_more_frames_take_longer_and_more_memory():
    for card in CARDS:
        seconds = [seconds_to_see(LARGE, five_seconds(fps), card) for fps in (1, 2, 4, 8)]
        assert seconds == sorted(set(seconds))
    held = [memory_bytes(LARGE, five_seconds(fps)) for fps in (1, 2, 4, 8)]
    assert held == sorted(set(held))
    assert seconds_to_see(LARGE, five_seconds(), CARDS[0]) == pytest.approx(0.81, abs=0.02)
    assert seconds_to_draft(LARGE, five_seconds(), CARDS[0]) == pytest.approx(4.7, abs=0.3)


def test_a_fast_card_alone_does_not_write_faster():
    """Steps of a small model are as long as their launch takes; only a slow card, or a large model, is below that."""
    slow, fast = (seconds_to_draft(SMALL, five_seconds(), card) for card in CARDS)
    assert slow - fast < 0.5
