"""How the people of the film are posed: joints, walking, standing, sitting, waving.

A pose is a set of joint angles; ``Figure.pose`` skins the mesh for one moment. Angles in radians, lengths in metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sample_film.scene.body import (
    BONES,
    INDEX,
    ORDER,
    REST,
    Body,
    Floats,
)

Angles = Mapping[str, tuple[float, float, float]]
LEG = 0.83


def _turn(angles: tuple[float, float, float]) -> Floats:
    """Rotation matrix: about x (flexion, forward), then y (sideways), then z (turning)."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(angles), np.sin(angles)
    rx = np.asarray([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    ry = np.asarray([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    rz = np.asarray([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return np.asarray(rz @ ry @ rx)


@dataclass
class Figure:
    """One person. ``scale`` shrinks the whole drawing, ``head_scale`` enlarges the head (children)."""

    name: str
    body: Body
    scale: float = 1.0
    head_scale: float = 1.0
    thing: Any = None
    rest: Floats = field(default_factory=lambda: np.zeros((0, 3)))
    weights: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    soles: Any = None

    def finish(self) -> Figure:
        """Make the Blender object."""
        self.rest = np.concatenate(self.body.mesh.points)
        self.weights = np.concatenate(self.body.weights)
        if self.head_scale != 1.0:
            share = self.weights[:, [INDEX["head"]]]
            self.rest = self.rest + share * (self.rest - REST[INDEX["head"]]) * (self.head_scale - 1)
        feet = self.weights[:, INDEX["foot.r"]] + self.weights[:, INDEX["foot.l"]]
        self.soles = np.flatnonzero((feet > 0.9) & (self.rest[:, 2] < 0.02))
        self.thing = self.body.mesh.to_object()
        return self

    def pose(
        self, angles: Angles, at: tuple[float, float], heading: float, lift: float | None = None
    ) -> tuple[float, float, float]:
        """Skin the mesh.

        ``heading``: radians, 0 = facing +y, counter-clockwise; ``lift``: the pelvis' height, or None to stand on the
        lower sole. Returns the middle of the chest in the scene.
        """
        turns: dict[str, Floats] = {}
        joints: dict[str, Floats] = {}
        for name in ORDER:
            parent, rest = BONES[name]
            local = _turn(angles.get(name, (0.0, 0.0, 0.0)))
            if parent is None:
                turns[name], joints[name] = local, np.asarray(rest)
            else:
                turns[name] = turns[parent] @ local
                joints[name] = joints[parent] + turns[parent] @ (np.asarray(rest) - np.asarray(BONES[parent][1]))
        points = np.zeros_like(self.rest)
        for k, name in enumerate(ORDER):
            share = self.weights[:, k : k + 1]
            used = share[:, 0] > 0
            points[used] += share[used] * ((self.rest[used] - REST[k]) @ turns[name].T + joints[name])
        drop = points[self.soles, 2].min() if lift is None else REST[0, 2] - lift / self.scale
        points[:, 2] -= drop
        spin = _turn((0.0, 0.0, heading))
        world = (points * self.scale) @ spin.T + [at[0], at[1], 0.0]
        self.thing.data.vertices.foreach_set("co", world.astype(np.float32).ravel())
        self.thing.data.update()
        chest = (joints["chest"] + [0, 0, 0.12 - drop]) * self.scale @ spin.T
        return float(chest[0] + at[0]), float(chest[1] + at[1]), float(chest[2])

    def show(self, visible: bool) -> None:
        self.thing.hide_render = not visible


def speed(period: float = 1.08, swing: float = 0.42, scale: float = 1.0) -> float:
    """Metres per second at which the planted foot of the walk cycle does not slide."""
    return float(4 * LEG * np.sin(swing) / period * scale)


def walk(
    t: float, period: float = 1.08, swing: float = 0.42, arms: float = 0.42
) -> dict[str, tuple[float, float, float]]:
    """The walk cycle at time ``t``."""
    p = 2 * np.pi * t / period
    out: dict[str, tuple[float, float, float]] = {}
    for s, phase in (("r", p), ("l", p + np.pi)):
        side = 1 if s == "r" else -1
        hip = swing * np.sin(phase) + 0.05
        knee = 0.10 + 0.95 * max(0.0, float(np.cos(phase + 0.45))) ** 1.6 + 0.10 * max(0.0, float(np.sin(phase - 0.6)))
        ankle = (
            -(hip - knee) * 0.75
            + 0.22 * max(0.0, float(np.sin(phase + 0.2)))
            - 0.45 * max(0.0, float(-np.sin(phase - 0.35))) ** 3
        )
        out[f"thigh.{s}"] = (hip, side * -0.02, 0.0)
        out[f"shin.{s}"] = (-knee, 0.0, 0.0)
        out[f"foot.{s}"] = (ankle, 0.0, side * -0.08)
        back = -np.sin(phase)
        out[f"arm.{s}"] = (arms * back + 0.03, side * -0.07, 0.0)
        out[f"fore.{s}"] = (0.30 + 0.28 * max(0.0, float(back)) * arms / 0.42, 0.0, 0.0)
        out[f"hand.{s}"] = (0.1, 0.0, 0.0)
    out["pelvis"] = (-0.03, 0.035 * np.sin(p), 0.10 * np.sin(p))
    out["chest"] = (-0.02, -0.03 * np.sin(p), -0.20 * np.sin(p))
    out["head"] = (0.03, 0.0, 0.10 * np.sin(p))
    return out


def stand(t: float, seed: float = 0.0, look: float = 0.0) -> dict[str, tuple[float, float, float]]:
    """Standing at ease: breathing, a slow shift of weight; ``look``: the head's turn to its left."""
    breath = 0.014 * np.sin(2 * np.pi * t / 3.2 + seed)
    shift = 0.03 * np.sin(0.8 * t + seed)
    out = {
        "pelvis": (0.0, shift, 0.0),
        "chest": (breath, -shift, 0.04 * np.sin(0.7 * t + seed)),
        "head": (-breath - 0.04, 0.0, look + 0.06 * np.sin(0.9 * t + seed)),
    }
    for s, side in (("r", 1), ("l", -1)):
        out[f"thigh.{s}"] = (0.02, -shift - 0.05 * side, 0.0)
        out[f"foot.{s}"] = (0.0, 0.05 * side, -0.22 * side)
        out[f"arm.{s}"] = (0.04 + 0.8 * breath, -0.09 * side, 0.0)
        out[f"fore.{s}"] = (0.22, 0.0, 0.0)
    return out


def sit(t: float, seed: float = 0.0, look: float = 0.0) -> dict[str, tuple[float, float, float]]:
    """Sitting upright with the hands on the thighs."""
    out = stand(t, seed, look)
    out["pelvis"] = (0.08, 0.0, 0.0)
    out["chest"] = (-0.06 + 0.014 * np.sin(2 * np.pi * t / 3.2 + seed), 0.0, 0.0)
    for s, side in (("r", 1), ("l", -1)):
        out[f"thigh.{s}"] = (1.46, 0.0, -0.10 * side)
        out[f"shin.{s}"] = (-1.42, 0.0, 0.0)
        out[f"foot.{s}"] = (-0.08, 0.0, 0.0)
        out[f"arm.{s}"] = (0.42, -0.06 * side, 0.0)
        out[f"fore.{s}"] = (0.80, 0.0, 0.22 * side)
    return out


def wave(
    base: dict[str, tuple[float, float, float]], t: float, amount: float, side: str = "r"
) -> dict[str, tuple[float, float, float]]:
    """Raise an arm beside the head and wave; ``amount`` 0 (down) to 1 (up)."""
    k = 1 if side == "r" else -1
    out = dict(base)
    down = out[f"arm.{side}"]
    up = (0.5, -2.35 * k, 0.0)
    out[f"arm.{side}"] = tuple(a + (b - a) * amount for a, b in zip(down, up, strict=True))  # type: ignore[assignment]
    out[f"fore.{side}"] = (0.25, (-0.45 + 0.42 * np.sin(7.5 * t)) * k * amount, 0.0)
    return out
