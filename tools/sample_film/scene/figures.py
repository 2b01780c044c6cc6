"""The three people of the film: their clothes, and how they walk, stand and sit.

A pose is a set of joint angles; ``Figure.pose`` skins the mesh for one moment. Angles in radians, lengths in metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sample_film.scene.body import BONES, HEAD, INDEX, ORDER, REST, Body, Floats, hair_reach, hand, head, legs, shoe, sleeves, step, torso
from sample_film.scene.mesh import Mesh

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

    def pose(self, angles: Angles, at: tuple[float, float], heading: float, lift: float | None = None) -> tuple[float, float, float]:
        """Skin the mesh. ``heading``: radians, 0 = facing +y, counter-clockwise; ``lift``: the pelvis' height, or None to
        stand on the lower sole. Returns the middle of the chest in the scene."""
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
            share = self.weights[:, k: k + 1]
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


def walk(t: float, period: float = 1.08, swing: float = 0.42, arms: float = 0.42) -> dict[str, tuple[float, float, float]]:
    """The walk cycle at time ``t``."""
    p = 2 * np.pi * t / period
    out: dict[str, tuple[float, float, float]] = {}
    for s, phase in (("r", p), ("l", p + np.pi)):
        side = 1 if s == "r" else -1
        hip = swing * np.sin(phase) + 0.05
        knee = 0.10 + 0.95 * max(0.0, float(np.cos(phase + 0.45))) ** 1.6 + 0.10 * max(0.0, float(np.sin(phase - 0.6)))
        ankle = -(hip - knee) * 0.75 + 0.22 * max(0.0, float(np.sin(phase + 0.2))) - 0.45 * max(0.0, float(-np.sin(phase - 0.35))) ** 3
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
    out = {"pelvis": (0.0, shift, 0.0), "chest": (breath, -shift, 0.04 * np.sin(0.7 * t + seed)), "head": (-breath - 0.04, 0.0, look + 0.06 * np.sin(0.9 * t + seed))}
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


def wave(base: dict[str, tuple[float, float, float]], t: float, amount: float, side: str = "r") -> dict[str, tuple[float, float, float]]:
    """Raise an arm beside the head and wave; ``amount`` 0 (down) to 1 (up)."""
    k = 1 if side == "r" else -1
    out = dict(base)
    down = out[f"arm.{side}"]
    up = (0.5, -2.35 * k, 0.0)
    out[f"arm.{side}"] = tuple(a + (b - a) * amount for a, b in zip(down, up, strict=True))  # type: ignore[assignment]
    out[f"fore.{side}"] = (0.25, (-0.45 + 0.42 * np.sin(7.5 * t)) * k * amount, 0.0)
    return out


def woman() -> Figure:
    """Red knee-length coat, cream scarf, dark trousers, brown ankle boots, brown shoulder-length hair, brown shoulder bag."""
    b = Body(Mesh("woman"))
    head(b, "skin_light", "hair_brown")
    b.shell(hair_reach(0.020, -0.75, 0.40, 0.004), "hair_brown", "head", (HEAD[0], HEAD[1] - 0.006, HEAD[2] + 0.006), 48, 72)
    tress = [(0, -0.045, 1.66, 0.090, 0.055), (0, -0.052, 1.58, 0.103, 0.062), (0, -0.058, 1.51, 0.108, 0.066), (0, -0.064, 1.455, 0.105, 0.058), (0, -0.066, 1.42, 0.080, 0.036), (0, -0.066, 1.41, 0.02, 0.01)]
    b.loft(tress, "hair_brown", lambda p: {"head": step(1.40, 1.50, p[:, 2]) * 0.8 + 0.2, "chest": 0.8 - 0.8 * step(1.40, 1.50, p[:, 2])}, 40, count=16, fold=0.05)
    legs(b, "trousers_dark", 0.88)
    coat = [(0, -0.008, 1.475, 0.062, 0.058), (0, -0.008, 1.455, 0.105, 0.075), (0, -0.008, 1.425, 0.152, 0.088), (0, -0.006, 1.36, 0.172, 0.106), (0, 0.0, 1.27, 0.166, 0.120), (0, -0.002, 1.15, 0.148, 0.108), (0, -0.002, 1.05, 0.152, 0.110),
            (0, -0.004, 0.95, 0.186, 0.132), (0, -0.002, 0.80, 0.208, 0.156), (0, 0, 0.64, 0.226, 0.176), (0, 0, 0.53, 0.238, 0.188), (0, 0, 0.525, 0.226, 0.176)]
    b.loft(coat, "coat_red", torso, 36, 2.3, 0.035, 40)
    belt = [(0, -0.002, 1.085, 0.150, 0.108), (0, -0.002, 1.08, 0.160, 0.118), (0, -0.002, 1.045, 0.160, 0.119), (0, -0.002, 1.04, 0.150, 0.108)]
    b.loft(belt, "leather_black", torso, 30, 2.3)
    sleeves(b, "coat_red", 1.02)
    scarf = [(0, 0.0, 1.535, 0.070, 0.066), (0, 0.002, 1.525, 0.090, 0.084), (0, 0.004, 1.485, 0.102, 0.092), (0, 0.004, 1.45, 0.100, 0.088), (0, 0.0, 1.435, 0.075, 0.06)]
    b.loft(scarf, "scarf_cream", lambda p: {"chest": np.full(len(p), 0.7), "head": np.full(len(p), 0.3)}, 26, fold=0.06, count=12)
    b.loft([(0.045, 0.085, 1.47, 0.035, 0.02), (0.055, 0.115, 1.40, 0.042, 0.016), (0.06, 0.135, 1.30, 0.048, 0.014), (0.06, 0.138, 1.20, 0.05, 0.013), (0.06, 0.136, 1.17, 0.05, 0.004)], "scarf_cream", "chest", 14, 3.0, count=10)
    for z in (1.33, 1.22, 1.12, 0.98, 0.86):
        b.ball((-0.03, 0.123 + max(0.0, 1.05 - z) * 0.16 + (0.006 if z > 1.15 else -0.006), z), (0.012, 0.006, 0.012), "leather_black", torso, 8)
    for s in ("r", "l"):
        hand(b, "skin_light", s)
        shoe(b, "leather_brown", s, 0.17)
    b.loft([(-0.235, -0.03, 1.0, 0.03, 0.10), (-0.24, -0.03, 0.985, 0.05, 0.135), (-0.245, -0.03, 0.88, 0.062, 0.15), (-0.245, -0.03, 0.79, 0.062, 0.145), (-0.245, -0.03, 0.77, 0.03, 0.10)], "leather_brown", "pelvis", 20, 4.0)
    b.tube([(-0.235, 0.05, 0.99), (-0.18, 0.125, 1.12), (-0.05, 0.135, 1.30), (0.09, 0.075, 1.455), (0.13, -0.01, 1.47), (0.09, -0.09, 1.44), (-0.06, -0.128, 1.28), (-0.18, -0.125, 1.10), (-0.235, -0.10, 0.99)], 0.011, "leather_brown", torso, 6, 36)
    return Figure("woman", b, 0.97, 1.10).finish()


def man() -> Figure:
    """Blue jacket, white shirt collar, beige trousers, brown shoes, flat tweed cap, grey hair and short grey beard."""
    b = Body(Mesh("man"))
    head(b, "skin_tan", "hair_grey")
    b.shell(hair_reach(0.008, -0.30, 0.45, 0.002), "hair_grey", "head", HEAD)

    def beard(x: Floats, y: Floats, z: Floats) -> Floats:
        from sample_film.scene.body import head_reach
        keep = (1 - step(-0.36, -0.22, z)) * step(-0.05, 0.25, y) * step(-0.98, -0.88, z)
        mouth = np.exp(-((x / 0.15) ** 2) - ((z + 0.53) / 0.04) ** 2) * step(0.3, 0.6, y)
        return np.asarray(head_reach(x, y, z) + 0.016 * keep * (1 - mouth) - 0.012 * (1 - keep) - 0.006 * mouth)

    b.shell(beard, "hair_grey", "head", HEAD, 44, 52)
    cap = [(0, -0.012, 1.648, 0.086, 0.110), (0, -0.012, 1.665, 0.102, 0.126), (0, -0.006, 1.695, 0.112, 0.138), (0, -0.004, 1.722, 0.106, 0.130), (0, -0.008, 1.742, 0.080, 0.098), (0, -0.012, 1.750, 0.03, 0.04), (0, -0.012, 1.751, 0.002, 0.002)]
    b.loft(cap, "hat_tweed", "head", 30, count=18)
    b.loft([(0, 0.095, 1.694, 0.07, 0.045), (0, 0.115, 1.684, 0.078, 0.062), (0, 0.118, 1.674, 0.078, 0.062), (0, 0.10, 1.670, 0.05, 0.03)], "hat_tweed", "head", 24)
    legs(b, "trousers_beige", 1.12, 0.05)
    b.loft([(0, -0.004, 1.04, 0.15, 0.105), (0, -0.004, 0.97, 0.172, 0.122), (0, -0.004, 0.90, 0.182, 0.126), (0, 0, 0.86, 0.15, 0.09)], "trousers_beige", torso, 26, 2.3, count=10)
    jacket = [(0, -0.008, 1.485, 0.064, 0.062), (0, -0.01, 1.46, 0.125, 0.082), (0, -0.01, 1.43, 0.172, 0.098), (0, -0.006, 1.36, 0.194, 0.120), (0, 0.0, 1.26, 0.192, 0.132), (0, 0.002, 1.12, 0.190, 0.136), (0, 0.0, 0.98, 0.196, 0.142), (0, 0.0, 0.86, 0.204, 0.148), (0, 0.0, 0.855, 0.188, 0.13)]
    b.loft(jacket, "jacket_blue", torso, 32, 2.4, 0.012, 34)
    b.loft([(0, 0.008, 1.525, 0.064, 0.062), (0, 0.006, 1.53, 0.074, 0.074), (0, 0.01, 1.47, 0.088, 0.090), (0, 0.01, 1.45, 0.07, 0.07)], "shirt_white", "chest", 22)
    b.loft([(0, 0.082, 1.475, 0.045, 0.02), (0, 0.104, 1.42, 0.042, 0.02), (0, 0.122, 1.34, 0.02, 0.014), (0, 0.126, 1.29, 0.004, 0.008)], "shirt_white", "chest", 14, count=8)
    for s, k in (("r", 1), ("l", -1)):
        b.loft([(k * 0.062, 0.082, 1.485, 0.022, 0.016), (k * 0.066, 0.112, 1.41, 0.040, 0.014), (k * 0.036, 0.133, 1.31, 0.024, 0.011), (k * 0.012, 0.138, 1.25, 0.008, 0.008)], "jacket_blue", "chest", 12, count=8)
        b.loft([(k * 0.12, 0.112, 1.02, 0.052, 0.022), (k * 0.12, 0.114, 1.00, 0.056, 0.026), (k * 0.12, 0.116, 0.91, 0.056, 0.026), (k * 0.12, 0.114, 0.90, 0.04, 0.015)], "jacket_blue", torso, 14, 4.0)
        hand(b, "skin_tan", s)
        shoe(b, "leather_brown", s)
    sleeves(b, "jacket_blue", 1.10)
    for z in (1.20, 1.10, 1.00):
        b.ball((0.0, 0.139, z), (0.012, 0.006, 0.012), "gold", torso, 8)
    return Figure("man", b, 1.02, 1.08).finish()


def child() -> Figure:
    """Yellow raincoat with the hood up, jeans, navy rubber boots, blond fringe, green backpack."""
    b = Body(Mesh("child"))
    head(b, "skin_light", "hair_blond")
    b.shell(hair_reach(0.014, -0.55, 0.42, 0.004, 0.25), "hair_blond", "head", HEAD)
    b.shell(hair_reach(0.030, -0.85, 0.56, 0.0, 0.05), "raincoat_yellow", "head", (HEAD[0], HEAD[1] - 0.012, HEAD[2] + 0.008))
    legs(b, "jeans", 1.05)
    coat = [(0, -0.008, 1.50, 0.075, 0.07), (0, -0.008, 1.47, 0.125, 0.09), (0, -0.008, 1.43, 0.158, 0.105), (0, -0.004, 1.34, 0.178, 0.125), (0, 0, 1.20, 0.198, 0.142), (0, 0, 1.05, 0.214, 0.160), (0, 0, 0.90, 0.236, 0.182), (0, 0, 0.72, 0.262, 0.208), (0, 0, 0.715, 0.245, 0.19)]
    b.loft(coat, "raincoat_yellow", torso, 34, 2.2, 0.03, 34)
    sleeves(b, "raincoat_yellow", 1.20)
    for z in (1.36, 1.24, 1.12, 1.00, 0.88):
        b.ball((0.0, 0.122 + (1.40 - z) * 0.12, z), (0.014, 0.007, 0.014), "boots_navy", torso, 8)
    b.loft([(0, -0.19, 1.44, 0.06, 0.03), (0, -0.2, 1.43, 0.12, 0.07), (0, -0.21, 1.30, 0.145, 0.095), (0, -0.215, 1.12, 0.15, 0.10), (0, -0.21, 1.04, 0.135, 0.09), (0, -0.2, 1.03, 0.06, 0.04)], "pack_green", "chest", 24, 3.2, count=16)
    b.loft([(0, -0.295, 1.24, 0.06, 0.02), (0, -0.30, 1.22, 0.095, 0.035), (0, -0.305, 1.10, 0.10, 0.04), (0, -0.30, 1.09, 0.06, 0.02)], "pack_green", "chest", 18, 4.0)
    for s, k in (("r", 1), ("l", -1)):
        b.tube([(k * 0.10, -0.13, 1.42), (k * 0.11, -0.02, 1.475), (k * 0.115, 0.10, 1.40), (k * 0.12, 0.135, 1.27), (k * 0.15, 0.06, 1.12), (k * 0.13, -0.12, 1.08)], 0.016, "pack_green", "chest", 6, 24)
        hand(b, "skin_light", s)
        shoe(b, "boots_navy", s, 0.30)
    return Figure("child", b, 0.69, 1.34).finish()
