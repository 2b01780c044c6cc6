"""The shape of a person: joints, and skinned surfaces (lofts) for limbs, clothes, head and hair.

A figure's own frame: x to its right, y forward, z up, feet at z = 0, drawn for a height of 1.72 m.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sample_film.scene.mesh import Mesh

Floats = NDArray[np.float64]

BONES: dict[str, tuple[str | None, tuple[float, float, float]]] = {
    "pelvis": (None, (0.0, 0.0, 0.95)),
    "chest": ("pelvis", (0.0, -0.01, 1.16)),
    "head": ("chest", (0.0, -0.005, 1.50)),
    **{f"thigh.{s}": ("pelvis", (k * 0.092, 0.0, 0.92)) for s, k in (("r", 1), ("l", -1))},
    **{f"shin.{s}": (f"thigh.{s}", (k * 0.098, 0.012, 0.50)) for s, k in (("r", 1), ("l", -1))},
    **{f"foot.{s}": (f"shin.{s}", (k * 0.098, -0.015, 0.085)) for s, k in (("r", 1), ("l", -1))},
    **{f"arm.{s}": ("chest", (k * 0.185, -0.01, 1.405)) for s, k in (("r", 1), ("l", -1))},
    **{f"fore.{s}": (f"arm.{s}", (k * 0.235, -0.02, 1.135)) for s, k in (("r", 1), ("l", -1))},
    **{f"hand.{s}": (f"fore.{s}", (k * 0.252, 0.015, 0.885)) for s, k in (("r", 1), ("l", -1))},
}
ORDER = list(BONES)
INDEX = {name: k for k, name in enumerate(ORDER)}
REST = np.asarray([BONES[name][1] for name in ORDER])
Weigh = Callable[[Floats], dict[str, Floats]]


def step(low: float, high: float, x: Floats) -> Floats:
    """0 below ``low``, 1 above ``high``, smooth between."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3 - 2 * t))


@dataclass
class Body:
    """A mesh in rest pose and, per point, how much it follows each joint."""

    mesh: Mesh
    weights: list[Floats] = field(default_factory=list)

    def follow(self, weigh: Weigh | str) -> None:
        """Give weights to the block of points just added."""
        points = self.mesh.points[-1]
        table = np.zeros((len(points), len(ORDER)))
        shares = {weigh: np.ones(len(points))} if isinstance(weigh, str) else weigh(points)
        for bone, share in shares.items():
            table[:, INDEX[bone]] += share
        self.weights.append(table / np.maximum(table.sum(axis=1, keepdims=True), 1e-9))

    def loft(
        self,
        rings: Sequence[Sequence[float]],
        finish: str,
        weigh: Weigh | str,
        sides: int = 22,
        power: float = 2.0,
        fold: float = 0.0,
        count: int = 0,
    ) -> None:
        """A surface through horizontal ellipses (x, y, z, half width, half depth), smoothed to ``count`` rings."""
        r = np.asarray(rings, dtype=float)
        if count:
            r = smooth_rows(r, count)
        a = np.linspace(0, 2 * np.pi, sides + 1)[None]
        c, s = np.cos(a), np.sin(a)
        scale = (np.abs(c) ** power + np.abs(s) ** power) ** (-1 / power)
        depth = np.linspace(0, 1, len(r))[:, None] ** 2
        ripple = 1 + fold * depth * np.sin(a * 7 + 1.0) + 0.6 * fold * depth * np.sin(a * 4)
        x = r[:, 0:1] + r[:, 3:4] * c * scale * ripple
        y = r[:, 1:2] + r[:, 4:5] * s * scale * ripple
        z = r[:, 2:3] + 0 * a
        uv = np.stack([np.broadcast_to(a * max(r[:, 3].max(), 0.02), x.shape), z], axis=-1)
        self.mesh.grid(np.stack([x, y, z], axis=-1), finish, uv)
        self.follow(weigh)

    def tube(
        self,
        path: Sequence[Sequence[float]],
        radii: Sequence[float] | float,
        finish: str,
        weigh: Weigh | str,
        sides: int = 12,
        count: int = 0,
    ) -> None:
        """A limb or strap."""
        p = np.asarray(path, dtype=float)
        r = np.broadcast_to(np.asarray(radii, dtype=float), (len(p),))
        if count:
            both = smooth_rows(np.concatenate([p, r[:, None]], axis=1), count)
            p, r = both[:, :3], both[:, 3]
        before = len(self.mesh.points)
        self.mesh.tube([tuple(q) for q in p], [float(q) for q in r], finish, sides)
        self._follow_since(before, weigh)

    def ball(
        self, centre: Sequence[float], radius: float | Sequence[float], finish: str, weigh: Weigh | str, sides: int = 12
    ) -> None:
        before = len(self.mesh.points)
        self.mesh.ball(tuple(centre), radius if isinstance(radius, float) else tuple(radius), finish, sides)
        self._follow_since(before, weigh)

    def _follow_since(self, before: int, weigh: Weigh | str) -> None:
        points = self.mesh.points
        kept = points[before:]
        for k in range(len(kept)):
            whole = self.mesh.points
            self.mesh.points = whole[: before + k + 1]
            self.follow(weigh)
            self.mesh.points = whole

    def shell(
        self,
        reach: Callable[[Floats, Floats, Floats], Floats],
        finish: str,
        weigh: Weigh | str,
        centre: Sequence[float],
        rows: int = 40,
        sides: int = 52,
    ) -> None:
        """A closed surface around ``centre``: ``reach`` gives the distance for each unit direction (x, y, z)."""
        a = np.linspace(0, np.pi, rows + 1)[:, None]
        b = np.linspace(0, 2 * np.pi, sides + 1)[None]
        x, y, z = np.sin(a) * np.cos(b), np.sin(a) * np.sin(b), np.cos(a) + 0 * b
        d = reach(x, y, z)
        uv = np.stack([b * 0.11 + 0 * a, a * 0.11 + 0 * b], axis=-1)
        self.mesh.grid(np.stack([x * d, y * d, z * d], axis=-1) + np.asarray(centre), finish, uv)
        self.follow(weigh)


def smooth_rows(rows: Floats, count: int) -> Floats:
    """Rows resampled to ``count`` along a smooth curve (Catmull-Rom)."""
    n = len(rows)
    at = np.linspace(0, n - 1, count)
    k = np.clip(at.astype(int), 0, n - 2)
    t = (at - k)[:, None]
    p0, p1, p2, p3 = (rows[np.clip(k + d, 0, n - 1)] for d in (-1, 0, 1, 2))
    return np.asarray(
        0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
    )


def torso(p: Floats) -> dict[str, Floats]:
    """Chest above the waist, pelvis below it, skirts below the hips following the thighs."""
    z, right = p[:, 2], step(-0.13, 0.13, p[:, 0])
    up = step(0.98, 1.24, z)
    down = step(0.0, 1.0, (0.93 - z) / 0.35) * 0.7
    return {
        "chest": up,
        "pelvis": (1 - up) * (1 - down),
        "thigh.r": (1 - up) * down * right,
        "thigh.l": (1 - up) * down * (1 - right),
    }


def arm(s: str) -> Weigh:
    def weigh(p: Floats) -> dict[str, Floats]:
        z = p[:, 2]
        fore = 1 - step(1.085, 1.185, z)
        hand = 1 - step(0.86, 0.91, z)
        top = step(1.37, 1.46, z) * 0.5
        return {"chest": top, f"arm.{s}": (1 - fore) * (1 - top), f"fore.{s}": fore * (1 - hand), f"hand.{s}": hand}

    return weigh


def leg(s: str) -> Weigh:
    def weigh(p: Floats) -> dict[str, Floats]:
        z = p[:, 2]
        hip = step(0.84, 0.98, z)
        knee = 1 - step(0.44, 0.56, z)
        foot = 1 - step(0.06, 0.13, z)
        return {"pelvis": hip, f"thigh.{s}": (1 - hip) * (1 - knee), f"shin.{s}": knee * (1 - foot), f"foot.{s}": foot}

    return weigh


def head_reach(x: Floats, y: Floats, z: Floats) -> Floats:
    """Distance from the head's centre to the skin: skull, brow, eye sockets, nose, cheeks, mouth, chin."""
    jaw = step(0.1, 1.0, -z)
    rx, ry, rz = 0.077 - 0.018 * jaw, 0.098 - 0.006 * jaw, 0.118
    d = 1 / np.sqrt((x / rx) ** 2 + (y / ry) ** 2 + (z / rz) ** 2)
    front = step(0.2, 0.7, y)

    def bump(cx: float, cz: float, wx: float, wz: float) -> Floats:
        return np.asarray(np.exp(-(((x - cx) / wx) ** 2) - ((z - cz) / wz) ** 2) * front)

    d = d + 0.022 * bump(0, -0.2, 0.12, 0.10) + 0.012 * bump(0, -0.02, 0.09, 0.16)
    d = d - 0.011 * bump(0.33, 0.06, 0.17, 0.12) - 0.011 * bump(-0.33, 0.06, 0.17, 0.12)
    d = d + 0.005 * bump(0.3, 0.24, 0.3, 0.09) + 0.005 * bump(-0.3, 0.24, 0.3, 0.09)
    d = d + 0.006 * bump(0.42, -0.2, 0.22, 0.2) + 0.006 * bump(-0.42, -0.2, 0.22, 0.2)
    d = d + 0.006 * bump(0, -0.5, 0.22, 0.08) - 0.004 * bump(0, -0.64, 0.2, 0.06) + 0.009 * bump(0, -0.8, 0.25, 0.12)
    return np.asarray(d)


HEAD = (0.0, 0.012, 1.612)


def head(body: Body, skin: str, brow: str) -> None:
    """Head, neck, ears, eyes, brows, mouth."""
    body.shell(head_reach, skin, "head", HEAD)
    body.tube(
        [(0, -0.012, 1.36), (0, -0.008, 1.44), (0, 0.0, 1.52), (0, 0.005, 1.58)],
        [0.072, 0.056, 0.052, 0.055],
        skin,
        lambda p: {"head": step(1.44, 1.54, p[:, 2]), "chest": 1 - step(1.44, 1.54, p[:, 2])},
        16,
        8,
    )
    x0, y0, z0 = HEAD
    for s in (-1, 1):
        body.ball((x0 + s * 0.078, y0 - 0.008, z0 - 0.006), (0.014, 0.022, 0.033), skin, "head")
        body.ball((x0 + s * 0.032, y0 + 0.082, z0 + 0.010), (0.0135, 0.010, 0.0095), "eye_white", "head")
        body.ball((x0 + s * 0.032, y0 + 0.0905, z0 + 0.010), (0.0062, 0.004, 0.0066), "eye_dark", "head", 10)
        body.tube(
            [
                (x0 + s * 0.016, y0 + 0.096, z0 + 0.031),
                (x0 + s * 0.034, y0 + 0.096, z0 + 0.036),
                (x0 + s * 0.053, y0 + 0.083, z0 + 0.030),
            ],
            [0.0026, 0.0034, 0.002],
            brow,
            "head",
            6,
        )
        body.tube(
            [
                (x0 + s * 0.018, y0 + 0.090, z0 + 0.0175),
                (x0 + s * 0.033, y0 + 0.0925, z0 + 0.0205),
                (x0 + s * 0.048, y0 + 0.084, z0 + 0.016),
            ],
            0.002,
            brow,
            "head",
            5,
        )
    body.ball((x0, y0 + 0.098, z0 - 0.055), (0.021, 0.008, 0.0045), "lips", "head")
    body.ball((x0, y0 + 0.096, z0 - 0.062), (0.016, 0.008, 0.005), "lips", "head")


def hair_reach(
    thick: float, face_low: float, face_high: float, wave: float, open_y: float = 0.15
) -> Callable[[Floats, Floats, Floats], Floats]:
    """Hair or a hood over the skull that leaves the face free (directions between the two heights, facing forward)."""

    def reach(x: Floats, y: Floats, z: Floats) -> Floats:
        plain = 1 / np.sqrt((x / 0.080) ** 2 + (y / 0.102) ** 2 + (z / 0.120) ** 2)
        width = 1 - 0.35 * np.abs(x)
        face = step(open_y, open_y + 0.2, y * width) * (1 - step(face_high - 0.08, face_high + 0.1, z))
        under = 1 - step(face_low - 0.15, face_low + 0.1, z)
        angle = np.arctan2(x, y)
        locks = wave * (np.sin(angle * 17 + 3 * z) * 0.5 + np.sin(angle * 9 - 2 * z) * 0.5) * (1 - np.abs(z) ** 4)
        return np.asarray(plain + (thick + locks) * (1 - face) * (1 - under) - 0.030 * np.maximum(face, under))

    return reach


def hand(body: Body, skin: str, s: str) -> None:
    k = 1 if s == "r" else -1
    x, y = k * 0.253, 0.018
    body.loft(
        [
            (x, y, 0.93, 0.026, 0.026),
            (x, y, 0.885, 0.026, 0.030),
            (x, y + 0.006, 0.84, 0.019, 0.042),
            (x - k * 0.004, y + 0.012, 0.79, 0.018, 0.038),
            (x - k * 0.012, y + 0.018, 0.745, 0.014, 0.030),
            (x - k * 0.02, y + 0.02, 0.715, 0.004, 0.01),
        ],
        skin,
        arm(s),
        14,
        count=12,
    )
    body.tube(
        [(x - k * 0.006, y + 0.03, 0.855), (x - k * 0.016, y + 0.055, 0.82), (x - k * 0.022, y + 0.058, 0.785)],
        [0.013, 0.011, 0.008],
        skin,
        f"hand.{s}",
        8,
    )


def shoe(body: Body, finish: str, s: str, boot: float = 0.0) -> None:
    """A shoe; ``boot``: height of the shaft in metres, 0 for none."""
    x = (1 if s == "r" else -1) * 0.1
    a = np.linspace(0, 2 * np.pi, 19)[None]
    along = np.asarray([-0.085, -0.078, -0.05, 0.0, 0.06, 0.12, 0.165, 0.185, 0.19])[:, None]
    wide = np.asarray([0.004, 0.03, 0.037, 0.036, 0.041, 0.045, 0.036, 0.018, 0.002])[:, None]
    high = np.asarray([0.02, 0.08, 0.105, 0.105, 0.082, 0.062, 0.05, 0.04, 0.02])[:, None]
    px = x + wide * np.cos(a)
    pz = np.maximum(high * 0.5 + high * 0.5 * np.sin(a), 0.0) * (1 - 0.0 * along)
    body.mesh.grid(np.stack([px, along + 0 * a, pz], axis=-1), finish)
    body.follow(f"foot.{s}")
    if boot:
        body.tube(
            [(x, -0.02, 0.05), (x, -0.018, 0.1), (x, -0.01, boot * 0.6), (x, 0.0, boot), (x, 0.0, boot + 0.005)],
            [0.05, 0.052, 0.058, 0.066, 0.05],
            finish,
            leg(s),
            14,
        )


def legs(body: Body, finish: str, loose: float = 1.0, low: float = 0.06) -> None:
    for s, k in (("r", 1), ("l", -1)):
        path = [
            (k * 0.075, -0.005, 1.0),
            (k * 0.088, -0.006, 0.9),
            (k * 0.094, 0.004, 0.75),
            (k * 0.097, 0.012, 0.52),
            (k * 0.098, -0.008, 0.36),
            (k * 0.098, -0.016, 0.15),
            (k * 0.098, -0.012, low),
        ]
        body.tube(
            path,
            [0.088, 0.092 * loose, 0.080 * loose, 0.062 * loose, 0.060 * loose, 0.050 * loose, 0.054 * loose],
            finish,
            leg(s),
            16,
            20,
        )


def sleeves(body: Body, finish: str, loose: float = 1.0, end: float = 0.90) -> None:
    for s, k in (("r", 1), ("l", -1)):
        path = [
            (k * 0.125, -0.008, 1.405),
            (k * 0.152, -0.01, 1.392),
            (k * 0.176, -0.012, 1.345),
            (k * 0.212, -0.016, 1.27),
            (k * 0.234, -0.02, 1.13),
            (k * 0.244, 0.0, 1.02),
            (k * 0.251, 0.013, end + 0.01),
            (k * 0.252, 0.015, end),
        ]
        body.tube(
            path,
            [0.02, 0.045, 0.055 * loose, 0.050 * loose, 0.044 * loose, 0.042 * loose, 0.040 * loose, 0.030],
            finish,
            arm(s),
            14,
            24,
        )
