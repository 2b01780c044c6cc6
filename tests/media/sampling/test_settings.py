"""Settings that make no sense are refused in a sentence; equal ones have one hash."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.caption_engine import sampling_of


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"fps": 0}, "Frames per second must lie between 0.01 and 240, not 0."),
        ({"fps": math.nan}, "Frames per second must lie between 0.01 and 240, not nan."),
        ({"fps": -2.0}, "not -2.0."),
        ({"frame_tokens": 3}, "Tokens for a pair of frames must lie between 4 and 16,384, not 3."),
        ({"clip_tokens": 10**12}, "Tokens for a whole clip must lie between 16 and 1,048,576"),
        ({"max_frames": 2.5}, "The most frames of a clip must be a whole number, not 2.5."),
        ({"min_frames": 9, "max_frames": 8}, "The fewest frames of a clip (9) must not be more than the most (8)."),
    ],
)
def test_nonsense_is_refused_in_a_sentence(values, sentence):
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        SamplingSettings(**values)
    assert sentence in str(refused.value)
    with pytest.raises(EngineError, match="The settings of the frames cannot be used"):
        sampling_of({"sampling": values})


@pytest.mark.parametrize("value", ["2", None, True])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(TypeError, match="Frames per second must be a number"):
        SamplingSettings(fps=value)


def test_equal_settings_have_one_hash_and_others_another():
    usual = SamplingSettings()
    assert usual.hash == SamplingSettings(fps=2, frame_tokens=768.0).hash
    changed = [
        replace(usual, fps=2.5),
        replace(usual, frame_tokens=767),
        replace(usual, clip_tokens=12_000),
        replace(usual, min_frames=3),
        replace(usual, max_frames=767),
    ]
    assert len({usual.hash, *(each.hash for each in changed)}) == 6


def test_the_hash_of_the_usual_settings_never_changes():
    """It stands in records: whoever changes it makes all of them look as if they came from other frames."""
    assert SamplingSettings().hash == "6ea2f260094d570973e56ff6d48896087965771164513d497bbd6ba6e3603175"
