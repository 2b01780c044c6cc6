"""The answers that follow from a film's camera, in the form's own words; what is open to judgement is left out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.rendered_scenes.film import RATE, Film, surfaces_at
from benchmarks.rendered_scenes.pinhole import Pose, Vector
from benchmarks.rendered_scenes.rendering import depths

Accepted = dict[str, tuple[str, ...]]  # question -> the answers that count as right; no entry: not counted

DIRECTIONS = {  # movement -> question, answer where the amount is positive, answer where it is negative
    "dolly": ("camera_forward_backward", "forward", "backward"),
    "truck": ("camera_left_right", "left_to_right", "right_to_left"),
    "pedestal": ("camera_up_down", "up", "down"),
    "pan": ("camera_pan", "left_to_right", "right_to_left"),
    "tilt": ("camera_tilt", "up", "down"),
    "roll": ("camera_roll", "clockwise", "counter_clockwise"),
    "zoom": ("camera_zoom", "in", "out"),
    "arc": ("camera_arc", "clockwise", "counter_clockwise"),
    "crane": ("camera_crane", "crane_up", "crane_down"),
}
_HIDDEN_BY_FLATNESS = (
    "camera_forward_backward", "camera_zoom", "camera_left_right", "camera_pan", "camera_up_down", "camera_tilt",
    "camera_arc", "camera_crane", "dolly_zoom",
)  # fmt: skip
_FLAT = 0.006  # picture widths per second: parallax that nobody sees
_GRID = (24, 14)


@dataclass(frozen=True)
class Flow:
    """How the still world really moves through the picture, in picture widths per second."""

    speed: float  # the median over the picture, in the faster moments
    parallax: float  # what near and far do apart from one another, root mean square, in the faster moments


def answers_of(film: Film) -> Accepted:
    """What counts as right for each question."""
    if film.cut_to is not None:
        return {"shot_transition": ("yes",)}
    accepted = _movement(film)
    if film.moves or film.follow:
        flow = flow_of(film)
        accepted["camera_motion_speed"] = _pace(flow.speed)
        if flow.speed < 0.04:
            accepted["camera_movement"] = ("minor", *accepted["camera_movement"])
        if _travels(film) and flow.parallax < _FLAT:
            accepted = {q: a for q, a in accepted.items() if q not in _HIDDEN_BY_FLATNESS}
        if film.place == "bare_wall":
            accepted = {q: a for q, a in accepted.items() if q not in _HIDDEN_BY_FLATNESS}
    return accepted


def flow_of(film: Film) -> Flow:
    """Measured from the world itself, without any picture; the shake is left out."""
    calm = replace(film, shake="", walkers=0, cars=0)
    step = 1 / RATE
    found = [_step_flow(calm, n / RATE, step) for n in range(2, film.frames - 1, 6)]
    speed, parallax = (float(np.percentile([each[k] for each in found], 75)) for k in (0, 1))
    return Flow(speed, parallax)


def _movement(film: Film) -> Accepted:
    moves = bool(film.moves or film.follow)
    accepted: Accepted = {"shot_transition": ("no",), "dolly_zoom": ("no",)}
    accepted |= {question: ("no",) for question, _plus, _minus in DIRECTIONS.values()}
    accepted["camera_movement"] = ("no",) if not moves else ("major_complex",) if film.complex else ("major_simple",)
    accepted["steadiness"] = {
        "": ("very_smooth",) if moves else ("static",), "light": ("smooth",), "plain": ("unsteady",),
        "strong": ("very_unsteady", "unsteady"),
    }[film.shake]  # fmt: skip
    accepted["is_tracking"] = ("yes",) if film.follow else ("no",)
    accepted["frame_freezing"] = ("yes",) if film.freeze else ("no",)
    if film.walkers + film.cars == 0 and not film.follow:
        accepted["scene_movement"] = ("static", "mostly_static")
    elif film.walkers + film.cars >= 4:
        accepted["scene_movement"] = ("dynamic",)
    for move in film.moves:
        accepted |= _of_move(move.kind, move.amount)
    if film.follow == "pan":
        accepted["camera_pan"] = ("left_to_right",)
    return accepted


def _of_move(kind: str, amount: float) -> Accepted:
    if kind == "dolly_zoom":
        way, lens = ("forward", "out") if amount > 0 else ("backward", "in")
        return {"camera_forward_backward": (way,), "camera_zoom": (lens,), "dolly_zoom": ("yes",)}
    question, plus, minus = DIRECTIONS[kind]
    return {question: (plus if amount > (1 if kind == "zoom" else 0) else minus,)}


def _travels(film: Film) -> bool:
    return any(move.kind not in ("pan", "tilt", "roll", "zoom") for move in film.moves)


def _pace(speed: float) -> tuple[str, ...]:
    """Between two words both count."""
    limits = ((0.02, ("slow",)), (0.055, ("slow", "regular")), (0.5, ("regular",)), (0.85, ("regular", "fast")))
    return next((words for limit, words in limits if speed < limit), ("fast",))


def _step_flow(film: Film, seconds: float, step: float) -> tuple[float, float]:
    """Median speed and parallax of one step, in picture widths per second."""
    here, there = film.pose(seconds), film.pose(seconds + step)
    width, height = _GRID
    depth = depths(surfaces_at(film, seconds), here, width, height)
    rows, columns = np.nonzero(depth < 1e5)
    pixels = np.stack((columns, rows, np.ones(len(rows))), axis=1).astype(np.float64)
    rays = pixels @ np.linalg.inv(here.lens(width, height)).T @ here.axes()
    world: Vector = np.asarray(here.place() + rays * depth[rows, columns, None], np.float64)
    whole = (_seen(world, there) - pixels[:, :2]) / width / step
    travelled = (_seen(world, there) - _seen(world, replace(there, x=here.x, y=here.y, z=here.z))) / width / step
    inside = np.isfinite(whole).all(axis=1)
    spread = _unexplained(pixels[inside, :2], travelled[inside])
    return float(np.median(np.hypot(*whole[inside].T))), float(np.sqrt((spread**2).sum(axis=1).mean()))


def _seen(world: Vector, pose: Pose) -> Vector:
    width, height = _GRID
    at = (world - pose.place()) @ pose.axes().T
    at[at[:, 2] < 0.05] = math.nan
    picture = at @ pose.lens(width, height).T
    result: Vector = picture[:, :2] / picture[:, 2:]
    return result


def _unexplained(pixels: Vector, flow: Vector) -> Vector:
    """What is left of a flow when the best shift, turn and growth of the whole picture is taken away."""
    x, y = (pixels - pixels.mean(axis=0)).T
    one, zero = np.ones_like(x), np.zeros_like(x)
    shape = np.concatenate((np.stack((one, zero, x, -y), 1), np.stack((zero, one, y, x), 1)))
    target = np.concatenate((flow[:, 0], flow[:, 1]))
    found, *_rest = np.linalg.lstsq(shape, target, rcond=None)
    return np.asarray((target - shape @ found).reshape(2, -1).T)
