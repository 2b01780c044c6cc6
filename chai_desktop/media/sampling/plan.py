"""Which frames of a clip a model is shown, when each pair of them is, and in what size."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SamplingPlan:
    """``frames``: ordinals in the file, ascending; an odd last one is shown twice. ``times``: for each pair of frames
    the seconds from the clip's start, as they are told to the model. ``height``, ``width``: pixels that each frame is
    scaled to, multiples of 32. ``grid``: pairs, and the rows and columns of 16-pixel patches (Qwen's ``grid_thw``).
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
