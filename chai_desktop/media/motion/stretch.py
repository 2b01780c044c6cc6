"""What the camera did in a stretch of a clip: the simplest motion that explains how the points moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from chai_desktop.media.motion.scene_fit import LEAST_NOISE, Fit, Freedom, fit_scene
from chai_desktop.media.motion.scene_model import TRAVEL, ZOOM, Array, Scene, Window, sight
from chai_desktop.media.motion.step_fit import weighted_median
from chai_desktop.media.motion.travel_search import Guess, likely_travels

_TURNS = Freedom(travel=False, zoom=True)
_TRAVELS = Freedom(travel=True, zoom=False)
_BOTH = Freedom(travel=True, zoom=True)

_FIRST_NOISE = 20 / 480  # picture widths: begin tolerant
_VISIBLE = 0.5 / 480  # picture widths: what is off by less counts as explained
_WIDEST, _LONGEST = 0.4, 6.0  # picture widths
UNUSUAL_LENS = 1.5  # unlikeliness of a focal length: below 0.5 or above 1.6 picture widths
ZOOM_EVIDENCE = 8.0  # difference of unlikeliness (median over the stretches) at which a zoom is believed beside travel
_LENS_ERROR = 0.01  # of the motion: no real lens is drawn better than this, and parallax is tens of per cent


@dataclass(frozen=True, eq=False)
class Stretch:
    """The three explanations of a stretch, and how well each does. Shares are parts of the picture, 0..1."""

    window: Window
    turning: Fit  # turns and zooms, but stays in its place
    travelling: Fit | None  # turns and travels, no zoom; None where turning explains everything
    both: Fit | None  # turns, travels and zooms
    noise: float
    mirrored: Fit | None = None  # as ``both``, but travelling and zooming the other way; where a zoom is likely

    def explained(self, fit: Fit) -> float:
        tolerance = max(3 * self.noise, _VISIBLE, _LENS_ERROR * self.motion())
        return float(self.window.share[fit.left < tolerance].sum())

    def motion(self) -> float:
        """How far points get from where they are in the reference frame: the median, in picture widths."""
        return weighted_median(displacement(self.window), self.window.share)

    def focal_after(self, enough: float) -> float:
        """The focal length to expect after this stretch, in picture widths: a zoom goes on from where it led to."""
        if self.explained(self.turning) < enough:
            return self.window.usual_focal
        scene = self.turning.scene
        return float(np.clip(np.exp(scene.log_focal + scene.motion[-1, ZOOM]), _WIDEST, _LONGEST))

    def zoom_evidence(self) -> float:
        """How much likelier travel with a zoom is than travel without one (difference of unlikeliness)."""
        if self.travelling is None or self.both is None:
            return 0.0
        without = self.travelling.unlikeliness(self.window, self.noise)
        return without - self.both.unlikeliness(self.window, self.noise)

    def mirror_margin(self) -> float:
        """How much likelier travel with a zoom is than the same the other way round."""
        if self.both is None or self.mirrored is None:
            return np.inf
        return self.mirrored.unlikeliness(self.window, self.noise) - self.both.unlikeliness(self.window, self.noise)


def displacement(window: Window) -> Array:
    """(points,): how far each gets, at most, from where it is in the reference frame, in picture widths."""
    return np.asarray(np.nanmax(np.linalg.norm(window.seen - window.anchors, axis=-1), axis=0), dtype=np.float64)


def solve_stretch(window: Window, enough: float) -> Stretch:
    """Explain a window. Travel is tried only where turning and zooming explain less than ``enough`` of the picture, or
    would need an unusual lens for it: a turn seen through a very long lens looks like travel along a flat wall.
    """
    turning = fit_scene(window, Scene.at_rest(window), _TURNS, _FIRST_NOISE, rounds=20)
    floor = max(LEAST_NOISE, min(turning.noise, 2 * LEAST_NOISE))
    alone = Stretch(window, turning, None, None, floor)
    if alone.explained(turning) >= enough and turning.unusualness(window) < UNUSUAL_LENS:
        return alone
    return with_travel(alone)


def with_travel(stretch: Stretch) -> Stretch:
    """The same stretch with travel tried too."""
    window, turning = stretch.window, stretch.turning
    travelling = _travelling(window, turning, _TRAVELS)
    both = _travelling(window, turning, _BOTH)
    noise = min(travelling.noise, both.noise, turning.noise)
    found = Stretch(window, turning, travelling, both, noise)
    if found.zoom_evidence() < ZOOM_EVIDENCE:
        return found
    return replace(found, mirrored=fit_scene(window, _mirrored(both.scene), _BOTH, 2 * noise, rounds=20))


def _mirrored(scene: Scene) -> Scene:
    """The scene that looks the same with near and far exchanged, and the camera going and zooming the other way.

    Along the line of view a point is seen at k x / (1 + d t). With d' = a - d, t' = -t / (1 + a t), k' = k / (1 + a t)
    that stays so for every point: only where near things usually are can tell the two apart.
    """
    depth = np.exp(scene.log_depth)
    low, high = np.quantile(depth, [0.02, 0.98])
    turned_round = np.clip(low + high - depth, 0.5 * low, None)
    motion = scene.motion.copy()
    stretched = np.maximum(1 + (low + high) * motion[:, TRAVEL.stop - 1], 0.1)
    motion[:, TRAVEL] = -motion[:, TRAVEL] / stretched[:, None]
    motion[:, ZOOM] -= np.log(stretched)
    middle = float(np.median(turned_round))
    motion[:, TRAVEL] *= middle
    return Scene(motion, scene.log_focal, np.log(turned_round / middle))


def _travelling(window: Window, turning: Fit, freedom: Freedom) -> Fit:
    starts = [
        fit_scene(window, start, freedom, max(turning.noise, 3 * LEAST_NOISE), rounds=8)
        for guess in _guesses(window, turning)
        for start in _starts(window, turning, guess, freedom)
    ]
    noise = min(fit.noise for fit in starts)
    starts.sort(key=lambda fit: fit.unlikeliness(window, noise))
    ends = [fit_scene(window, fit.scene, freedom, fit.noise, rounds=20) for fit in starts[:2]]
    noise = min(fit.noise for fit in ends)
    return min(ends, key=lambda fit: fit.unlikeliness(window, noise))


def _guesses(window: Window, turning: Fit) -> list[Guess]:
    """Directions of travel, from what turning and zooming leave: how each point drifts from -1 to 1 in time."""
    rest = window.seen - sight(turning.scene, window).at
    seen = np.isfinite(rest[..., 0])
    times = window.times()[:, None]
    weight = (times**2 * seen).sum(axis=0)
    drift = (np.where(seen[..., None], rest, 0) * times[..., None]).sum(axis=0) / np.maximum(weight, 1e-9)[:, None]
    good = weight > 0.5
    focal = float(np.exp(turning.scene.log_focal))
    noise = max(turning.noise / 4, LEAST_NOISE) / focal
    guesses = likely_travels(window.anchors[good] / focal, drift[good] / focal, window.share[good], noise, count=2)
    everywhere = []
    for guess in guesses:
        depth = np.zeros(len(good))
        depth[good] = guess.depth
        everywhere.append(Guess(guess.direction, depth))
    return everywhere


def _starts(window: Window, turning: Fit, guess: Guess, freedom: Freedom) -> list[Scene]:
    """Both ways along the direction; what is near for the one is far for the other."""
    starts = []
    for sign in (1.0, -1.0):
        low, high = np.quantile(guess.depth * sign, [0.05, 0.95])
        depth = np.clip(guess.depth * sign, low, high) - low + 0.15 * (high - low) + 1e-6
        middle = float(np.median(depth))
        motion: Array = turning.scene.motion.copy()
        motion[:, TRAVEL] = window.times()[:, None] * guess.direction * sign * middle
        if not freedom.zoom:
            motion[:, ZOOM] = 0.0
        log_depth = np.clip(np.log(depth / middle), -2.5, 2.5)
        starts.append(Scene(motion, turning.scene.log_focal, log_depth))
    return starts
