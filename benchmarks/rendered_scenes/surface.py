"""Painted rectangles: what the world is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.rendered_scenes.pinhole import Vector

Picture = NDArray[np.uint8]


class Paint:
    """A picture in several sizes, each half of the one before; with ``opacity`` it has holes."""

    def __init__(self, picture: Picture, opacity: Picture | None = None) -> None:
        self.pictures = _halved(picture)
        self.opacities = None if opacity is None else _halved(opacity)

    def shaded(self, factor: float) -> Paint:
        """The same in another light."""
        shaded = Paint.__new__(Paint)
        shaded.pictures = [np.asarray(cv2.convertScaleAbs(p, alpha=factor), np.uint8) for p in self.pictures]
        shaded.opacities = self.opacities
        return shaded


@dataclass(frozen=True, eq=False)
class Surface:
    """A rectangle: its upper left corner, the edge to the right and the edge down, seen from its front."""

    corner: Vector
    across: Vector
    down: Vector
    paint: Paint
    two_sided: bool = False
    far: bool = False  # as far away as the sky: it goes along with the camera

    @cached_property
    def corners(self) -> Vector:
        return np.stack((
            self.corner, self.corner + self.across, self.corner + self.across + self.down, self.corner + self.down,
        ))  # fmt: skip

    @cached_property
    def front(self) -> Vector:
        return np.cross(self.down, self.across)


def wall(start: Sequence[float], end: Sequence[float], bottom: float, top: float, paint: Paint) -> Surface:
    """An upright rectangle from ``start`` to ``end`` (x, y), left to right as seen from its front."""
    corner = np.array((start[0], start[1], top), dtype=float)
    across = np.array((end[0] - start[0], end[1] - start[1], 0.0))
    return Surface(corner, across, np.array((0, 0, bottom - top), dtype=float), paint)


def floor(west: float, east: float, south: float, north: float, z: float, paint: Paint) -> Surface:
    """A level rectangle seen from above; the paint's top is its north."""
    corner = np.array((west, north, z), dtype=float)
    return Surface(corner, np.array((east - west, 0.0, 0.0)), np.array((0.0, south - north, 0.0)), paint)


def ceiling(west: float, east: float, south: float, north: float, z: float, paint: Paint) -> Surface:
    corner = np.array((west, south, z), dtype=float)
    return Surface(corner, np.array((east - west, 0.0, 0.0)), np.array((0.0, north - south, 0.0)), paint)


def box(west: float, east: float, south: float, north: float, bottom: float, top: float, paint: Paint) -> list[Surface]:
    """A box with its top; each side in its own light (the sun stands in the south-west)."""
    light = {side: paint.shaded(factor) for side, factor in _LIGHT.items()}
    return [
        wall((west, south), (east, south), bottom, top, light["south"]),
        wall((east, south), (east, north), bottom, top, light["east"]),
        wall((east, north), (west, north), bottom, top, light["north"]),
        wall((west, north), (west, south), bottom, top, light["west"]),
        floor(west, east, south, north, top, light["top"]),
    ]


def tiles(west: float, east: float, south: float, north: float, side: float, paints: Sequence[Paint],
          random: np.random.Generator) -> list[Surface]:  # fmt: skip
    """A floor at height 0 laid with squares; each takes one of the paints by chance."""
    return [
        floor(x, x + side, y, y + side, 0.0, paints[int(random.integers(len(paints)))])
        for x in np.arange(west, east, side)
        for y in np.arange(south, north, side)
    ]


_LIGHT = {"south": 1.0, "west": 0.9, "east": 0.66, "north": 0.55, "top": 1.1}


def _halved(picture: Picture) -> list[Picture]:
    sizes = [np.ascontiguousarray(picture)]
    while min(sizes[-1].shape[:2]) > 8:
        height, width = sizes[-1].shape[:2]
        smaller = cv2.resize(sizes[-1], (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        sizes.append(np.asarray(smaller, np.uint8))
    return sizes
