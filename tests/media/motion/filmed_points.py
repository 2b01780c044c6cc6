"""Points in a small world, seen by a camera on a known path: windows with a known truth, without any pictures."""

from __future__ import annotations

import numpy as np

from chai_desktop.media.motion.scene_model import Window, rotation


def street(count: int = 160, seed: int = 0, ground_only: bool = False) -> np.ndarray:
    """(n, 3): ground before the camera, walls at the sides, something in the middle; x right, y down, z forward."""
    random = np.random.default_rng(seed)
    z = random.uniform(3.0, 14.0, count)
    ground = np.column_stack([random.uniform(-0.45, 0.45, count) * z, np.full(count, 1.5), z])
    if ground_only:
        far = np.column_stack(
            [random.uniform(-8, 8, count // 2), random.uniform(-5, 0, count // 2), np.full(count // 2, 18)]
        )
        return np.concatenate([ground, far])
    walls = np.column_stack([np.where(random.random(count) < 0.5, -3.0, 3.0), random.uniform(-3, 1.5, count), z + 3])
    middle = np.column_stack(
        [random.uniform(-1, 1, count // 2), random.uniform(-1, 1, count // 2), random.uniform(6, 8, count // 2)]
    )
    return np.concatenate([ground, walls, middle])


def film(
    points: np.ndarray,
    *,
    to: tuple[float, float, float] = (0, 0, 0),
    pan: float = 0.0,
    tilt: float = 0.0,
    roll: float = 0.0,
    zoom: float = 1.0,
    focal: float = 0.9,
    noise: float = 0.15 / 480,
    moving: float = 0.0,
) -> Window:
    """Seven key frames of a camera that goes to a place (x right, y down, z forward) and turns, evenly. Degrees.

    ``moving``: this share of the points walks off by itself.
    """
    random = np.random.default_rng(1)
    walks = np.where(random.random(len(points))[:, None] < moving, random.normal(0, 1, (len(points), 3)), 0)
    frames = []
    for k in np.linspace(-0.5, 0.5, 7):
        turned = rotation(-np.radians([tilt, pan, roll]) * k)
        seen = (points + walks * k - np.array(to) * k) @ turned.T
        at = focal * zoom**k * seen[:, :2] / np.maximum(seen[:, 2:], 0.1)
        visible = (seen[:, 2] > 0.3) & (np.abs(at[:, 0]) < 0.5) & (np.abs(at[:, 1]) < 0.28)
        frames.append(np.where(visible[:, None], at + random.normal(0, noise, at.shape), np.nan))
    seen = np.stack(frames)
    kept = np.isfinite(seen[3, :, 0]) & (np.isfinite(seen[..., 0]).sum(axis=0) >= 5)
    seen = seen[:, kept]
    return Window(tuple(range(0, 70, 10)), 3, seen, np.full(seen.shape[1], 1 / seen.shape[1]))
