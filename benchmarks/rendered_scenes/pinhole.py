"""Where the camera is and how it looks at the world: x east, y north, z up, in metres; angles in degrees."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Pose:
    """Bearing is clockwise from north, pitch above the horizon, roll clockwise as the operator sees it."""

    x: float
    y: float
    z: float
    bearing: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    view: float = 60.0  # horizontal angle of view

    def place(self) -> Vector:
        return np.array((self.x, self.y, self.z))

    def axes(self) -> Vector:
        """Rows: to the right, down, ahead; unit vectors in the world."""
        b, p, r = (math.radians(angle) for angle in (self.bearing, self.pitch, self.roll))
        ahead = np.array((math.sin(b) * math.cos(p), math.cos(b) * math.cos(p), math.sin(p)))
        level = np.array((math.cos(b), -math.sin(b), 0.0))
        upright = np.cross(level, ahead)
        right = math.cos(r) * level - math.sin(r) * upright
        up = math.cos(r) * upright + math.sin(r) * level
        return np.stack((right, -up, ahead))

    def lens(self, width: int, height: int) -> Vector:
        """The 3 x 3 matrix from camera axes to pixels (centres at whole numbers)."""
        focal = width / 2 / math.tan(math.radians(self.view) / 2)
        return np.array(((focal, 0, (width - 1) / 2), (0, focal, (height - 1) / 2), (0, 0, 1.0)))
