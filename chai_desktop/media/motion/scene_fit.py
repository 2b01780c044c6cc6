"""Fits the model of a stretch to the points seen in it (damped Gauss-Newton, moving things left out).

All unknowns are fitted at once and the depths eliminated (Schur complement; Triggs and others, "Bundle adjustment: a
modern synthesis", 2000). A point whose path does not fit loses its weight (Geman-McClure), with a tolerance that
shrinks to the noise of the points that do fit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chai_desktop.media.motion.scene_model import (
    TRAVEL,
    VALUES,
    ZOOM,
    Array,
    Scene,
    Window,
    sight,
    slopes,
)
from chai_desktop.media.motion.step_fit import weighted_median

LEAST_NOISE = 0.12 / 480  # picture widths: following points is not more exact than that
# Points near each other err alike, and so does a point from frame to frame: a stretch counts as so many points that
# err on their own. The less, the more the usual lens and the usual ground weigh.
_INDEPENDENT = 20.0
_TOLERANCE = 3.0  # times the noise: where a point has lost three quarters of its weight
_FOCAL_SPREAD = 0.45  # standard deviation of the logarithm of focal lengths
_DEPTH_SPREAD = 1.0  # of the logarithm of inverse depth over a scene
_ZOOM_SPREAD = 1.0  # of the logarithm of a zoom within a stretch; only keeps the fit in bounds


@dataclass(frozen=True)
class Freedom:
    """What the camera may do, beside turning."""

    travel: bool
    zoom: bool


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted scene. ``left`` (points,): what remains of each point's path, root mean square, picture widths."""

    scene: Scene
    freedom: Freedom
    left: Array
    noise: float

    def unlikeliness(self, window: Window, noise: float) -> float:
        """How badly it fits, with how unusual it is: the smaller, the better. Compare at one and the same noise."""
        seen = np.isfinite(window.seen[..., 0]).sum(axis=0) - 1
        strain = (self.left / (noise * _TOLERANCE)) ** 2
        misfit = float((window.share * _INDEPENDENT * seen * _TOLERANCE**2 * strain / (1 + strain)).sum())
        return misfit + self.unusualness(window)

    def unusualness(self, window: Window) -> float:
        lens = self.lens_unusualness(window)
        if not self.freedom.travel:
            return lens
        relief = window.share * _INDEPENDENT * (self.scene.log_depth - window.usual_depth()) ** 2 / _DEPTH_SPREAD**2
        return lens + float(relief.sum())

    def lens_unusualness(self, window: Window) -> float:
        return float(((self.scene.log_focal - np.log(window.usual_focal)) / _FOCAL_SPREAD) ** 2)


def fit_scene(window: Window, start: Scene, freedom: Freedom, noise: float, rounds: int) -> Fit:
    """Improve ``start``; ``noise`` is the first guess of how far points may be off, in picture widths."""
    search = _Search(window, freedom)
    scene, damping = start, 1e-3
    for turn in range(rounds):
        view = sight(scene, window)
        rest, seen = search.rest(view.at)
        left = search.left(rest, seen)
        target = max(LEAST_NOISE, weighted_median(left, window.share))
        settled = target * 1.001 >= noise * 0.6
        noise = max(target, noise * 0.6)
        weight = search.weights(left, noise)[None, :] * seen / noise**2
        equations = search.equations(scene, weight, rest, slopes(scene, window, view))
        before = search.loss(scene, weight, rest)
        found = search.improved(scene, equations, weight, before, damping)
        if found is None:
            if settled:
                break
            continue
        scene, after, damping = found
        if settled and turn > 3 and before - after < 1e-3 * before:
            break
    rest, seen = search.rest(sight(scene, window).at)
    return Fit(scene, freedom, search.left(rest, seen), noise)


@dataclass(frozen=True, eq=False)
class _Equations:
    normal: Array  # (unknowns, unknowns): of motion and focal length
    right: Array
    cross: Array  # (points, unknowns)
    own: Array  # (points,): of each depth
    own_right: Array


class _Search:
    """The parts of one fit that stay the same from round to round."""

    def __init__(self, window: Window, freedom: Freedom) -> None:
        self.window, self.freedom = window, freedom
        frames = len(window.frames)
        self.others = [j for j in range(frames) if j != window.reference]
        free = np.ones((frames - 1, VALUES), dtype=bool)
        free[:, TRAVEL] = freedom.travel
        free[:, ZOOM] = freedom.zoom
        self.free = np.append(free.ravel(), True)
        self.share = window.share * _INDEPENDENT
        self.usual = window.usual_depth()

    def rest(self, at: Array) -> tuple[Array, Array]:
        """What is left at every sighting (0 where there is none), and where there is one."""
        rest = self.window.seen - at
        seen = np.isfinite(rest[..., 0])
        seen[self.window.reference] = False
        return np.where(seen[..., None], rest, 0.0), seen

    def left(self, rest: Array, seen: Array) -> Array:
        count = np.maximum(seen.sum(axis=0), 1)
        return np.asarray(np.sqrt((rest**2).sum(axis=(0, 2)) / count / 2), dtype=np.float64)

    def weights(self, left: Array, noise: float) -> Array:
        return np.asarray(self.share / (1 + (left / (noise * _TOLERANCE)) ** 2) ** 2, dtype=np.float64)

    def loss(self, scene: Scene, weight: Array, rest: Array) -> float:
        loss = float((weight[..., None] * rest**2).sum())
        loss += float(((scene.log_focal - np.log(self.window.usual_focal)) / _FOCAL_SPREAD) ** 2)
        loss += float((scene.motion[:, ZOOM] ** 2).sum()) / _ZOOM_SPREAD**2
        if self.freedom.travel:
            loss += float((self.share * (scene.log_depth - self.usual) ** 2).sum()) / _DEPTH_SPREAD**2
        return loss

    def equations(self, scene: Scene, weight: Array, rest: Array, slope: tuple[Array, Array]) -> _Equations:
        by_motion, by_depth = slope[0][self.others], slope[1][self.others]
        weight, rest = weight[self.others], rest[self.others]
        frames, points = weight.shape
        weighted = by_motion * weight[..., None, None]
        flat = (frames, points * 2, VALUES + 1)
        blocks = weighted.reshape(flat).transpose(0, 2, 1) @ by_motion.reshape(flat)
        rights = (weighted * rest[..., None]).sum(axis=(1, 2))
        crosses = (weighted * by_depth[..., None]).sum(axis=2)
        size = frames * VALUES + 1
        normal, right, cross = np.zeros((size, size)), np.zeros(size), np.zeros((points, size))
        for k in range(frames):
            at = slice(k * VALUES, (k + 1) * VALUES)
            normal[at, at] = blocks[k, :VALUES, :VALUES]
            normal[at, -1] = normal[-1, at] = blocks[k, :VALUES, VALUES]
            right[at] = rights[k, :VALUES]
            cross[:, at] = crosses[k, :, :VALUES]
        normal[-1, -1] = blocks[:, VALUES, VALUES].sum() + 1 / _FOCAL_SPREAD**2
        lens = scene.log_focal - np.log(self.window.usual_focal)
        right[-1] = rights[:, VALUES].sum() - lens / _FOCAL_SPREAD**2
        cross[:, -1] = crosses[:, :, VALUES].sum(axis=0)
        zooms = np.arange(frames) * VALUES + ZOOM
        normal[zooms, zooms] += 1 / _ZOOM_SPREAD**2
        right[zooms] -= scene.motion[self.others, ZOOM] / _ZOOM_SPREAD**2
        usual = self.share / _DEPTH_SPREAD**2
        own = (weight[..., None] * by_depth**2).sum(axis=(0, 2)) + usual
        own_right = (weight[..., None] * by_depth * rest).sum(axis=(0, 2)) - usual * (scene.log_depth - self.usual)
        return _Equations(normal, right, cross, own, own_right)

    def improved(
        self, scene: Scene, equations: _Equations, weight: Array, before: float, damping: float
    ) -> tuple[Scene, float, float] | None:
        """The next scene, its loss and the damping to go on with; None where no step helps."""
        for _ in range(5):
            new = self._stepped(scene, equations, damping)
            rest, _ = self.rest(sight(new, self.window).at)
            after = self.loss(new, weight, rest)
            if after < before:
                return new, after, max(damping / 5, 1e-7)
            damping *= 8
        return None

    def _stepped(self, scene: Scene, e: _Equations, damping: float) -> Scene:
        normal = e.normal + np.diag(np.diag(e.normal) * damping + 1e-9)
        right, own = e.right, e.own * (1 + damping)
        if self.freedom.travel:
            scaled = e.cross / own[:, None]
            normal, right = normal - e.cross.T @ scaled, right - scaled.T @ e.own_right
        change = np.zeros(len(right))
        change[self.free] = np.linalg.solve(normal[np.ix_(self.free, self.free)], right[self.free])
        depth = np.zeros(len(own))
        if self.freedom.travel:
            depth = np.clip((e.own_right - e.cross @ change) / own, -1.0, 1.0)
        return scene.moved(change, depth, self.window.reference)
