"""The model of a stretch of a clip: a camera that turns, zooms and travels past points that stand still.

A point seen at x (in picture widths from the middle, over the focal length) in the reference frame lies at
(x, y, 1) / d, with an inverse depth d > 0. In frame j the camera is turned by R_j, has travelled to C_j
(t_j = -R_j C_j), and its focal length is f exp(s_j):

    Y = R_j (x, y, 1) + d t_j        seen at f exp(s_j) (Y_x, Y_y) / Y_z

Axes are the camera's: x to the right, y down, z forward. Depth is fitted as log d, so that every point stays before the
camera: that near things move more than far ones is what tells forward from backward.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from chai_desktop.media.motion.step_fit import FOCAL_GUESS

Array = NDArray[np.float64]

# Places among the seven values of a frame.
TURN, TRAVEL, ZOOM = slice(0, 3), slice(3, 6), 6
VALUES = 7

_LEAST_DEPTH = 0.05  # of Y_z: nothing is seen from nearer than that
_GROUND = 4.3  # how much nearer (log of inverse depth) a thing is for each picture width further down, usually


@dataclass(frozen=True, eq=False)
class Window:
    """Points seen in key frames. ``seen`` (frames, points, 2): picture widths from the middle, NaN where not followed.

    ``share`` (points,): the part of the picture that each point stands for; sums to 1. ``usual_focal``: the focal
    length to expect, in picture widths: what most lenses have, or what a zoom before this window has led to.
    """

    frames: tuple[int, ...]
    reference: int  # which of the frames the points are anchored in
    seen: Array
    share: Array
    usual_focal: float = FOCAL_GUESS

    @property
    def anchors(self) -> Array:
        return np.asarray(self.seen[self.reference], dtype=np.float64)

    def usual_depth(self) -> Array:
        """What log inverse depth a point is expected to have: the lower in the picture, the nearer, as ground is.

        It decides only where the picture leaves it open: seen through a long lens, near and far can be exchanged.
        """
        return np.clip(self.anchors[:, 1] * _GROUND, -1.0, 1.0)

    def times(self) -> Array:
        """-1..1: when each key frame is, from the reference."""
        from_reference = np.array(self.frames, dtype=np.float64) - self.frames[self.reference]
        return np.asarray(from_reference / np.abs(from_reference).max(), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Scene:
    """A camera's motion and the points' depths. ``motion`` (frames, 7): rotation vector, t, s; 0 at the reference."""

    motion: Array
    log_focal: float
    log_depth: Array

    @classmethod
    def at_rest(cls, window: Window) -> Scene:
        return cls(np.zeros((len(window.frames), VALUES)), float(np.log(window.usual_focal)), window.usual_depth())

    def moved(self, change: Array, depth_change: Array, reference: int) -> Scene:
        """Turned, moved and zoomed on: ``change`` holds 7 values for each frame but the reference, and log focal."""
        motion = self.motion.copy()
        others = [j for j in range(len(motion)) if j != reference]
        for j, step in zip(others, change[:-1].reshape(-1, VALUES), strict=True):
            motion[j, TURN] = rotation_vector(rotation(step[TURN]) @ rotation(motion[j, TURN]))
            motion[j, 3:] += step[3:]
        return replace(
            self, motion=motion, log_focal=self.log_focal + float(change[-1]), log_depth=self.log_depth + depth_change
        )


@dataclass(frozen=True, eq=False)
class Sight:
    """Where a scene's points are seen: ``at`` (frames, points, 2), ``y`` (frames, points, 3)."""

    at: Array
    y: Array
    turned: Array = field(repr=False)  # R_j (x, y, 1), as y


def sight(scene: Scene, window: Window) -> Sight:
    x = np.column_stack([window.anchors / np.exp(scene.log_focal), np.ones(len(window.share))])
    turned = np.stack([x @ rotation(m[TURN]).T for m in scene.motion])
    y = turned + np.exp(scene.log_depth)[None, :, None] * scene.motion[:, None, TRAVEL]
    scale = np.exp(scene.log_focal + scene.motion[:, ZOOM])[:, None, None]
    return Sight(scale * y[..., :2] / np.maximum(y[..., 2:], _LEAST_DEPTH), y, turned)


def slopes(scene: Scene, window: Window, view: Sight) -> tuple[Array, Array]:
    """Derivatives of where points are seen: (frames, points, 2, 8) by the frame's seven values and log focal, and
    (frames, points, 2) by the point's own log inverse depth.
    """
    d = np.exp(scene.log_depth)
    z = np.maximum(view.y[..., 2], _LEAST_DEPTH)
    scale = np.exp(scene.log_focal + scene.motion[:, ZOOM])[:, None] / z
    u, v = view.at[..., 0] / z, view.at[..., 1] / z
    zero = np.zeros_like(z)
    by_y = np.stack([np.stack([scale, zero, -u], -1), np.stack([zero, scale, -v], -1)], -2)  # (frames, points, 2, 3)
    a = view.turned[:, :, None, :]
    by_motion = np.empty((*view.at.shape, VALUES + 1))
    for k in range(3):  # a turn by w moves Y by w x a
        i, j = (k + 1) % 3, (k + 2) % 3
        by_motion[..., k] = a[..., i] * by_y[..., j] - a[..., j] * by_y[..., i]
    by_motion[..., TRAVEL] = by_y * d[None, :, None, None]
    by_motion[..., ZOOM] = view.at
    sideways = np.column_stack([window.anchors / np.exp(scene.log_focal), np.zeros(len(d))])
    moved = np.stack([sideways @ rotation(m[TURN]).T for m in scene.motion])
    by_motion[..., VALUES] = view.at - (by_y * moved[:, :, None, :]).sum(-1)
    by_depth = (by_y * scene.motion[:, None, None, TRAVEL]).sum(-1) * d[None, :, None]
    return by_motion, by_depth


def rotation(vector: Array) -> Array:
    """The rotation matrix of a rotation vector (Rodrigues)."""
    angle = float(np.linalg.norm(vector))
    x, y, z = vector
    skew = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]], dtype=np.float64)
    if angle < 1e-9:
        return np.asarray(np.eye(3) + skew, dtype=np.float64)
    twice = skew @ skew
    return np.asarray(np.eye(3) + np.sin(angle) / angle * skew + (1 - np.cos(angle)) / angle**2 * twice)


def rotation_vector(matrix: Array) -> Array:
    """The rotation vector of a rotation matrix; for angles below half a turn."""
    axis = np.array([matrix[2, 1] - matrix[1, 2], matrix[0, 2] - matrix[2, 0], matrix[1, 0] - matrix[0, 1]])
    sine, cosine = float(np.linalg.norm(axis)) / 2, (float(np.trace(matrix)) - 1) / 2
    if sine < 1e-9:
        return np.asarray(axis / 2, dtype=np.float64)
    return np.asarray(axis / (2 * sine) * np.arctan2(sine, cosine), dtype=np.float64)
