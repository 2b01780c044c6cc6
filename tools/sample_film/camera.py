"""Camera states and the small vocabulary that the shots are written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import bpy  # noqa: F401  (mathutils comes with it and can only be imported after it)  # isort: skip
from mathutils import Quaternion, Vector

SENSOR_WIDTH_MM = 36.0


@dataclass(frozen=True)
class CameraState:
    """Where the camera is, how it is turned (camera to world, w x y z; it looks along its own -z), and its lens."""

    position: tuple[float, float, float]
    rotation: tuple[float, float, float, float]
    focal_mm: float
    focus_m: float | None = None
    f_stop: float | None = None
    lens: str = "perspective"


def ease(u: float, ramp: float = 0.14) -> float:
    """0 to 1 at even speed with a short start and stop (``ramp``: share of the time each takes)."""
    v = 1.0 / (1.0 - ramp)
    if u < ramp:
        return v * u * u / (2 * ramp)
    if u > 1 - ramp:
        return 1.0 - v * (1 - u) ** 2 / (2 * ramp)
    return v * (u - ramp / 2)


def between(a: Sequence[float], b: Sequence[float], k: float) -> tuple[float, float, float]:
    """The point a share ``k`` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k, a[2] + (b[2] - a[2]) * k)


def aim(
    position: Sequence[float], target: Sequence[float], focal_mm: float = 30.0, roll_deg: float = 0.0
) -> CameraState:
    """Look from a point at another; ``roll_deg`` > 0 turns the camera clockwise as its operator sees it."""
    turn = (Vector(target) - Vector(position)).to_track_quat("-Z", "Y")
    turn = turn @ Quaternion((0, 0, 1), -np.radians(roll_deg))
    return CameraState((position[0], position[1], position[2]), (turn.w, turn.x, turn.y, turn.z), focal_mm)


def face(
    position: Sequence[float], bearing_deg: float, pitch_deg: float, focal_mm: float = 30.0, roll_deg: float = 0.0
) -> CameraState:
    """Look along a compass bearing (0 = north, +y; clockwise) and a pitch above the horizon."""
    b, p = np.radians(bearing_deg), np.radians(pitch_deg)
    ahead = (np.sin(b) * np.cos(p), np.cos(b) * np.cos(p), np.sin(p))
    return aim(position, (position[0] + ahead[0], position[1] + ahead[1], position[2] + ahead[2]), focal_mm, roll_deg)
