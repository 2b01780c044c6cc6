"""Tileable textures computed with numpy: colour and height of cobbles, brick, plaster, stone, wood, tiles, leaves.

Every function returns ``(colour, height)``: float32 arrays of shape (N, N, 3), sRGB values 0..1, and (N, N), 0..1.
Images instead of procedural nodes because a look-up costs a path tracer far less than a Voronoi node.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Texture = tuple[Array, Array]


def noise(n: int, slope: float, seed: int, stretch: tuple[float, float] = (1.0, 1.0), low: float = 0.0) -> Array:
    """Periodic noise, zero mean, unit deviation, amplitudes of 1 / f**slope (rows and columns stretched)."""
    rng = np.random.default_rng(seed)
    fy = np.fft.fftfreq(n)[:, None] * n * stretch[0]
    fx = np.fft.rfftfreq(n)[None, :] * n * stretch[1]
    f = np.sqrt(fx * fx + fy * fy)
    f[0, 0] = 1.0
    amplitude = np.where(f < low, 0.0, f**-slope)
    amplitude[0, 0] = 0.0
    phase = rng.uniform(0.0, 2 * np.pi, amplitude.shape)
    field = np.fft.irfft2(amplitude * np.exp(1j * phase), s=(n, n))
    return np.asarray(field / field.std(), dtype=np.float32)


def _rgb(*values: float) -> Array:
    return np.asarray(values, dtype=np.float32)


def _tint(base: Array, value: Array) -> Array:
    return np.clip(base * value[..., None], 0.0, 1.0).astype(np.float32)


def voronoi(
    n: int, cells: int, seed: int, jitter: float = 0.8, brick_shift: float = 0.5
) -> tuple[Array, NDArray[np.int64]]:
    """Distance to the border (0 at the joint, in cells) and id of a periodic jittered, row-shifted cell pattern."""
    rng = np.random.default_rng(seed)
    jx = (rng.random((cells, cells)) - 0.5) * jitter
    jy = (rng.random((cells, cells)) - 0.5) * jitter
    v, u = np.meshgrid((np.arange(n) + 0.5) / n * cells, (np.arange(n) + 0.5) / n * cells, indexing="ij")
    first = np.full((n, n), 9.0)
    second = np.full((n, n), 9.0)
    ident = np.zeros((n, n), dtype=np.int64)
    iv = np.floor(v).astype(int)
    for dv in (-1, 0, 1):
        row = iv + dv
        shift = np.where(row % 2 == 0, brick_shift, 0.0)
        iu = np.floor(u - shift).astype(int)
        for du in (-1, 0, 1):
            col = iu + du
            r, c = row % cells, col % cells
            px = col + 0.5 + shift + jx[r, c]
            py = row + 0.5 + jy[r, c]
            d = np.maximum(np.abs(u - px) ** 3 + np.abs(v - py) ** 3, 1e-9) ** (1 / 3)
            closer = d < first
            second = np.where(closer, first, np.minimum(second, d))
            ident = np.where(closer, r * cells + c, ident)
            first = np.where(closer, d, first)
    return (second - first).astype(np.float32), ident


def cobbles(n: int = 1024) -> Texture:
    """Grey-brown setts, 18 by 18, rounded, with sandy joints."""
    edge, ident = voronoi(n, 18, 11, 0.38)
    rng = np.random.default_rng(3)
    value = rng.uniform(0.6, 1.2, 18 * 18)[ident]
    warm = rng.uniform(-1.0, 1.0, 18 * 18)[ident]
    dome = np.clip(edge / 0.5, 0.0, 1.0) ** 0.5
    grain = noise(n, 0.9, 5, low=6)
    patches = noise(n, 1.6, 6)
    base = _rgb(0.50, 0.46, 0.42) + warm[..., None] * _rgb(0.045, 0.01, -0.04)
    shade = value * (0.94 + 0.10 * grain + 0.05 * patches) * (0.35 + 0.65 * np.clip(edge / 0.16, 0, 1))
    return _tint(base.astype(np.float32), shade.astype(np.float32)), (0.85 * dome + 0.04 * grain).astype(np.float32)


def _bond(n: int, columns: int, rows: int, joint: float, seed: int, wobble: float) -> tuple[Array, NDArray[np.int64]]:
    """Running bond: distance to the joint (0..1, in row heights) and the id of each brick; periodic (rows even)."""
    v, u = np.meshgrid((np.arange(n) + 0.5) / n, (np.arange(n) + 0.5) / n, indexing="ij")
    v = v + noise(n, 1.8, seed) * wobble
    u = u + noise(n, 1.8, seed + 1) * wobble
    row = np.floor(v * rows).astype(int)
    x = u * columns + np.where(row % 2 == 0, 0.5, 0.0)
    col = np.floor(x).astype(int)
    fx = np.abs(x - col - 0.5) * rows / columns
    fy = np.abs(v * rows - row - 0.5)
    edge = np.minimum(0.5 * rows / columns - fx, 0.5 - fy)
    return np.clip((edge - joint) / 0.14, 0, 1).astype(np.float32), (row % rows) * columns + col % columns


def brick(n: int = 1024) -> Texture:
    """Red-orange brickwork, 8 bricks by 24 rows."""
    edge, ident = _bond(n, 8, 24, 0.06, 21, 0.0009)
    rng = np.random.default_rng(4)
    value = rng.uniform(0.68, 1.15, 8 * 24)[ident]
    hue = rng.uniform(-1, 1, 8 * 24)[ident][..., None]
    grain = noise(n, 0.8, 8, low=8)
    body = (_rgb(0.63, 0.34, 0.25) + hue * _rgb(0.06, 0.05, 0.04)) * (value * (1 + 0.09 * grain))[..., None]
    mortar = _rgb(0.66, 0.61, 0.54) * (0.9 + 0.08 * grain)[..., None]
    mix = edge[..., None]
    stain = (1 + 0.07 * noise(n, 1.7, 9))[..., None]
    return np.clip((body * mix + mortar * (1 - mix)) * stain, 0, 1).astype(np.float32), (
        edge * 0.8 + grain * 0.05
    ).astype(np.float32)


def ashlar(n: int = 1024) -> Texture:
    """Pale sandstone blocks, 4 by 8."""
    edge, ident = _bond(n, 4, 8, 0.02, 31, 0.0012)
    rng = np.random.default_rng(7)
    value = rng.uniform(0.8, 1.1, 32)[ident]
    grain = noise(n, 1.0, 12, low=4)
    cloud = noise(n, 1.7, 13)
    pits = np.clip(noise(n, 0.7, 14, low=20) - 1.3, 0, 1)
    shade = value * (1 + 0.07 * grain + 0.05 * cloud - 0.3 * pits) * (0.62 + 0.38 * edge)
    height = edge * 0.6 + grain * 0.06 - pits * 0.3
    return _tint(np.broadcast_to(_rgb(0.72, 0.65, 0.54), (n, n, 3)), shade.astype(np.float32)), height.astype(
        np.float32
    )


def flags(n: int = 1024) -> Texture:
    """Large worn paving flags, 5 by 6."""
    edge, ident = _bond(n, 5, 6, 0.015, 41, 0.0025)
    value = np.random.default_rng(17).uniform(0.78, 1.12, 30)[ident]
    grain = noise(n, 1.0, 18, low=3)
    shade = value * (1 + 0.10 * grain + 0.05 * noise(n, 1.6, 19)) * (0.5 + 0.5 * edge)
    return _tint(np.broadcast_to(_rgb(0.60, 0.56, 0.50), (n, n, 3)), shade.astype(np.float32)), (
        edge * 0.7 + grain * 0.05
    ).astype(np.float32)


def plaster(n: int = 1024) -> Texture:
    """White lime plaster with clouds, hair cracks and flaked patches (tinted by the material)."""
    cloud = noise(n, 1.5, 51)
    fine = noise(n, 0.75, 52, low=10)
    drip = noise(n, 1.3, 53, stretch=(0.25, 2.5))
    flake = np.clip((noise(n, 1.25, 54) - 1.55) * 6, 0, 1)
    crack = np.exp(-np.abs(noise(n, 1.5, 55)) * 55) * np.clip(cloud, 0, 1)
    shade = 0.86 * (1 + 0.055 * cloud + 0.055 * fine + 0.05 * drip) - 0.22 * flake - 0.18 * crack
    height = 0.5 + 0.08 * fine + 0.05 * cloud - 0.35 * flake - 0.25 * crack
    grey = np.clip(shade, 0, 1)[..., None] * _rgb(1.0, 0.985, 0.96)
    return grey.astype(np.float32), height.astype(np.float32)


def wood(n: int = 512) -> Texture:
    """Planks along v (four across), white-based so that the material can paint it."""
    u = (np.arange(n) + 0.5) / n
    plank = np.floor(u * 4).astype(int)
    value = np.asarray([0.92, 1.05, 0.85, 1.0])[plank][None, :]
    gap = np.clip(np.abs((u * 4) % 1 - 0.5) * -1 + 0.5, 0, 0.04)[None, :] / 0.04
    fibre = noise(n, 1.0, 61, stretch=(0.06, 1.0), low=2)
    shade = (value * (0.86 + 0.12 * fibre) * (0.3 + 0.7 * gap)).astype(np.float32)
    return _tint(np.broadcast_to(_rgb(1, 0.97, 0.93), (n, n, 3)), shade), (
        0.5 * gap + 0.1 * fibre + np.zeros((n, 1))
    ).astype(np.float32)


def tiles(n: int = 1024) -> Texture:
    """Terracotta tints, one per roof tile: 16 columns by 12 rows (the tiles' shape itself is geometry)."""
    v, u = np.meshgrid((np.arange(n) + 0.5) / n, (np.arange(n) + 0.5) / n, indexing="ij")
    ident = np.floor(v * 12).astype(int) * 16 + np.floor(u * 16).astype(int)
    rng = np.random.default_rng(71)
    hue = rng.uniform(-1, 1, 192)[ident][..., None]
    grain = noise(n, 0.8, 72, low=6)
    lichen = np.clip(noise(n, 1.1, 73) - 0.9, 0, 1)[..., None]
    colour = (_rgb(0.68, 0.38, 0.26) + hue * _rgb(0.09, 0.08, 0.06)) * (
        rng.uniform(0.75, 1.1, 192)[ident] * (1 + 0.1 * grain)
    )[..., None]
    lower = np.clip((v * 12) % 1 * 5, 0, 1)[..., None] * 0.35 + 0.65
    colour = (colour * (1 - 0.35 * lichen) + lichen * _rgb(0.30, 0.32, 0.2) * 0.5) * lower
    return np.clip(colour, 0, 1).astype(np.float32), (0.5 + 0.1 * grain).astype(np.float32)


def bark(n: int = 512) -> Texture:
    """Rough grey-brown bark, furrowed along v."""
    furrow = np.abs(noise(n, 1.1, 81, stretch=(0.25, 1.0), low=2))
    shade = np.clip(0.35 + 0.45 * furrow, 0, 1.2).astype(np.float32)
    return _tint(np.broadcast_to(_rgb(0.50, 0.41, 0.33), (n, n, 3)), shade), np.clip(furrow * 0.4, 0, 1).astype(
        np.float32
    )


def speckle(n: int = 512) -> Texture:
    """Neutral fine-to-coarse mottling for leaves, soil, cloth and metal (tinted by the material)."""
    mix = 0.6 * noise(n, 1.1, 91, low=2) + 0.4 * noise(n, 0.5, 92, low=20)
    shade = np.clip(0.82 + 0.12 * mix, 0, 1).astype(np.float32)
    return np.repeat(shade[..., None], 3, axis=2), np.clip(0.5 + 0.16 * mix, 0, 1).astype(np.float32)


def cloth(n: int = 512) -> Texture:
    """Woven cloth: a fine twill with soft folds, neutral."""
    v, u = np.meshgrid(np.arange(n) / n, np.arange(n) / n, indexing="ij")
    twill = np.sin(2 * np.pi * 48 * (u + v)) * 0.5 + 0.5
    fold = noise(n, 1.6, 96, stretch=(0.5, 1.0))
    fine = noise(n, 0.6, 97, low=16)
    shade = np.clip(0.84 + 0.05 * fold + 0.05 * fine + 0.05 * twill, 0, 1).astype(np.float32)
    return np.repeat(shade[..., None], 3, axis=2), np.clip(0.5 + 0.1 * fold + 0.05 * twill, 0, 1).astype(np.float32)


def stripes(n: int = 256) -> Texture:
    """Awning canvas: broad green and cream stripes across u."""
    u = np.arange(n) / n
    band = np.where((u * 2) % 1 < 0.5, 1.0, 0.0)[None, :, None]
    colour = band * _rgb(0.13, 0.38, 0.27) + (1 - band) * _rgb(0.93, 0.88, 0.76)
    shade = (1 + 0.05 * noise(n, 1.0, 98))[..., None]
    return np.clip(colour * shade, 0, 1).astype(np.float32), np.full((n, n), 0.5, dtype=np.float32)


TEXTURES: dict[str, Callable[[], Texture]] = {
    "cobbles": cobbles,
    "brick": brick,
    "ashlar": ashlar,
    "flags": flags,
    "plaster": plaster,
    "wood": wood,
    "tiles": tiles,
    "bark": bark,
    "speckle": speckle,
    "cloth": cloth,
    "stripes": stripes,
}
