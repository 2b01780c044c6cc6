"""Draws surfaces as a camera sees them, with a depth buffer."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.rendered_scenes.pinhole import Pose, Vector
from benchmarks.rendered_scenes.surface import Picture, Surface

_NEAR = 0.08  # metres; nothing nearer is drawn
_FINER = 2  # drawn so many times larger and made smaller, which smooths the edges
_FRACTION = 4  # bits behind the point in cv2's corners


def draw(surfaces: Iterable[Surface], pose: Pose, width: int, height: int) -> Picture:
    """The picture as (height, width, 3) uint8, BGR."""
    canvas = _Canvas(pose, width * _FINER, height * _FINER)
    canvas.add_all(surfaces)
    return np.asarray(cv2.resize(canvas.picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def depths(surfaces: Iterable[Surface], pose: Pose, width: int, height: int) -> NDArray[np.float64]:
    """How far ahead what each pixel shows is, in metres (height, width); 1e6 for the sky and where nothing is."""
    canvas = _Canvas(pose, width, height)
    canvas.add_all(surfaces)
    nearness = canvas.nearness.astype(np.float64)
    return np.asarray(1.0 / np.maximum(nearness, 1e-6))


class _Canvas:
    def __init__(self, pose: Pose, width: int, height: int) -> None:
        self.picture = np.zeros((height, width, 3), np.uint8)
        self.nearness = np.zeros((height, width), np.float32)  # 1 / depth
        self._axes, self._lens, self._place = pose.axes(), pose.lens(width, height), pose.place()
        self._planes = _planes(self._lens, width, height)
        self._columns = np.arange(width, dtype=np.float32)
        self._rows = np.arange(height, dtype=np.float32)[:, None]

    def add_all(self, surfaces: Iterable[Surface]) -> None:
        """The nearest first: what lies hidden behind them then costs little."""
        for surface in sorted(surfaces, key=self._distance):
            self.add(surface)

    def _distance(self, surface: Surface) -> float:
        if surface.far:
            return np.inf
        middle = surface.corner + (surface.across + surface.down) / 2
        return float(((middle - self._place) ** 2).sum())

    def add(self, surface: Surface) -> None:
        place = np.zeros(3) if surface.far else self._place
        if not surface.two_sided and (surface.corner - place) @ surface.front >= 0:
            return
        polygon = _clipped((surface.corners - place) @ self._axes.T, self._planes)
        if len(polygon) < 3:
            return
        seen = polygon @ self._lens.T
        points = seen[:, :2] / seen[:, 2:]
        left, top = np.maximum(np.floor(points.min(axis=0)).astype(int), 0)
        right, bottom = np.ceil(points.max(axis=0)).astype(int) + 1
        right, bottom = min(right, self._columns.size), min(bottom, self._rows.size)
        if right > left and bottom > top:
            self._fill(surface, place, points, (left, top, right, bottom))

    def _fill(self, surface: Surface, place: Vector, points: Vector, part: tuple[int, int, int, int]) -> None:
        left, top, right, bottom = part
        inside = np.zeros((bottom - top, right - left), np.uint8)
        corners = np.round((points - (left, top)) * (1 << _FRACTION)).astype(np.int32)
        cv2.fillConvexPoly(inside, corners, 255, lineType=cv2.LINE_8, shift=_FRACTION)
        full = surface.paint.pictures[0].shape
        plane = self._lens @ self._axes
        base = np.stack(
            (plane @ surface.across / full[1], plane @ surface.down / full[0], plane @ (surface.corner - place)), 1
        )
        level = _level(full, abs(cv2.contourArea(points.astype(np.float32))), base, len(surface.paint.pictures))
        size = surface.paint.pictures[level].shape
        stretch = np.array((
            (full[1] / size[1], 0, full[1] / size[1] / 2), (0, full[0] / size[0], full[0] / size[0] / 2), (0, 0, 1.0),
        ))  # fmt: skip
        moved = np.array(((1.0, 0, -left), (0, 1.0, -top), (0, 0, 1.0)))
        transform = moved @ base @ stretch
        back = np.linalg.inv(base)[2]
        near = (back[1] * self._rows[top:bottom] + np.float32(back[2])) + back[0] * self._columns[left:right]
        if surface.far:
            near = np.full_like(near, 1e-6)
        buffer = self.nearness[top:bottom, left:right]
        visible = cv2.bitwise_and(inside, cv2.compare(near.astype(np.float32), buffer, cv2.CMP_GT))
        if not cv2.countNonZero(visible):
            return
        window = (right - left, bottom - top)
        if surface.paint.opacities is not None:
            opacity = cv2.warpPerspective(surface.paint.opacities[level], transform, window, flags=cv2.INTER_LINEAR)
            visible = cv2.bitwise_and(visible, cv2.threshold(opacity, 127, 255, cv2.THRESH_BINARY)[1])
        colours = cv2.warpPerspective(
            surface.paint.pictures[level], transform, window, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        cv2.copyTo(colours, visible, self.picture[top:bottom, left:right])
        cv2.copyTo(near.astype(np.float32), visible, buffer)


def _planes(lens: Vector, width: int, height: int) -> Vector:
    """Rows (a, b, c, d) with a x + b y + c z >= d for what can be seen, in camera axes."""
    focal, cx, cy = lens[0, 0], lens[0, 2], lens[1, 2]
    return np.array((
        (0, 0, 1, _NEAR), (focal, 0, cx + 1, 0), (-focal, 0, width - cx, 0), (0, focal, cy + 1, 0),
        (0, -focal, height - cy, 0),
    ), dtype=float)  # fmt: skip


def _clipped(polygon: Vector, planes: Vector) -> Vector:
    """A convex polygon cut to what can be seen (Sutherland and Hodgman)."""
    for plane in planes:
        heights = polygon @ plane[:3] - plane[3]
        if (heights >= 0).all():
            continue
        if (heights < 0).all():
            return polygon[:0]
        kept: list[Vector] = []
        for n in range(len(polygon)):
            here, there, a, b = polygon[n - 1], polygon[n], heights[n - 1], heights[n]
            if (a < 0) != (b < 0):
                kept.append(here + (there - here) * (a / (a - b)))
            if b >= 0:
                kept.append(there)
        polygon = np.array(kept)
    return polygon


def _level(full: tuple[int, ...], area: float, base: Vector, levels: int) -> int:
    """Which size of the paint fits: about one of its pixels for each pixel of the picture."""
    corners = np.array(((0, 0, 1), (full[1], 0, 1), (full[1], full[0], 1), (0, full[0], 1)), dtype=float) @ base.T
    if (corners[:, 2] > _NEAR).all():
        outline = (corners[:, :2] / corners[:, 2:]).astype(np.float32)
        area = abs(cv2.contourArea(outline))
        ratio = np.sqrt(full[0] * full[1] / max(area, 1.0))
        return int(np.clip(np.floor(np.log2(max(ratio, 1.0)) + 0.3), 0, levels - 1))
    return 0
