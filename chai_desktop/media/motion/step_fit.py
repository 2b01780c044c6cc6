"""The motion of the whole picture between two frames: a turn and a zoom, fitted so that moving people do not count.

A small turn w = (wx, wy, wz) of the camera and a growth s move a point at (x, y), in picture widths from the middle
over the focal length, by (Longuet-Higgins and Prazdny, "The interpretation of a moving retinal image", 1980)

    dx = -x y wx + (1 + x x) wy - y wz + s x        dy = -(1 + y y) wx + x y wy + x wz + s y

The focal length is taken as ``FOCAL_GUESS``; another one changes the figures at the picture's edge only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FOCAL_GUESS = 0.9  # picture widths; a 24 to 70 mm lens on a 36 mm sensor has 0.67 to 1.9
_ROUNDS = 6
_LEAST_NOISE = 0.15 / 480  # picture widths
_EXPLAINED = 3.0  # times the noise
_LEAST_POINTS = 12


@dataclass(frozen=True)
class Step:
    """One step's motion. Angles in radians, camera's signs: pan to the right, tilt upward, roll clockwise."""

    pan: float
    tilt: float
    roll: float
    zoom: float  # log of the growth
    rest: float  # root mean square of what the fit leaves, picture widths, the worst tenth left out
    speed: float  # median length of the points' motion, picture widths
    explained: float  # share of the picture, 0..1


def turn_and_zoom_flow(x: Array) -> Array:
    """(n, 2, 4): how points at ``x`` (n, 2) move for each of wx, wy, wz and s."""
    u, v = x[:, 0], x[:, 1]
    return np.stack([np.column_stack([-u * v, 1 + u * u, -v, u]), np.column_stack([-(1 + v * v), u * v, u, v])], axis=1)


def fit_step(before: Array, after: Array, share: Array) -> Step | None:
    """The step that carries points from ``before`` to ``after`` (n, 2; picture widths from the middle).

    ``share`` (n,) is the part of the picture each point stands for. None where there are too few points to tell.
    """
    if len(before) < _LEAST_POINTS:
        return None
    flow = after - before
    design = turn_and_zoom_flow((before + after) / 2 / FOCAL_GUESS) * FOCAL_GUESS
    share = share / share.sum()
    left = np.hypot(*(flow - _weighted_middle(flow, share)).T)
    solution = np.zeros(4)
    for _ in range(_ROUNDS):
        noise = max(_LEAST_NOISE, 1.5 * weighted_median(left, share))
        weight = share / (1 + (left / noise) ** 2) ** 2
        weighted = design * weight[:, None, None]
        normal = np.einsum("nik,nil->kl", weighted, design) + 1e-9 * np.eye(4)
        solution = np.linalg.solve(normal, np.einsum("nik,ni->k", weighted, flow))
        left = np.hypot(*(flow - design @ solution).T)
    noise = max(_LEAST_NOISE, min(weighted_median(left, share), 4 * _LEAST_NOISE))
    kept = left <= np.quantile(left, 0.9)
    tilt, pan, roll = -solution[:3]
    return Step(
        pan=float(pan),
        tilt=float(tilt),
        roll=float(roll),
        zoom=float(solution[3]),
        rest=float(np.sqrt(np.average(left[kept] ** 2, weights=share[kept]))),
        speed=weighted_median(np.hypot(*flow.T), share),
        explained=float(share[left < _EXPLAINED * noise].sum()),
    )


def weighted_median(values: Array, weights: Array) -> float:
    """The value at which half of the weight is reached."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][min(len(values) - 1, int(np.searchsorted(reached, reached[-1] / 2)))])


def _weighted_middle(flow: Array, weights: Array) -> Array:
    return np.array([weighted_median(flow[:, 0], weights), weighted_median(flow[:, 1], weights)])
