"""A stretch of small pictures in a row, and what is computed of them once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.shots.shot import Transition
from chai_desktop.media.shots.small_pictures import HEIGHT, WIDTH


@dataclass(frozen=True)
class Border:
    """Where two shots meet: the last frame of the one, the first of the other, as ordinals."""

    last_before: int
    first_after: int
    kind: Transition


@dataclass(frozen=True, eq=False)
class Reel:
    """``pictures`` (n, 81, 96) uint8, planar YUV 4:2:0; the first one is frame ``start``."""

    start: int
    pictures: NDArray[np.uint8]
    frames_per_second: float

    def __len__(self) -> int:
        return len(self.pictures)

    @property
    def luma(self) -> NDArray[np.uint8]:
        """(n, 54, 96)."""
        return self.pictures[:, :HEIGHT]

    @cached_property
    def coarse(self) -> NDArray[np.float32]:
        """(n, 3, 13, 24) float32: luma and both colours, averaged to the same small size."""
        quarter = HEIGHT // 4 * 4
        luma = self.luma[:, :quarter].reshape(-1, quarter // 4, 4, WIDTH // 4, 4).mean(axis=(2, 4), dtype=np.float32)
        colour = self.pictures[:, HEIGHT:].reshape(-1, 2, HEIGHT // 2, WIDTH // 2)
        half = HEIGHT // 4 * 2
        colour = colour[:, :, :half].reshape(-1, 2, half // 2, 2, WIDTH // 4, 2).mean(axis=(3, 5), dtype=np.float32)
        return np.concatenate([luma[:, None], colour], axis=1, dtype=np.float32)

    @cached_property
    def change(self) -> NDArray[np.float32]:
        """(n,): mean absolute difference from the picture before, 0..255, the larger of luma's and colour's."""
        step = np.abs(np.diff(self.coarse, axis=0)).mean(axis=(2, 3))
        largest = np.maximum(step[:, 0], step[:, 1] + step[:, 2])
        return np.concatenate([[0], largest]).astype(np.float32)
