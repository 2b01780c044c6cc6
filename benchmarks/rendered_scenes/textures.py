"""Paints for the open set's places: bricks, cobbles, plaster, planks, house fronts, sky, people."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.rendered_scenes.surface import Paint, Picture

Random = np.random.Generator
Field = NDArray[np.float32]
Colour = Sequence[float] | NDArray[np.float64]  # blue, green, red


def noise(width: int, height: int, random: Random, cells: Sequence[int] = (4, 12, 40, 120)) -> Field:
    """Smooth random relief of several sizes of detail, about -1 to 1."""
    relief = np.zeros((height, width), np.float32)
    for cell in cells:
        coarse = random.normal(0, 1, (height // cell + 3, width // cell + 3)).astype(np.float32)
        relief += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return relief / np.float32(1.6 * np.sqrt(len(cells)))


def tinted(colour: Colour, light: Field) -> Picture:
    """A colour under a field of brightness around 1."""
    return np.clip(np.asarray(colour, np.float32) * light[..., None], 0, 255).astype(np.uint8)


def cells(width: int, height: int, cell: int, random: Random) -> tuple[Field, NDArray[np.int64]]:
    """Voronoi cells: distance to the nearest border (in cells), and each pixel's cell."""
    rows, columns = height // cell + 3, width // cell + 3
    shift = random.uniform(-0.4, 0.4, (2, rows, columns))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / cell + 1
    best = np.full((2, height, width), 9.0, np.float32)
    owner = np.zeros((height, width), np.int64)
    for down in (-1, 0, 1):
        for along in (-1, 0, 1):
            r, c = np.clip(y.astype(int) + down, 0, rows - 1), np.clip(x.astype(int) + along, 0, columns - 1)
            far = np.hypot(y - (r + 0.5 + shift[0, r, c]), x - (c + 0.5 + shift[1, r, c]))
            owner = np.where(far < best[0], r * columns + c, owner)
            best[1] = np.where(far < best[0], best[0], np.minimum(best[1], far))
            best[0] = np.minimum(best[0], far)
    return best[1] - best[0], owner


def cobbles(random: Random, colour: Colour = (120, 128, 132), size: int = 512, cell: int = 22) -> Paint:
    edge, owner = cells(size, size, cell, random)
    each = random.uniform(0.65, 1.2, int(owner.max()) + 1).astype(np.float32)[owner]
    light = each * np.clip(0.35 + 2.2 * edge, 0.35, 1.0) + 0.08 * noise(size, size, random)
    return Paint(tinted(colour, light.astype(np.float32)))


def bricks(random: Random, colour: Colour = (62, 78, 150), width: int = 512, height: int = 512) -> Paint:
    return Paint(brick_picture(random, colour, width, height))


def brick_picture(random: Random, colour: Colour, width: int, height: int) -> Picture:
    y, x = np.mgrid[0:height, 0:width]
    row = y // 12
    along = x + (row % 2) * 16
    column = along // 32
    each = random.uniform(0.6, 1.25, (row.max() + 1, column.max() + 1)).astype(np.float32)[row, column]
    joint = (y % 12 < 2) | (along % 32 < 2)
    light = np.where(joint, 1.35, each).astype(np.float32) + 0.16 * noise(width, height, random)
    return tinted(colour, light)


def plaster(random: Random, colour: Colour, width: int = 512, height: int = 512, rough: float = 0.16) -> Paint:
    return Paint(tinted(colour, 1 + rough * noise(width, height, random)))


def planks(random: Random, colour: Colour = (70, 105, 150), width: int = 512, height: int = 512) -> Paint:
    x = np.mgrid[0:height, 0:width][1]
    board = x // 40
    each = random.uniform(0.7, 1.2, board.max() + 1).astype(np.float32)[board]
    grain = cv2.resize(noise(width, max(8, height // 16), random, (3, 8)), (width, height))
    light = np.where(x % 40 < 3, 0.35, each).astype(np.float32) + 0.22 * grain
    return Paint(tinted(colour, light))


def grass(random: Random, size: int = 512) -> Paint:
    light = 1 + 0.45 * noise(size, size, random, (2, 5, 17, 70))
    return Paint(tinted((52, 110, 84), light))


def front(random: Random, colour: Colour, storeys: int, windows: int, brick: bool = False) -> Paint:
    """The front of a house with rows of windows and a door."""
    width, height = 96 * windows, 110 * storeys
    picture = (
        brick_picture(random, colour, width, height)
        if brick
        else tinted(colour, 1 + 0.17 * noise(width, height, random))
    )
    trim, shutter = random.uniform(120, 240, 3), random.uniform(40, 170, 3)
    door = int(random.integers(windows))
    for row in range(storeys):
        for column in range(windows):
            x, y = 96 * column + 30, 110 * row + 24
            is_door = row == storeys - 1 and column == door
            bottom = 110 * storeys if is_door else y + 58
            cv2.rectangle(picture, (x - 5, y - 5), (x + 41, bottom + 4), tuple(map(float, trim)), -1)
            glass = random.uniform(25, 75)
            cv2.rectangle(picture, (x, y), (x + 36, bottom), (glass * 1.3, glass, glass * 0.8), -1)
            if is_door:
                cv2.rectangle(picture, (x, y), (x + 36, bottom), tuple(map(float, shutter)), -1)
                continue
            cv2.line(picture, (x + 18, y), (x + 18, bottom), tuple(map(float, trim)), 3)
            cv2.line(picture, (x, y + 26), (x + 36, y + 26), tuple(map(float, trim)), 3)
            if row % 2 == 0:
                for side in (x - 22, x + 42):
                    cv2.rectangle(picture, (side, y - 3), (side + 15, y + 60), tuple(map(float, shutter)), -1)
    shade = 1 + 0.07 * noise(width, height, random)
    return Paint(np.clip(picture * shade[..., None], 0, 255).astype(np.uint8))


def clouds(random: Random, zenith: Colour = (215, 165, 105), horizon: Colour = (238, 222, 205)) -> Paint:
    """Sky for one side of the world: paler towards its lower edge."""
    width, height = 1024, 512
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    base = np.asarray(zenith, np.float32) * (1 - down) + np.asarray(horizon, np.float32) * down
    base = np.repeat(base, width, axis=1)
    cover = np.clip(noise(width, height, random, (24, 60, 150)) - 0.15, 0, 0.8)[..., None]
    return Paint(np.clip(base + cover * (250 - base), 0, 255).astype(np.uint8))


def leaves(random: Random, colour: Colour = (48, 105, 66), size: int = 256) -> Paint:
    """A round crown with a ragged edge."""
    y, x = (np.mgrid[0:size, 0:size] / (size / 2) - 1).astype(np.float32)
    ragged = np.hypot(x, y) + 0.16 * noise(size, size, random, (8, 20))
    light = 1 + 0.6 * noise(size, size, random, (3, 9, 30)) - 0.25 * y
    return Paint(tinted(colour, light.astype(np.float32)), np.where(ragged < 0.86, 255, 0).astype(np.uint8))


def person(random: Random) -> list[Paint]:
    """A walking figure in eight phases of its step, 128 x 256 pixels each."""
    coat, legs, skin = random.uniform(30, 220, 3), random.uniform(20, 110, 3), np.array((130, 165, 215))
    cloth = noise(128, 256, random, (3, 8, 24))
    return [_figure(coat, legs, skin, cloth, phase / 8 * 2 * np.pi) for phase in range(8)]


def _figure(coat: Colour, legs: Colour, skin: Colour, cloth: Field, phase: float) -> Paint:
    picture, shape = np.zeros((256, 128, 3), np.uint8), np.zeros((256, 128), np.uint8)
    swing = int(20 * np.sin(phase))
    for way, dark in ((-1, 0.75), (1, 1.0)):
        _limb(picture, shape, (64, 140), (64 + way * swing, 248), 20, np.asarray(legs) * dark)
        _limb(picture, shape, (64 + way * 17, 66), (64 + way * 20 - way * swing // 2, 138), 13, np.asarray(coat) * dark)
    cv2.ellipse(picture, (64, 100), (25, 52), 0, 0, 360, tuple(map(float, coat)), -1)
    cv2.ellipse(shape, (64, 100), (25, 52), 0, 0, 360, 255, -1)
    cv2.ellipse(picture, (64, 28), (16, 21), 0, 0, 360, tuple(map(float, skin)), -1)
    cv2.ellipse(shape, (64, 28), (16, 21), 0, 0, 360, 255, -1)
    cv2.ellipse(picture, (64, 20), (17, 14), 0, 180, 360, (30, 40, 60), -1)
    light = 1 + 0.3 * cloth
    return Paint(np.clip(picture * light[..., None], 0, 255).astype(np.uint8), shape)


def _limb(picture: Picture, shape: Picture, a: tuple[int, int], b: tuple[int, int], thick: int, colour: Colour) -> None:
    cv2.line(picture, a, b, tuple(map(float, colour)), thick)
    cv2.line(shape, a, b, 255, thick)
