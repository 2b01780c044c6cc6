"""The places of the open set: a street, a court, a room, a field of posts, a bare wall far away."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.rendered_scenes import textures
from benchmarks.rendered_scenes.places import Place, crossed, sky
from benchmarks.rendered_scenes.surface import Surface, box, ceiling, floor, tiles, wall

Random = np.random.Generator
_FURNITURE = (  # x, y, width, height
    (-3.4, 7.5, 1.6, 1.9), (3.3, 8.3, 1.8, 0.8), (3.6, 4.2, 1.2, 1.5), (-3.5, 3.0, 1.3, 0.75),
    (-1.2, 6.2, 1.4, 0.75), (1.5, 3.4, 0.6, 0.5), (0.9, 8.8, 0.9, 1.2), (-1.9, 2.2, 0.5, 0.9),
)  # fmt: skip


def street(random: Random) -> Place:
    """A street that runs north; houses at both sides, lamp posts, crates, parked cars, a house across its end."""
    made = sky([textures.clouds(random) for _ in range(4)])
    made += tiles(-16, 16, -24, 72, 8, [textures.cobbles(random) for _ in range(3)], random)
    for side in (-1, 1):
        y = -24.0
        while y < 66:
            long, deep, high = random.uniform(6, 10), random.uniform(0, 1.6), random.uniform(5.5, 11)
            colour = random.uniform((90, 110, 130), (200, 215, 235))
            paint = textures.front(
                random, colour, max(2, int(high / 2.9)), max(2, int(long / 2.3)), random.random() < 0.35
            )
            near, far = side * (8.5 + deep), side * 16.0
            made += box(min(near, far), max(near, far), y, y + long, 0, high, paint)
            y += long + random.choice((0.0, 0.0, 1.5))
        for y in np.arange(-18, 64, 9.0):
            made += _lamp(side * 6.2, float(y + random.uniform(-1, 1)), random)
        for _ in range(9):
            made += _crate(side * random.uniform(4.6, 7.5), random.uniform(-10, 40), random)
    made += box(-16, 16, 70, 76, 0, 9, textures.front(random, (120, 150, 190), 3, 9))
    return Place(made, [textures.person(random) for _ in range(6)], _cars(random))


def court(random: Random) -> Place:
    """A square among houses; in its middle, 9 m north, a stepped column; trees and benches around."""
    made = sky([textures.clouds(random) for _ in range(4)])
    made += tiles(-32, 32, -32, 40, 8, [textures.cobbles(random, cell=int(c)) for c in (18, 26, 34)], random)
    for x0, x1, y0, y1 in ((-30, 30, 30, 36), (-30, -24, -24, 30), (24, 30, -24, 30), (-30, 30, -32, -26)):
        made += _row_of_houses(x0, x1, y0, y1, random)
    stone = textures.plaster(random, (165, 178, 186), rough=0.24)
    for half, low, high in ((1.7, 0, 0.4), (1.1, 0.4, 0.9), (0.4, 0.9, 3.1), (0.65, 3.1, 3.5)):
        made += box(-half, half, 9 - half, 9 + half, low, high, stone)
    for x, y in ((-8, 4), (9, 15), (-11, 18), (12, 3), (-4, 22), (5, 24), (-15, -4), (16, -6)):
        made += box(x - 0.2, x + 0.2, y - 0.2, y + 0.2, 0, 2.4, textures.planks(random, (45, 70, 95)))
        made += crossed(x, y, 4.2, 1.8, 5.6, textures.leaves(random))
    for _ in range(16):
        turn, far = random.uniform(0, 2 * np.pi), random.uniform(4.5, 17)
        made += _crate(far * np.cos(turn), 9 + far * np.sin(turn), random)
    return Place(made, [textures.person(random) for _ in range(6)], _cars(random))


def room(random: Random) -> Place:
    """A room of 9 by 13 by 3.2 m with furniture, seen from its south end."""
    paper = textures.bricks(random, (150, 175, 190))
    boards = textures.planks(random)
    made = [floor(x, x + 3, y, y + 3.25, 0, boards) for x in (-4.5, -1.5, 1.5) for y in (-3, 0.25, 3.5, 6.75)]
    made += [ceiling(-4.5, 4.5, -3, 10, 3.2, textures.plaster(random, (205, 212, 218), rough=0.1))]
    made += [wall((-4.5, 10), (4.5, 10), 0, 3.2, paper), wall((4.5, -3), (-4.5, -3), 0, 3.2, paper)]
    made += [
        wall((-4.5, -3), (-4.5, 10), 0, 3.2, paper.shaded(0.85)),
        wall((4.5, 10), (4.5, -3), 0, 3.2, paper.shaded(0.7)),
    ]
    for x in (-3.2, -0.6, 2.1):
        picture = textures.front(random, random.uniform(60, 220, 3), 2, 2)
        made.append(wall((x, 9.97), (x + 1.4, 9.97), 1.3, 2.4, picture))
    for y in (0.0, 3.5, 7.0):
        picture = textures.front(random, random.uniform(60, 220, 3), 2, 3)
        made += [
            wall((-4.47, y), (-4.47, y + 1.6), 1.2, 2.3, picture),
            wall((4.47, y + 1.6), (4.47, y), 1.2, 2.3, picture),
        ]
    for x, y, wide, high in _FURNITURE:
        paint = textures.planks(random, random.uniform((40, 60, 80), (140, 160, 200)))
        made += box(x - wide / 2, x + wide / 2, y - wide / 3, y + wide / 3, 0, high, paint)
        made += box(
            x - 0.15,
            x + 0.15,
            y - 0.15,
            y + 0.15,
            high,
            high + 0.35,
            textures.bricks(random, random.uniform(60, 230, 3)),
        )
    return Place(made, [textures.person(random) for _ in range(4)])


def posts(random: Random) -> Place:
    """A meadow with a great many posts, near and far, and trees behind."""
    made = sky([textures.clouds(random, (225, 190, 150)) for _ in range(4)])
    made += tiles(-40, 40, -24, 72, 8, [textures.grass(random) for _ in range(3)], random)
    for _ in range(75):
        x, y = random.uniform(-26, 26), random.uniform(2.5, 50)
        if abs(x) < 1.6 and y < 14:
            continue
        half, high = random.uniform(0.08, 0.28), random.uniform(1.2, 4.2)
        paint = textures.bricks(random, random.uniform(50, 220, 3), 64, 256)
        made += box(x - half, x + half, y - half, y + half, 0, high, paint)
    for _ in range(26):
        x, y, wide = random.uniform(-36, 36), random.uniform(50, 68), random.uniform(5, 9)
        made += crossed(x, y, wide, 0.2, wide, textures.leaves(random))
    return Place(made, [textures.person(random) for _ in range(6)], _cars(random))


def bare_wall(random: Random) -> Place:
    """One wall 40 m north that fills the picture: nothing near, so that nothing tells a turn from a slide."""
    paints = [textures.bricks(random, random.uniform((50, 70, 110), (80, 100, 170))) for _ in range(4)]
    made = [
        wall((x, 40), (x + 8, 40), z, z + 8, paints[int(random.integers(4))])
        for x in np.arange(-80, 80, 8.0)
        for z in np.arange(-32, 48, 8.0)
    ]
    return Place(made, [textures.person(random) for _ in range(3)])


PLACES: dict[str, Callable[[Random], Place]] = {
    "street": street, "court": court, "room": room, "posts": posts, "bare_wall": bare_wall,
}  # fmt: skip


def _row_of_houses(x0: float, x1: float, y0: float, y1: float, random: Random) -> list[Surface]:
    made: list[Surface] = []
    along_x = x1 - x0 > y1 - y0
    at, end = (x0, x1) if along_x else (y0, y1)
    while at < end:
        long, high = random.uniform(6, 10), random.uniform(6, 11)
        colour = random.uniform((90, 110, 130), (200, 215, 235))
        paint = textures.front(random, colour, max(2, int(high / 2.9)), max(2, int(long / 2.3)), random.random() < 0.3)
        west, east, south, north = (at, at + long, y0, y1) if along_x else (x0, x1, at, at + long)
        made += box(west, east, south, north, 0, high, paint)
        at += long
    return made


def _lamp(x: float, y: float, random: Random) -> list[Surface]:
    iron = textures.plaster(random, (55, 60, 62), 32, 256, 0.5)
    lamp = textures.plaster(random, (190, 225, 240), 32, 32, 0.3)
    return [
        *box(x - 0.08, x + 0.08, y - 0.08, y + 0.08, 0, 3.3, iron),
        *box(x - 0.2, x + 0.2, y - 0.2, y + 0.2, 3.3, 3.8, lamp),
    ]


def _crate(x: float, y: float, random: Random) -> list[Surface]:
    half, high = random.uniform(0.25, 0.55), random.uniform(0.4, 1.3)
    colour = random.uniform((40, 60, 80), (150, 190, 220))
    return box(x - half, x + half, y - half, y + half, 0, high, textures.planks(random, colour, 128, 128))


def _cars(random: Random) -> list[tuple[textures.Paint, textures.Paint]]:
    return [
        (
            textures.plaster(random, random.uniform(40, 210, 3), 128, 64, 0.3),
            textures.plaster(random, (70, 60, 55), 64, 32, 0.4),
        )
        for _ in range(2)
    ]
