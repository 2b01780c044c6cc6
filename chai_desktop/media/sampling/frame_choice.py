"""Which of a clip's frames a model is shown, and what time it is told for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.sampling.settings import SamplingSettings

# How far a frame may lie from an even grid, and the rate is still one: what containers lose by rounding, and at high
# rates no more than a part of the distance between two frames.
_ROUNDED, _PART = 0.004, 0.25
_SAME = 1e-6  # frames: rounding of a duration that was added up


@dataclass(frozen=True, eq=False)
class FrameChoice:
    """``frames``: positions in the clip from 0, never falling. ``seconds``: of each, from the clip's start."""

    frames: NDArray[np.int64]
    seconds: NDArray[np.float64]


def choose_frames(
    timestamps: Sequence[float] | NDArray[np.float64], rate: float, duration: float, settings: SamplingSettings
) -> FrameChoice:
    """Frames spread evenly from the first to the last one.

    ``timestamps``: seconds of every frame of the clip, rising. ``rate``: frames per second, if the clip has one.
    ``duration``: seconds, the last frame's included.

    At an even rate the rule is the model's own (transformers 5.23, ``Qwen3VLVideoProcessor.sample_frames``): as many
    frames as ``fps`` gives in the clip's length, within the bounds, at the rounded places of an even division; their
    times are place / rate. Where the rate varies, time is divided evenly and the frame on screen at each moment is
    taken; its time is when it came on the screen. Where the picture stood still until the next moment it is shown
    again, and told that moment: a pause stays a pause.
    """
    seconds = np.asarray(timestamps, np.float64)
    seconds = seconds - seconds[0]
    places = np.arange(seconds.size)
    if np.abs(seconds - places / rate).max() <= min(_ROUNDED, _PART / rate):
        number = _number(seconds.size / rate * settings.fps, seconds.size, settings)
        frames = np.linspace(0, seconds.size - 1, number).round().astype(np.int64)
        return FrameChoice(frames, frames / rate)
    number = _number(duration * settings.fps + _SAME, seconds.size, settings)
    moments = np.linspace(0.0, seconds[-1], number)
    frames = (np.searchsorted(seconds, moments, side="right") - 1).astype(np.int64)
    shown_again = np.diff(frames, prepend=-1) == 0
    return FrameChoice(frames, np.where(shown_again, moments, seconds[frames]))


def _number(wanted: float, there_are: int, settings: SamplingSettings) -> int:
    return min(max(int(wanted), settings.min_frames), settings.max_frames, there_are)
