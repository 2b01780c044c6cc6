"""The camera's way through a clip, joined from its stretches: turns, zooms, travel from key frame to key frame."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from chai_desktop.media.motion.scene_fit import Fit
from chai_desktop.media.motion.scene_model import TRAVEL, TURN, ZOOM, Array, rotation, rotation_vector
from chai_desktop.media.motion.stretch import UNUSUAL_LENS, ZOOM_EVIDENCE, Stretch, displacement, with_travel

ENOUGH = 0.8  # share of the picture: turning alone that explains so much needs no travel
_HALF = 0.5
_LITTLE = 0.6 / 480  # picture widths: half of the picture off by less than that leaves no room for travel
_PARALLAX = 0.015  # of the motion: less than this is not the parallax of a scene with any depth
_EXPLAINED = 0.6  # share of the picture that an explanation has to cover
_BETTER = 0.15  # and by how much travel has to do better than turning
_SOME_EVIDENCE, _TINY_ZOOM = 2.0, 0.01
_PLAINLY = 4.0  # difference of unlikeliness
_NO_LENS = 8.0  # unlikeliness of a focal length: below 0.25 or above 3.2 picture widths
_STILL = 0.5 / 480  # picture widths
_STREAMS = 0.02  # picture widths


Frames = np.ndarray[tuple[int], np.dtype[np.int64]]


class Kind(Enum):
    """What explains a stretch."""

    REST = "rest"
    TURN = "turn"  # with or without a zoom
    TRAVEL = "travel"  # with or without turns
    FLAT = "flat"  # turning and travel explain it alike
    UNCLEAR = "unclear"


@dataclass(frozen=True, eq=False)
class CameraPath:
    """Steps between key frames: from frame ``first[k]`` to ``last[k]``.

    ``turn`` (n, 3): tilt upward, pan to the right, roll clockwise, in radians, as changes of the camera's angles if it
    stood level at first: a pan with the view raised turns the picture, but not the horizon. ``zoom`` (n,): log growth.
    ``travel`` (n, 3): to the right, downward, forward in the camera's own axes, in distances to the scene's middle.
    ``heading`` (n, 3): the same travel in the axes of the first frame. ``kind`` says what each step's stretch is.
    """

    first: Frames
    last: Frames
    kind: tuple[Kind, ...]
    turn: Array
    zoom: Array
    travel: Array
    heading: Array
    focal: float  # picture widths, as far as it could be told
    still: float  # share of the picture that kept its place, mean over the clip
    rest: float  # what turning alone leaves, picture widths, mean over the turning stretches
    zoom_evidence: float
    mirror_margin: float  # how much likelier it is than travelling and zooming the other way; inf without a zoom

    def share_of(self, kind: Kind) -> float:
        """How much of the clip's time is of a kind, 0..1."""
        lengths = self.last - self.first
        return float(lengths[[k is kind for k in self.kind]].sum() / max(1, lengths.sum()))


def join(stretches: list[Stretch]) -> CameraPath:
    """The path through all stretches in order; each begins where the one before ended."""
    stretches = _alike(stretches)
    evidences = [s.zoom_evidence() for s in stretches if s.travelling is not None]
    evidence = float(np.median(evidences)) if evidences else 0.0
    zooms_too = evidence > ZOOM_EVIDENCE and _same_way([s for s in stretches if s.zoom_evidence() > _SOME_EVIDENCE])
    chosen = [_choose(s, with_zoom=zooms_too) for s in stretches]
    first: list[int] = []
    last: list[int] = []
    kinds: list[Kind] = []
    turns, zooms, travels, headings = [], [], [], []
    facing = np.eye(3)  # turns the axes of the first frame into the camera's
    for stretch, (kind, fit) in zip(stretches, chosen, strict=True):
        steps = _steps(fit, facing, still=kind is Kind.REST)
        first += stretch.window.frames[:-1]
        last += stretch.window.frames[1:]
        kinds += [kind] * len(steps.zoom)
        turns.append(steps.turn)
        zooms.append(steps.zoom)
        travels.append(steps.travel)
        headings.append(steps.heading)
        facing = steps.facing
    lengths = np.array([s.window.frames[-1] - s.window.frames[0] for s in stretches], dtype=np.float64)
    return CameraPath(
        first=np.array(first, dtype=np.int64),
        last=np.array(last, dtype=np.int64),
        kind=tuple(kinds),
        turn=np.concatenate(turns),
        zoom=np.concatenate(zooms),
        travel=np.concatenate(travels),
        heading=np.concatenate(headings),
        focal=float(np.exp(np.median([fit.scene.log_focal for _, fit in chosen]))),
        still=float(np.average([still_share(s) for s in stretches], weights=lengths)),
        rest=_mean([s.turning.noise for s, (kind, _) in zip(stretches, chosen, strict=True) if kind is Kind.TURN]),
        zoom_evidence=evidence if zooms_too else 0.0,
        mirror_margin=_mean([m for m in (s.mirror_margin() for s in stretches) if np.isfinite(m)], otherwise=np.inf),
    )


def _alike(stretches: list[Stretch]) -> list[Stretch]:
    """Travel tried everywhere, if it is what most of the clip needs: a stretch with little parallax is no turn then."""
    needed = [s.travelling is not None and still_share(s) < _HALF for s in stretches]
    if not any(needed):
        return stretches
    return [with_travel(s) if s.travelling is None and still_share(s) < _HALF else s for s in stretches]


def _same_way(stretches: list[Stretch]) -> bool:
    """Whether all of them zoom in the same direction: things that move by themselves look like zooms to and fro."""
    zooms = [float(np.diff(s.both.scene.motion[[0, -1], ZOOM])[0]) for s in stretches if s.both is not None]
    return len({zoom > 0 for zoom in zooms if abs(zoom) > _TINY_ZOOM}) <= 1


def still_share(stretch: Stretch) -> float:
    """The part of the picture that keeps its place throughout the stretch, 0..1."""
    return float(stretch.window.share[displacement(stretch.window) < _STILL].sum())


def _choose(stretch: Stretch, with_zoom: bool) -> tuple[Kind, Fit]:
    turning = stretch.turning
    if stretch.travelling is None or stretch.both is None:
        return (Kind.REST if still_share(stretch) >= _HALF else Kind.TURN), turning
    travel = stretch.both if with_zoom else stretch.travelling
    by_turning, by_travel = stretch.explained(turning), stretch.explained(travel)
    if still_share(stretch) >= _HALF:
        moved = displacement(stretch.window)
        streams = by_travel >= ENOUGH and float(np.median(moved[moved >= _STILL])) > _STREAMS
        return (Kind.UNCLEAR if streams else Kind.REST), turning
    if by_turning >= ENOUGH:
        usual = turning.unusualness(stretch.window) < UNUSUAL_LENS
        return (Kind.TURN, turning) if usual else _by_likelihood(stretch, travel)
    if by_travel >= _EXPLAINED and by_travel > by_turning + _BETTER:
        return _travel_by_lens(stretch, travel)
    if by_turning >= _EXPLAINED and turning.noise < max(_LITTLE, _PARALLAX * stretch.motion()):
        return Kind.TURN, turning
    return Kind.UNCLEAR, turning


def _by_likelihood(stretch: Stretch, travel: Fit) -> tuple[Kind, Fit]:
    """Turning explains the picture, and travel perhaps too (a flat scene): the likelier one, if it is so plainly."""
    window, noise = stretch.window, stretch.noise
    worse = travel.unlikeliness(window, noise) - stretch.turning.unlikeliness(window, noise)
    if abs(worse) < _PLAINLY:
        return Kind.FLAT, stretch.turning
    return (Kind.TURN, stretch.turning) if worse > 0 else _travel_by_lens(stretch, travel)


def _travel_by_lens(stretch: Stretch, travel: Fit) -> tuple[Kind, Fit]:
    """Seen through a lens that nobody has, a turn and travel along a flat scene are the same."""
    return (Kind.FLAT if travel.lens_unusualness(stretch.window) > _NO_LENS else Kind.TRAVEL), travel


@dataclass(frozen=True, eq=False)
class _Steps:
    turn: Array
    zoom: Array
    travel: Array
    heading: Array
    facing: Array  # after the last step


def _steps(fit: Fit, facing: Array, still: bool) -> _Steps:
    motion = fit.scene.motion
    count = len(motion) - 1
    if still:
        return _Steps(np.zeros((count, 3)), np.zeros(count), np.zeros((count, 3)), np.zeros((count, 3)), facing)
    turned = [rotation(m[TURN]) for m in motion]
    middle = float(np.exp(np.median(fit.scene.log_depth))) if fit.freedom.travel else 0.0
    place = np.stack([-r.T @ m[TRAVEL] for r, m in zip(turned, motion, strict=True)]) * middle
    to_reference = turned[0].T @ facing  # axes of the first frame of the clip into the window's reference
    angles = np.stack([_angles(r @ to_reference) for r in turned])
    travel = np.empty((count, 3))
    for k in range(count):
        between = turned[k + 1] @ turned[k].T
        halfway = rotation(rotation_vector(between) / 2) @ turned[k]
        travel[k] = halfway @ (place[k + 1] - place[k])
    heading = np.diff(place, axis=0) @ to_reference
    return _Steps(
        _unwound(np.diff(angles, axis=0)), np.diff(motion[:, ZOOM]), travel, heading, turned[-1] @ to_reference
    )


def _angles(facing: Array) -> Array:
    """Tilt, pan and roll of a camera whose axes are the rows of ``facing``, in those of a level one."""
    right, _, forward = facing
    tilt = np.arcsin(np.clip(-forward[1], -1, 1))
    pan = np.arctan2(forward[0], forward[2])
    level = np.array([np.cos(pan), 0.0, -np.sin(pan)])
    roll = np.arctan2(right[1], right @ level)
    return np.array([tilt, pan, roll])


def _unwound(steps: Array) -> Array:
    return np.asarray((steps + np.pi) % (2 * np.pi) - np.pi, dtype=np.float64)


def _mean(values: list[float], otherwise: float = 0.0) -> float:
    return float(np.mean(values)) if values else otherwise
