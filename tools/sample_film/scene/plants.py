"""Leaves, flowers, pots, ivy and trees."""

from __future__ import annotations

from typing import Any

import numpy as np

from sample_film.scene.mesh import Mesh, Point


def leaves(mesh: Mesh, at: np.ndarray, size: float, finish: str, rng: np.random.Generator, droop: float = 0.3) -> None:
    """One bent leaf (two quads) of about ``size`` metres at each point."""
    n = len(at)
    a = rng.uniform(0, 2 * np.pi, n)
    tilt = rng.normal(0.0, 0.7, n)
    s = size * rng.uniform(0.7, 1.3, n)
    along = np.stack([np.cos(a) * np.cos(tilt), np.sin(a) * np.cos(tilt), np.sin(tilt) - droop], axis=-1)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    across = np.cross(along, rng.normal(0, 1, (n, 3)) * [0.3, 0.3, 0.1] + [0, 0, 1])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    up = np.cross(across, along)
    s = s[:, None]
    base, tip = at, at + along * s
    mid = at + along * s * 0.5 - up * s * 0.1
    left, right = mid + across * s * 0.33 + up * s * 0.1, mid - across * s * 0.33 + up * s * 0.1
    points = np.stack([base, left, tip, mid, right], axis=1).reshape(-1, 3)
    k = np.arange(n)[:, None] * 5
    mesh.faces(points, np.concatenate([k + [[0, 3, 2, 1]], k + [[0, 4, 2, 3]]]), finish)


def flower_box(mesh: Mesh, x0: float, x1: float, y: float, z: float, seed: int) -> None:
    """A terracotta trough with leaves and blossoms; top at z + 0.2."""
    rng = np.random.default_rng(seed)
    mesh.box((x0, y - 0.11, z), (x1, y + 0.09, z + 0.17), "terracotta")
    kind = ["petal_red", "petal_pink", "petal_white", "petal_yellow"][seed % 4]
    n = int((x1 - x0) * 160)
    at = np.stack(
        [rng.uniform(x0, x1, n), y + rng.normal(-0.03, 0.09, n), z + 0.16 + np.abs(rng.normal(0.0, 0.10, n))], axis=-1
    )
    at[: n // 4, 2] = z + 0.05 + rng.uniform(-0.2, 0.1, n // 4)
    at[: n // 4, 1] = y - 0.14 + rng.normal(0, 0.02, n // 4)
    leaves(mesh, at[: int(n * 0.65)], 0.07, "ivy", rng)
    leaves(mesh, at[int(n * 0.65) :] + [0, -0.02, 0.03], 0.05, kind, rng)


def pot(mesh: Mesh, at: Point, radius: float, height: float, petal: str, seed: int, bush: float = 1.0) -> None:
    """A terracotta pot with a flowering bush."""
    rng = np.random.default_rng(seed)
    mesh.lathe(
        [
            (radius * 0.7, 0),
            (radius * 0.95, height * 0.82),
            (radius * 1.08, height * 0.82),
            (radius * 1.1, height),
            (radius * 0.95, height),
            (radius * 0.9, height * 0.9),
            (0, height * 0.9),
        ],
        at,
        "terracotta",
        18,
    )
    n = int(260 * bush)
    d = rng.normal(0, 1, (n, 3))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    d[:, 2] = np.abs(d[:, 2])
    size = radius * 1.5 * bush
    points = np.asarray(at) + [0, 0, height] + d * size * rng.uniform(0.4, 1.0, (n, 1)) * [1, 1, 1.15]
    leaves(mesh, points[: int(n * 0.7)], max(radius * 0.42, 0.05), "leaf_a", rng)
    leaves(mesh, points[int(n * 0.7) :] + d[int(n * 0.7) :] * 0.03, max(radius * 0.3, 0.035), petal, rng)


def ivy(
    at: tuple[float, float, float],
    along: tuple[float, float],
    size: tuple[float, float],
    out: tuple[float, float],
    seed: int,
    n: int = 5000,
) -> None:
    """Ivy over a wall area: ``size`` metres wide and high from ``at``; thicker near the ground."""
    rng = np.random.default_rng(seed)
    u, v = rng.uniform(0, 1, n), rng.uniform(0, 1, n) ** 1.4
    lobes = 0.55 + 0.25 * np.sin(u * 11 + seed) + 0.2 * np.sin(u * 23 + 2)
    keep = v < np.clip(lobes * 1.15, 0.1, 1)
    u, v = u[keep], v[keep]
    off = rng.uniform(0.02, 0.14, len(u)) * (1.2 - 0.7 * v)
    points = np.stack(
        [
            at[0] + along[0] * u * size[0] + out[0] * off,
            at[1] + along[1] * u * size[0] + out[1] * off,
            at[2] + v * size[1],
        ],
        axis=-1,
    )
    mesh = Mesh("ivy")
    pick = rng.random(len(u)) < 0.6
    leaves(mesh, points[pick], 0.15, "ivy", rng, 0.7)
    leaves(mesh, points[~pick], 0.14, "leaf_a", rng, 0.7)
    mesh.to_object()


def tree(name: str, at: tuple[float, float], height: float, spread: float, seed: int, kerb: bool = True) -> list[Any]:
    """A broadleaf tree; returns its leaf clumps, which sway."""
    rng = np.random.default_rng(seed)
    wood = Mesh(f"{name}.wood")
    fork = height * 0.42
    trunk = [(0.10 * np.sin(k * 0.9 + seed), 0.08 * np.cos(k * 1.3), fork * k / 6) for k in range(7)]
    wood.tube(trunk, [0.30, 0.22, 0.2, 0.19, 0.18, 0.17, 0.15], "bark", 12)
    top = np.asarray(trunk[-1])
    tips: list[np.ndarray] = []
    for k in range(7):
        a = 2 * np.pi * k / 7 + rng.normal(0, 0.25)
        reach = spread * rng.uniform(0.55, 0.8) if k else 0.2
        tip = top + [
            reach * np.cos(a),
            reach * np.sin(a),
            (height - fork) * rng.uniform(0.35, 0.75) if k else (height - fork) * 0.85,
        ]
        bend = (top + tip) / 2 + [0, 0, -0.1] + rng.normal(0, 0.12, 3)
        s = np.linspace(0, 1, 7)[:, None]
        path = (1 - s) ** 2 * top + 2 * s * (1 - s) * bend + s * s * tip
        wood.tube(path - [0, 0, 0.05], np.linspace(0.11, 0.03, 7), "bark", 7)
        tips.append(tip)
        for m in range(3):
            start = path[3 + m]
            end = start + rng.normal(0, 0.5, 3) * [spread * 0.5, spread * 0.5, 0.5] + [0, 0, 0.35]
            wood.tube([start, (start + end) / 2 + [0, 0, 0.05], end], [0.045, 0.03, 0.015], "bark", 5)
            tips.append(end)
    if kerb:
        wood.lathe(
            [(0.95, 0), (0.95, 0.34), (0.9, 0.38), (0.74, 0.38), (0.72, 0.3), (0.02, 0.33)],
            (0, 0, 0),
            "stone",
            24,
            smooth=False,
        )
        ground = rng.uniform(-0.6, 0.6, (260, 2))
        at3 = np.concatenate(
            [ground[np.hypot(*ground.T) < 0.68], np.full(((np.hypot(*ground.T) < 0.68).sum(), 1), 0.36)], axis=1
        )
        leaves(wood, at3, 0.1, "ivy", rng, -0.5)
    wood.to_object((*at, 0.0))
    clumps = []
    for k, tip in enumerate(tips):
        clump = Mesh(f"{name}.leaves{k}")
        radius = spread * rng.uniform(0.30, 0.42)
        n = int(1500 * (radius / 0.9) ** 2)
        d = rng.normal(0, 1, (n, 3))
        d /= np.linalg.norm(d, axis=1, keepdims=True)
        reach = (
            radius
            * rng.uniform(0.25, 1.0, (n, 1)) ** 0.45
            * (1 + 0.18 * np.sin(d[:, :1] * 5 + k) * np.cos(d[:, 1:2] * 4))
        )
        shade = d[:, 2] * 0.6 + rng.normal(0, 0.5, n)
        points = d * reach * [1, 1, 0.75]
        for finish, keep in (("leaf_a", shade < 0), ("leaf_b", (shade >= 0) & (shade < 0.8)), ("leaf_c", shade >= 0.8)):
            if keep.any():
                leaves(clump, points[keep], 0.14, finish, rng)
        clumps.append(clump.to_object((at[0] + tip[0], at[1] + tip[1], tip[2])))
    return clumps
