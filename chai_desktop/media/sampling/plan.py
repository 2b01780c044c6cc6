"""Which frames of a clip a model is shown, when each pair of them is, and in what size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.sampling.frame_choice import FrameChoice, choose_frames
from chai_desktop.media.sampling.frame_size import frame_size
from chai_desktop.media.sampling.settings import SamplingSettings

PATCH_SIDE = 16  # pixels
_USUAL_DENOMINATOR = 1001  # of 24000/1001 and its like


@dataclass(frozen=True)
class SamplingPlan:
    """``frames``: ordinals in the file, never falling (a picture that stands still may be shown again); an odd last one
    is shown twice. ``times``: for each pair of frames the seconds from the clip's start, as they are told to the model.
    ``height``, ``width``: pixels that each frame is scaled to, multiples of 32. ``grid``: pairs, and the rows and
    columns of 16-pixel patches (Qwen's ``grid_thw``).
    """

    frames: tuple[int, ...]
    times: tuple[float, ...]
    height: int
    width: int
    grid: tuple[int, int, int]

    @property
    def pair_tokens(self) -> int:
        """Tokens of one pair of frames, without its time and the two marks around it."""
        return self.grid[1] * self.grid[2] // 4

    @property
    def video_tokens(self) -> int:
        return self.grid[0] * self.pair_tokens


def plan_of(index: FrameIndex, first: int, last: int, settings: SamplingSettings) -> SamplingPlan:
    """The plan for the frames ``first``..``last`` (inclusive) of a file.

    ``index`` is of the whole file. ValueError where it has no such frames, MediaError for an impossible shape.
    """
    part = index.part(first, last)
    seconds = np.asarray((part.timestamps - part.first_timestamp) * float(part.time_base), np.float64)
    rate = _likely_rate(seconds) if index.variable_rate else float(index.average_rate)
    choice = choose_frames(seconds, rate, part.duration, settings)
    return _plan(choice, first, *index.shown_size, settings)


def plan_for(
    timestamps_seconds: Sequence[float] | NDArray[np.float64], width: int, height: int, settings: SamplingSettings
) -> SamplingPlan:
    """The plan for a clip whose frames begin at these seconds (rising; where they start does not matter).

    ``width``, ``height``: of the upright picture with square pixels. The last frame counts as long as the others are
    on average. ValueError where there are no frames, MediaError for an impossible shape.
    """
    seconds = np.asarray(timestamps_seconds, np.float64)
    if not seconds.size:
        raise ValueError("a clip has at least one frame")
    rate = _likely_rate(seconds)
    mean = (seconds[-1] - seconds[0]) / max(1, seconds.size - 1)
    return _plan(choose_frames(seconds, rate, mean * seconds.size, settings), 0, width, height, settings)


def time_words(seconds: float) -> str:
    """How the model is told the time of a pair of frames (transformers 5.23, ``Qwen3VLProcessor``)."""
    return f"<{seconds:.1f} seconds>"


def _likely_rate(seconds: NDArray[np.float64]) -> float:
    """Frames per second, exactly 24000/1001 where it is about that. 1 for a single frame, where it says nothing."""
    if seconds.size < 2:
        return 1.0
    mean = (seconds.size - 1) / float(seconds[-1] - seconds[0])
    return float(Fraction(mean).limit_denominator(_USUAL_DENOMINATOR)) or mean  # an hour between two frames is about 0


def _plan(choice: FrameChoice, first: int, width: int, height: int, settings: SamplingSettings) -> SamplingPlan:
    tall, wide = frame_size(choice.frames.size, width, height, settings)
    seconds = choice.seconds if choice.seconds.size % 2 == 0 else np.append(choice.seconds, choice.seconds[-1])
    pairs = (seconds[0::2] + seconds[1::2]) / 2
    return SamplingPlan(
        frames=tuple(int(frame) + first for frame in choice.frames),
        times=tuple(float(time) for time in pairs),
        height=tall,
        width=wide,
        grid=(pairs.size, tall // PATCH_SIDE, wide // PATCH_SIDE),
    )
