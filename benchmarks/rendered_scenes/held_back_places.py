"""The places of the held-back set, of other things and other paints: a canyon, a hall, a harbour, a garden."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from benchmarks.rendered_scenes import textures
from benchmarks.rendered_scenes.places import Place, crossed, sky
from benchmarks.rendered_scenes.surface import Paint, Surface, box, ceiling, floor, tiles, wall

Random = np.random.Generator


def canyon(random: Random) -> Place:
    """Rock terraces at both sides of a dry river bed with boulders; it bends out of sight in the north."""
    evening = [textures.clouds(random, (190, 140, 120), (150, 190, 240)) for _ in range(4)]
    made = sky(evening)
    made += tiles(-20, 20, -20, 70, 10, [_gravel(random) for _ in range(3)], random)
    for side in (-1, 1):
        for y in np.arange(-20, 66, 5.0):
            out, previous = random.uniform(6.5, 9), 0.0
            for _ in range(3):
                top = previous + random.uniform(1.5, 4)
                near, far = side * out, side * 24
                made += box(min(near, far), max(near, far), y, y + 5, previous, top, _rock(random))
                out, previous = out + random.uniform(0.3, 2), top
    made += box(-24, 24, 66, 72, 0, 12, _rock(random))
    for _ in range(45):
        x, y, half = random.uniform(-6, 6), random.uniform(1.5, 45), random.uniform(0.15, 0.6)
        if abs(x) < 1.3 and y < 12:
            continue
        made += box(
            x - half, x + half, y - half, y + half * 1.3, 0, half * random.uniform(0.8, 2.2), _rock(random, 128)
        )
    return Place(made, [textures.person(random) for _ in range(5)], _cars(random))


def hall(random: Random) -> Place:
    """A long hall with two rows of columns, a chequered floor, coffers above and a painted end wall."""
    made: list[Surface] = []
    slabs = [_slab(random, colour) for colour in ((70, 80, 85), (190, 200, 205), (120, 110, 140))]
    made += [
        floor(x, x + 2, y, y + 2, 0, slabs[(x // 2 + y // 2) % 2 if random.random() < 0.9 else 2])
        for x in range(-9, 9, 2)
        for y in range(-8, 44, 2)
    ]
    coffer = _coffer(random)
    made += [ceiling(x, x + 3, y, y + 3, 6.5, coffer) for x in range(-9, 9, 3) for y in range(-8, 44, 3)]
    murals = [_mural(random) for _ in range(5)]
    for n, y in enumerate(np.arange(-8, 44, 6.5)):
        made.append(wall((-9, y), (-9, y + 6.5), 0, 6.5, murals[n % 5].shaded(0.9)))
        made.append(wall((9, y + 6.5), (9, y), 0, 6.5, murals[(n + 2) % 5].shaded(0.75)))
    made += [wall((x, 44), (x + 6, 44), 0, 6.5, murals[(x + 9) // 6]) for x in (-9, -3, 3)]
    made += [wall((9, -8), (-9, -8), 0, 6.5, murals[4])]
    for x in (-5.2, 5.2):
        for y in np.arange(-5, 43, 4.0):
            marble = _marble(random)
            made += box(x - 0.35, x + 0.35, y - 0.35, y + 0.35, 0.5, 6.5, marble)
            made += box(x - 0.6, x + 0.6, y - 0.6, y + 0.6, 0, 0.5, marble)
    for _ in range(18):
        x, y = random.choice((-1, 1)) * random.uniform(1.8, 7.5), random.uniform(2.5, 34)
        high, half = random.uniform(0.6, 1.6), random.uniform(0.2, 0.5)
        made += box(x - half, x + half, y - half, y + half, 0, high, _mural(random, 128))
    return Place(made, [textures.person(random) for _ in range(5)], _cars(random))


def harbour(random: Random) -> Place:
    """Stacks of containers on a quay, bollards and drums before them, a crane's legs, a grey sky."""
    made = sky([textures.clouds(random, (170, 165, 160), (205, 205, 205)) for _ in range(4)])
    made += tiles(-32, 32, -24, 64, 8, [_slab(random, (105, 112, 116), 512) for _ in range(3)], random)
    for x in (-22, -13.5, 7.5, 16):
        for y in np.arange(4, 58, 7.0):
            for level in range(int(random.integers(1, 4))):
                shift = random.uniform(-0.3, 0.3)
                paint = _container(random)
                made += box(x + shift, x + shift + 6, y, y + 2.5, level * 2.6, level * 2.6 + 2.6, paint)
    made += box(-30, 30, 60, 64, 0, 14, textures.front(random, (110, 120, 125), 5, 18))
    for _ in range(26):
        x, y, half = random.uniform(-7, 7), random.uniform(2, 40), random.uniform(0.2, 0.4)
        if abs(x) < 1.3 and y < 12:
            continue
        made += box(x - half, x + half, y - half, y + half, 0, random.uniform(0.5, 1.4), _mural(random, 64))
    for x, y in ((-6, 18), (6, 18), (-6, 30), (6, 30)):
        made += box(x - 0.4, x + 0.4, y - 0.4, y + 0.4, 0, 16, _container(random))
    made += box(-6, 6, 17.5, 18.5, 10, 11, _container(random))
    return Place(made, [textures.person(random) for _ in range(5)], _cars(random))


def garden(random: Random) -> Place:
    """Hedges, gravel paths, trees and vases before a long low house."""
    made = sky([textures.clouds(random, (235, 180, 110)) for _ in range(4)])
    made += tiles(-36, 36, -24, 56, 6, [textures.grass(random), _gravel(random), textures.grass(random)], random)
    hedge = [_hedge(random) for _ in range(4)]
    for n in range(34):
        x, y = random.uniform(-18, 18), random.uniform(3, 36)
        if abs(x) < 2.4 and y < 16:
            continue
        long, deep = (random.uniform(1, 4), 0.6) if n % 2 else (0.6, random.uniform(1, 4))
        made += box(x, x + long, y, y + deep, 0, random.uniform(0.6, 1.9), hedge[n % 4])
    for _ in range(16):
        x, y, wide = random.uniform(-20, 20), random.uniform(7, 40), random.uniform(2, 4.5)
        made += box(x - 0.12, x + 0.12, y - 0.12, y + 0.12, 0, wide, _rock(random, 64))
        made += crossed(
            x, y, wide, wide * 0.6, wide * 1.6, textures.leaves(random, random.uniform((30, 80, 50), (70, 140, 110)))
        )
    for x in np.arange(-3, 4, 6.0):
        for y in np.arange(3, 30, 4.5):
            vase = _marble(random)
            made += [
                *box(x - 0.2, x + 0.2, y - 0.2, y + 0.2, 0, 0.8, vase),
                *box(x - 0.35, x + 0.35, y - 0.35, y + 0.35, 0.8, 1.2, vase),
            ]
    made += box(-30, 30, 46, 52, 0, 6, textures.front(random, (170, 205, 225), 2, 20))
    return Place(made, [textures.person(random) for _ in range(5)], _cars(random))


PLACES: dict[str, Callable[[Random], Place]] = {"canyon": canyon, "hall": hall, "harbour": harbour, "garden": garden}


def _rock(random: Random, size: int = 256) -> Paint:
    y = np.mgrid[0:size, 0:size][0].astype(np.float32)
    waves = textures.noise(size, size, random, (6, 18, 60))
    strata = np.sin((y + 14 * waves) / random.uniform(4, 9))
    colour = random.uniform((60, 90, 140), (100, 140, 200))
    return Paint(textures.tinted(colour, 0.95 + 0.18 * strata + 0.35 * waves))


def _gravel(random: Random) -> Paint:
    edge, owner = textures.cells(512, 512, 11, random)
    each = random.uniform(0.6, 1.3, int(owner.max()) + 1).astype(np.float32)[owner]
    light = each * np.clip(0.5 + 2 * edge, 0.5, 1) + 0.1 * textures.noise(512, 512, random)
    return Paint(textures.tinted((125, 150, 172), light.astype(np.float32)))


def _slab(random: Random, colour: textures.Colour, size: int = 192) -> Paint:
    light = 1 + 0.28 * textures.noise(size, size, random, (5, 14, 50))
    light[:4] *= 0.5
    light[:, :4] *= 0.5
    return Paint(textures.tinted(colour, light))


def _coffer(random: Random) -> Paint:
    picture = textures.tinted((150, 175, 190), 1 + 0.12 * textures.noise(192, 192, random))
    for inset, shade in ((14, 0.75), (30, 0.55), (52, 0.9)):
        cv2.rectangle(picture, (inset, inset), (191 - inset, 191 - inset), (150 * shade, 170 * shade, 185 * shade), -1)
    return Paint(picture)


def _mural(random: Random, size: int = 512) -> Paint:
    """Blots of many colours over one another."""
    picture = textures.tinted(random.uniform(90, 200, 3), 1 + 0.2 * textures.noise(size, size, random))
    for _ in range(60):
        at, radii = random.integers(0, size, 2), random.integers(size // 40 + 1, size // 7, 2)
        colour = tuple(map(float, random.uniform(20, 240, 3)))
        cv2.ellipse(
            picture, tuple(map(int, at)), tuple(map(int, radii)), float(random.uniform(0, 180)), 0, 360, colour, -1
        )
    light = 1 + 0.16 * textures.noise(size, size, random, (3, 9, 30))
    return Paint(np.clip(picture * light[..., None], 0, 255).astype(np.uint8))


def _marble(random: Random) -> Paint:
    waves = textures.noise(96, 384, random, (7, 22, 60))
    light = 1 + 0.2 * np.sin(9 * waves) + 0.12 * textures.noise(96, 384, random, (3, 6))
    return Paint(textures.tinted((180, 190, 200), light.astype(np.float32)))


def _container(random: Random) -> Paint:
    x = np.mgrid[0:192, 0:448][1]
    ridges = (
        1 + 0.22 * np.sign(np.sin(x / 3.2)).astype(np.float32) + 0.2 * textures.noise(448, 192, random, (6, 20, 70))
    )
    picture = textures.tinted(random.uniform(30, 210, 3), ridges)
    for _ in range(5):
        left, top = int(random.integers(20, 380)), int(random.integers(20, 150))
        pale = float(random.uniform(150, 245))
        cv2.rectangle(picture, (left, top), (left + int(random.integers(14, 60)), top + 14), (pale, pale, pale), -1)
    return Paint(picture)


def _hedge(random: Random) -> Paint:
    light = 1 + 0.75 * textures.noise(256, 128, random, (2, 5, 14))
    return Paint(textures.tinted((40, 95, 52), light))


def _cars(random: Random) -> list[tuple[Paint, Paint]]:
    body, glass = _mural(random, 128), textures.plaster(random, (70, 60, 55), 64, 32, 0.4)
    return [(body, glass)]
