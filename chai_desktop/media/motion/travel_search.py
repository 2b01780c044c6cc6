"""Finds in which directions the camera may have travelled, from how points moved: where a fit can begin.

For a supposed direction of travel, points keep an unknown part of their motion along one line each (as deep as they
lie) and the part across that line must come from turning and zooming alone: four unknowns, linear. The directions that
leave least are kept (the subspace method: Heeger and Jepson, "Subspace methods for recovering rigid motion", 1992).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chai_desktop.media.motion.scene_model import Array
from chai_desktop.media.motion.step_fit import turn_and_zoom_flow

_DIRECTIONS = 120
_APART = np.cos(np.radians(25.0))
_ROUNDS = 6


@dataclass(frozen=True, eq=False)
class Guess:
    """A direction of t (unit length; its sign is open) and each point's motion along it, as inverse depth."""

    direction: Array
    depth: Array


def likely_travels(x: Array, flow: Array, share: Array, noise: float, count: int) -> list[Guess]:
    """The ``count`` best directions, at least 25 degrees apart. All in picture widths over the focal length."""
    along = _along(x)
    length = np.linalg.norm(along, axis=-1) + 1e-9
    across = np.stack([-along[..., 1], along[..., 0]], axis=-1) / length[..., None]
    basis = turn_and_zoom_flow(x)
    design = np.einsum("mni,nik->mnk", across, basis)
    wanted = np.einsum("mni,ni->mn", across, flow)
    trust = share * length / (length + 0.05)  # at the point that the camera heads for, there is no line
    weight, solution, left = trust, np.zeros((len(along), 4)), wanted
    for turn in range(_ROUNDS):
        weighted = design * weight[..., None]
        normal = np.einsum("mnk,mnl->mkl", weighted, design) + 1e-9 * np.eye(4)
        solution = np.linalg.solve(normal, np.einsum("mnk,mn->mk", weighted, wanted)[..., None])[..., 0]
        left = wanted - np.einsum("mnk,mk->mn", design, solution)
        weight = trust / (1 + (left / (2 * noise * max(1.0, 4 * 0.5**turn))) ** 2) ** 2
    strain = (left / (2 * noise)) ** 2
    misfit = (trust * strain / (1 + strain)).sum(axis=1)
    return [_guess(m, along, basis, solution, flow) for m in _apart(np.argsort(misfit), count)]


def _hemisphere() -> Array:
    """Directions spread evenly over half a sphere (a Fibonacci spiral)."""
    i = np.arange(_DIRECTIONS) + 0.5
    z = i / _DIRECTIONS
    turn = np.pi * (1 + 5**0.5) * i
    return np.column_stack([np.sqrt(1 - z * z) * np.cos(turn), np.sqrt(1 - z * z) * np.sin(turn), z])


_HEMISPHERE = _hemisphere()


def _along(x: Array) -> Array:
    """(directions, points, 2): the line on which each direction of t moves each point."""
    t = _HEMISPHERE[:, None, :]
    return np.stack([t[..., 0] - x[:, 0] * t[..., 2], t[..., 1] - x[:, 1] * t[..., 2]], axis=-1)


def _apart(order: np.ndarray[tuple[int], np.dtype[np.intp]], count: int) -> list[int]:
    chosen: list[int] = []
    for m in order:
        if all(abs(float(_HEMISPHERE[m] @ _HEMISPHERE[k])) < _APART for k in chosen):
            chosen.append(int(m))
        if len(chosen) == count:
            break
    return chosen


def _guess(m: int, along: Array, basis: Array, solution: Array, flow: Array) -> Guess:
    rest = flow - np.einsum("nik,k->ni", basis, solution[m])
    depth = (along[m] * rest).sum(axis=1) / ((along[m] ** 2).sum(axis=1) + 0.02)
    return Guess(_HEMISPHERE[m], depth)
