"""How a motion curve is laid into a small picture, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]


@dataclass(frozen=True)
class Shape:
    """Lines of points (x, y), both 0 to 1, y downward; ``middle`` is the height of the value 0."""

    lines: tuple[tuple[tuple[float, float], ...], ...]
    middle: float


def shape_of(values: Values, columns: int, least: float = 0.0) -> Shape:
    """The curve with at most ``columns`` points in a row; where nothing was measured the line is broken.

    Values on both sides of 0 share the height evenly; otherwise 0 lies at the bottom. ``least`` is the largest value
    that is still drawn small: it keeps noise from filling the height.
    """
    points = _thinned(values, columns)
    known = [value for _x, value in points if value is not None]
    top = max([abs(value) for value in known] + [least]) or 1.0
    both = any(value < -0.05 * top for value in known)
    middle = 0.5 if both else 1.0
    lines: list[tuple[tuple[float, float], ...]] = []
    line: list[tuple[float, float]] = []
    for x, value in [*points, (1.0, None)]:
        if value is not None:
            line.append((x, middle - (value / top) * middle))
        elif line:
            lines.append(tuple(line))
            line = []
    return Shape(tuple(lines), middle)


def place_of(frame: float, count: int) -> float:
    """Where a frame lies between the left edge (0, the first frame) and the right one (1, the last)."""
    return 0.0 if count < 2 else min(max(frame / (count - 1), 0.0), 1.0)


def _thinned(values: Values, columns: int) -> Sequence[tuple[float, float | None]]:
    """Place and value; of several frames in one column the value that lies farthest from 0."""
    count = len(values)
    if count == 0:
        return []
    edges = np.unique(np.linspace(0, count, max(2, min(columns, count)) + 1).astype(int))
    found: list[tuple[float, float | None]] = []
    for start, end in pairwise(edges.tolist()):
        part = values[start:end]
        part = part[np.isfinite(part)]
        value = float(part[np.argmax(np.abs(part))]) if part.size else None
        found.append((place_of((start + end - 1) / 2, count), value))
    return found
