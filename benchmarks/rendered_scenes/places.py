"""What a place is made of, and who walks through it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.rendered_scenes.pinhole import Pose
from benchmarks.rendered_scenes.surface import Paint, Surface, box, wall


@dataclass(frozen=True)
class Walker:
    """A painted figure that always turns its face or back to the camera; ``way`` in metres per second."""

    x: float
    y: float
    way: tuple[float, float]
    paints: Sequence[Paint]
    height: float = 1.75
    phase: float = 0.0

    def at(self, seconds: float) -> tuple[float, float]:
        return self.x + self.way[0] * seconds, self.y + self.way[1] * seconds

    def surfaces(self, seconds: float, pose: Pose) -> list[Surface]:
        x, y = self.at(seconds)
        b = math.atan2(x - pose.x, y - pose.y)
        half = self.height / 4
        walked = math.hypot(*self.way) * seconds
        paint = self.paints[int((walked / 1.4 + self.phase) * len(self.paints)) % len(self.paints)]
        dx, dy = half * math.cos(b), -half * math.sin(b)
        return [wall((x - dx, y - dy), (x + dx, y + dy), 0.0, self.height, paint)]


@dataclass(frozen=True)
class Car:
    """A box on the move with a smaller box on top."""

    x: float
    y: float
    way: tuple[float, float]
    paint: Paint
    glass: Paint

    def surfaces(self, seconds: float, _pose: Pose) -> list[Surface]:
        x, y = self.x + self.way[0] * seconds, self.y + self.way[1] * seconds
        long, wide = (4.2, 1.7) if abs(self.way[0]) > abs(self.way[1]) else (1.7, 4.2)
        body = box(x - long / 2, x + long / 2, y - wide / 2, y + wide / 2, 0.25, 0.95, self.paint)
        top = box(x - long / 3.4, x + long / 3.4, y - wide / 2.6, y + wide / 2.6, 0.95, 1.5, self.glass)
        return [*body, *top]


@dataclass(frozen=True)
class Place:
    """``people`` are pictures of figures that may walk here."""

    surfaces: list[Surface]
    people: list[list[Paint]] = field(default_factory=list)
    cars: list[tuple[Paint, Paint]] = field(default_factory=list)


def sky(paints: Sequence[Paint]) -> list[Surface]:
    """Four far walls and a lid, which go along with the camera; the paints' lower edges lie on the horizon."""
    r, low, high = 100.0, -12.0, 110.0
    ways = (((-r, r), (r, r)), ((r, r), (r, -r)), ((r, -r), (-r, -r)), ((-r, -r), (-r, r)))
    sides = [wall(*way, low, high, paint) for way, paint in zip(ways, paints, strict=True)]
    lid = Surface(np.array((-r, -r, high)), np.array((2 * r, 0.0, 0.0)), np.array((0.0, 2 * r, 0.0)), paints[0])
    return [Surface(s.corner, s.across, s.down, s.paint, two_sided=True, far=True) for s in (*sides, lid)]


def crossed(x: float, y: float, wide: float, bottom: float, top: float, paint: Paint) -> list[Surface]:
    """Two upright pictures through one another, as a tree's crown."""
    half = wide / 2
    ends = (((x - half, y), (x + half, y)), ((x, y - half), (x, y + half)))
    made = [wall(*each, bottom, top, paint) for each in ends]
    return [Surface(s.corner, s.across, s.down, s.paint, two_sided=True) for s in made]
