"""The horizon line: a level line that a person moves and turns until it lies on what should be level."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

_LEVEL = 0.05  # degrees: nearer to level than this reads as level
_REACH = 0.35  # of the picture's width: how far from its middle the handles for turning are


@dataclass(frozen=True)
class Horizon:
    """A line through ``middle`` (fractions of the picture); ``degrees`` clockwise from level, -90 to 90."""

    degrees: float = 0.0
    middle: tuple[float, float] = (0.5, 0.5)


def ends(line: Horizon, shape: tuple[int, int], reach: float = 2.0) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two places of the picture on the line, left first, ``reach`` of its width from the middle.

    ``shape``: width and height of the picture in pixels.
    """
    wide, high = shape
    angle = math.radians(line.degrees)
    x, y = math.cos(angle) * reach, math.sin(angle) * reach * wide / high
    return (line.middle[0] - x, line.middle[1] - y), (line.middle[0] + x, line.middle[1] + y)


def handles(line: Horizon, shape: tuple[int, int]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The places by which the line is turned."""
    return ends(line, shape, _REACH)


def turned_to(line: Horizon, place: tuple[float, float], shape: tuple[int, int]) -> Horizon:
    """The line turned about its middle so that it goes through ``place`` (fractions of the picture)."""
    wide, high = shape
    x, y = (place[0] - line.middle[0]) * wide, (place[1] - line.middle[1]) * high
    if math.hypot(x, y) < 1.0:
        return line
    degrees = math.degrees(math.atan2(y, x))
    return replace(line, degrees=(degrees + 90.0) % 180.0 - 90.0)


def moved_by(line: Horizon, x: float, y: float) -> Horizon:
    """The line moved by fractions of the picture; its middle stays in the picture."""
    return replace(line, middle=(_within(line.middle[0] + x), _within(line.middle[1] + y)))


def words(line: Horizon) -> str:
    """How much the line leans, and what that says of the camera where the line lies on something level.

    The picture turns against the camera: what is level leans clockwise when the camera rolled counter-clockwise.
    """
    if abs(line.degrees) < _LEVEL:
        return "level, 0.0\u00b0"
    way = "clockwise" if line.degrees > 0 else "counter-clockwise"
    camera = "counter-clockwise" if line.degrees > 0 else "clockwise"
    return f"leans {abs(line.degrees):.1f}\u00b0 {way}: the camera is rolled {camera}"


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)
