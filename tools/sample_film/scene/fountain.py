"""The fountain and its moving water."""

from __future__ import annotations

from typing import Any

import numpy as np

from sample_film.scene.mesh import Mesh

WATER_LEVEL = 0.46


def fountain(centre: tuple[float, float] = (0.0, 0.0)) -> None:
    """An octagonal basin with two bowls; the water itself is in ``water``."""
    mesh = Mesh("fountain")
    rim = [
        (2.55, 0.0),
        (2.55, 0.14),
        (2.2, 0.14),
        (2.2, 0.16),
        (2.08, 0.2),
        (2.08, 0.5),
        (2.16, 0.54),
        (2.16, 0.64),
        (1.78, 0.64),
        (1.78, 0.58),
        (1.84, 0.5),
        (1.84, 0.1),
        (0.5, 0.1),
    ]
    mesh.lathe(rim, (0, 0, 0), "ashlar", 8, smooth=False)
    column = [
        (0.62, 0.1),
        (0.62, 0.3),
        (0.46, 0.36),
        (0.34, 0.5),
        (0.24, 0.7),
        (0.22, 0.95),
        (0.28, 1.1),
        (0.36, 1.18),
        (0.30, 1.24),
        (0.55, 1.28),
        (0.86, 1.38),
        (1.02, 1.52),
        (1.04, 1.57),
        (0.98, 1.58),
        (0.9, 1.5),
        (0.3, 1.42),
        (0.16, 1.45),
        (0.13, 1.8),
        (0.17, 1.95),
        (0.14, 2.0),
        (0.28, 2.04),
        (0.46, 2.13),
        (0.5, 2.2),
        (0.45, 2.2),
        (0.2, 2.12),
        (0.08, 2.14),
        (0.07, 2.3),
        (0.13, 2.38),
        (0.15, 2.46),
        (0.1, 2.56),
        (0.04, 2.66),
        (0.0, 2.74),
    ]
    mesh.lathe(column, (0, 0, 0), "stone", 28)
    for k in range(8):
        a = (k + 0.5) * np.pi / 4
        mesh.ball((1.94 * np.cos(a), 1.94 * np.sin(a), 0.36), (0.2, 0.2, 0.16), "stone", 10)
    mesh.to_object((*centre, 0.0), np.pi / 8)


def water_mesh(t: float, seed: int = 2) -> Mesh:
    """Falling streams and splashes at scene time ``t``; always the same topology."""
    mesh = Mesh("streams")
    s = np.linspace(0, 1, 12)
    for ring, (count, r0, r1, z0, z1, thick) in enumerate(
        ((10, 1.0, 1.36, 1.56, WATER_LEVEL, 0.020), (7, 0.47, 0.72, 2.2, 1.5, 0.013))
    ):
        for k in range(count):
            a = 2 * np.pi * (k + 0.3 * ring) / count + 0.02 * np.sin(5 * t + k)
            r = r0 + (r1 - r0) * s + 0.012 * np.sin(9 * t + 7 * k + 5 * s) * s
            z = z0 + 0.04 * s - (z0 + 0.04 - z1) * s * s
            fall = np.sqrt(s + 0.02)
            width = thick * (1.15 - 0.45 * s) * (1 + 0.45 * np.sin(26 * fall - 15 * t + 3.1 * k) * (0.3 + s))
            mesh.tube(np.stack([r * np.cos(a), r * np.sin(a), z], axis=-1), width, "stream", 5)
    rng = np.random.default_rng(seed)
    for k in range(70):
        a = 2 * np.pi * (k % 10) / 10 + rng.normal(0, 0.05)
        life = (t * rng.uniform(2.2, 3.2) + rng.random()) % 1.0
        speed, out = rng.uniform(0.3, 0.8), rng.normal(0, 0.12)
        z = WATER_LEVEL + max(speed * life * 0.45 - 0.55 * life * life, -0.03)
        r = 1.36 + out * life * 1.6
        mesh.ball((r * np.cos(a), r * np.sin(a) + rng.normal(0, 0.08) * life, z), 0.012 * (1.2 - life), "stream", 4)
    return mesh


def water(centre: tuple[float, float] = (0.0, 0.0)) -> Any:
    """The water surfaces; returns the object of the moving streams."""
    mesh = Mesh("pool")
    mesh.lathe([(1.86, WATER_LEVEL), (0.01, WATER_LEVEL)], (0, 0, 0), "water", 8, smooth=False)
    mesh.lathe([(0.95, 1.53), (0.1, 1.53)], (0, 0, 0), "water", 24, smooth=False)
    mesh.lathe([(0.45, 2.17), (0.05, 2.17)], (0, 0, 0), "water", 24, smooth=False)
    mesh.to_object((*centre, 0.0), np.pi / 8)
    return water_mesh(0.0).to_object((*centre, 0.0))
