"""Where the camera and the lens rest, only the part of the picture in which something moves is rendered again.

The first frame of such a stretch is rendered whole; the others take their surroundings from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from numpy.typing import NDArray

from sample_film.camera import SENSOR_WIDTH_MM, CameraState
from sample_film.shots import FRAMES, Shot

Floats = NDArray[np.float64]
SHORTEST = 8  # frames; a shorter rest is not worth a plate
MARGIN = 0.02  # of the picture's width: soft edges of shadows
WORTH = 0.8  # a larger part than this is rendered whole


@dataclass(frozen=True)
class Rest:
    """Frames ``first`` to ``last`` have one camera state."""

    first: int
    last: int


def rests(shot: Shot) -> list[Rest]:
    """The stretches of a shot in which camera and lens do not change, in order."""
    states = [shot.camera(k / (FRAMES - 1)) for k in range(FRAMES)]
    found: list[Rest] = []
    first = 0
    for k in range(1, FRAMES + 1):
        if k == FRAMES or states[k] != states[first]:
            if k - first >= SHORTEST:
                found.append(Rest(first, k - 1))
            first = k
    return found


def project(points: Floats, state: CameraState, aspect: float) -> Floats:
    """Points (N, 3) in the scene as picture coordinates (N, 2), 0..1 from the lower left; NaN behind the lens."""
    w, x, y, z = state.rotation
    turn = np.asarray(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )
    seen = (points - np.asarray(state.position)) @ turn
    depth = -seen[:, 2]
    flat = np.hypot(seen[:, 0], seen[:, 1])
    if state.lens == "fisheye":
        reach = 2 * state.focal_mm * np.sin(np.arctan2(flat, depth) / 2)
    else:
        reach = state.focal_mm * flat / np.where(depth > 0.05, depth, np.nan)
    unit = seen[:, :2] / np.maximum(flat, 1e-9)[:, None]
    return np.asarray(unit * reach[:, None] / SENSOR_WIDTH_MM * [1.0, aspect] + 0.5)


def with_shadows(points: Floats, towards_sun: Floats) -> Floats:
    """The points and where their shadows would fall on the ground."""
    return np.concatenate([points, points - towards_sun * (points[:, 2:] / towards_sun[2])])


def box(points: Floats) -> tuple[float, float, float, float] | None:
    """(left, right, bottom, top) of the projected points within the picture, with a margin; None: whole picture."""
    if np.isnan(points).any():
        return None
    low = np.clip(points.min(axis=0) - MARGIN, 0, 1)
    high = np.clip(points.max(axis=0) + MARGIN, 0, 1)
    if (high[0] - low[0]) * (high[1] - low[1]) > WORTH:
        return None
    return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def paste(plate: Path, part: Path, area: tuple[float, float, float, float], out: Path) -> None:
    """Put the rendered ``area`` of ``part`` (a whole picture, empty elsewhere) over the plate and write it."""
    pictures = []
    for path in (plate, part):
        image = bpy.data.images.load(str(path))
        image.colorspace_settings.name = "Non-Color"
        width, height = image.size
        pixels = np.empty(width * height * 4, dtype=np.float32)
        image.pixels.foreach_get(pixels)
        pictures.append((image, pixels.reshape(height, width, 4)))
    (image, under), (other, over) = pictures
    height, width = under.shape[:2]
    left, right, bottom, top = (round(v * n) for v, n in zip(area, (width, width, height, height), strict=True))
    under[bottom + 1 : top - 1, left + 1 : right - 1, :3] = over[bottom + 1 : top - 1, left + 1 : right - 1, :3]
    image.pixels.foreach_set(under.ravel())
    image.filepath_raw = str(out)
    image.file_format = "PNG"
    image.save()
    for used in (image, other):
        bpy.data.images.remove(used)
