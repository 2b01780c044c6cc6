"""The camera's way through a film: where it stands, what moves it, how it shakes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.rendered_scenes.pinhole import Pose


@dataclass(frozen=True)
class Move:
    """One movement. ``amount``: metres (dolly, truck, pedestal, dolly_zoom), degrees (pan, tilt, roll, arc, crane) or,
    for a zoom, how many times larger things become. Positive is forward, right, up, clockwise and in; an arc is
    clockwise as seen from above. ``start`` and ``end`` are shares of the film's length.
    """

    kind: str
    amount: float
    start: float = 0.0
    end: float = 1.0
    ease: str = "both"

    def done(self, share: float) -> float:
        """How much of the movement is done, 0 to 1, when ``share`` of the film is over."""
        u = min(max((share - self.start) / (self.end - self.start), 0.0), 1.0)
        return _EASES[self.ease](u)


@dataclass(frozen=True)
class Shake:
    """Trembling as of a camera in the hand: degrees (root mean square), and metres of sway."""

    degrees: float = 0.0
    sway: float = 0.0
    seed: int = 0


def pose_at(stand: Pose, moves: Sequence[Move], subject: float, shake: Shake, seconds: float, length: float) -> Pose:
    """Where the camera is ``seconds`` after the start; ``subject`` is how far ahead arc, crane and dolly zoom aim."""
    pose = stand
    for move in moves:
        pose = _MOVES[move.kind](pose, move.amount, move.done(seconds / length), subject)
    return _shaken(pose, shake, seconds)


def _dolly(pose: Pose, amount: float, done: float, _subject: float) -> Pose:
    b, way = math.radians(pose.bearing), amount * done
    return replace(pose, x=pose.x + way * math.sin(b), y=pose.y + way * math.cos(b))


def _truck(pose: Pose, amount: float, done: float, _subject: float) -> Pose:
    b, way = math.radians(pose.bearing), amount * done
    return replace(pose, x=pose.x + way * math.cos(b), y=pose.y - way * math.sin(b))


def _pedestal(pose: Pose, amount: float, done: float, _subject: float) -> Pose:
    return replace(pose, z=pose.z + amount * done)


def _pan(pose: Pose, amount: float, done: float, _subject: float) -> Pose:
    return replace(pose, bearing=pose.bearing + amount * done)


def _tilt(pose: Pose, amount: float, done: float, _subject: float) -> Pose:
    return replace(pose, pitch=pose.pitch + amount * done)


def _roll(pose: Pose, amount: float, done: float, _subject: float) -> Pose:
    return replace(pose, roll=pose.roll + amount * done)


def _zoom(pose: Pose, amount: float, done: float, _subject: float) -> Pose:
    return replace(pose, view=_view(pose.view, amount**done))


def _arc(pose: Pose, amount: float, done: float, subject: float) -> Pose:
    """On a circle around what is ``subject`` ahead, always facing it."""
    b = math.radians(pose.bearing)
    x, y = pose.x + subject * math.sin(b), pose.y + subject * math.cos(b)
    turned = b + math.radians(amount) * done
    return replace(
        pose, x=x - subject * math.sin(turned), y=y - subject * math.cos(turned), bearing=math.degrees(turned)
    )


def _crane(pose: Pose, amount: float, done: float, subject: float) -> Pose:
    """On an upright circle around what is ``subject`` ahead; from ``amount`` degrees above it down where negative."""
    above = math.radians(amount * done if amount > 0 else -amount * (1 - done))
    b, back = math.radians(pose.bearing), subject * (1 - math.cos(above))
    return replace(
        pose,
        x=pose.x + back * math.sin(b),
        y=pose.y + back * math.cos(b),
        z=pose.z + subject * math.sin(above),
        pitch=pose.pitch - math.degrees(above),
    )


def _dolly_zoom(pose: Pose, amount: float, done: float, subject: float) -> Pose:
    """Travel while the lens keeps the size of what is ``subject`` ahead."""
    moved = _dolly(pose, amount, done, subject)
    return replace(moved, view=_view(pose.view, (subject - amount * done) / subject))


def _view(view: float, longer: float) -> float:
    """The angle of view of a lens that is ``longer`` times as long."""
    return math.degrees(2 * math.atan(math.tan(math.radians(view) / 2) / longer))


def _shaken(pose: Pose, shake: Shake, seconds: float) -> Pose:
    if shake.degrees == 0 and shake.sway == 0:
        return pose
    random = np.random.default_rng(shake.seed)
    turns = [shake.degrees * share * _tremble(random, seconds) for share in (1.0, 1.0, 0.6)]
    sways = [shake.sway * _tremble(random, seconds, slow=True) for _ in range(3)]
    return replace(
        pose,
        x=pose.x + sways[0],
        y=pose.y + sways[1],
        z=pose.z + sways[2],
        bearing=pose.bearing + turns[0],
        pitch=pose.pitch + turns[1],
        roll=pose.roll + turns[2],
    )


def _tremble(random: np.random.Generator, seconds: float, slow: bool = False) -> float:
    """A sum of waves as a hand makes them, root mean square about 1."""
    rates = random.uniform(0.4, 1.3, 5) if slow else random.uniform((0.7, 1.4, 2.2, 3.5, 5), (1.4, 2.2, 3.5, 5, 8))
    sizes = np.array((1.0, 0.8, 0.6, 0.4, 0.25))
    waves = sizes * np.sin(2 * np.pi * (rates * seconds + random.uniform(0, 1, 5)))
    return float(waves.sum() / np.sqrt((sizes**2).sum() / 2))


def _both(u: float, ramp: float = 0.18) -> float:
    v = 1.0 / (1.0 - ramp)
    if u < ramp:
        return v * u * u / (2 * ramp)
    if u > 1 - ramp:
        return 1.0 - v * (1 - u) ** 2 / (2 * ramp)
    return v * (u - ramp / 2)


_MOVES = {
    "dolly": _dolly, "truck": _truck, "pedestal": _pedestal, "pan": _pan, "tilt": _tilt, "roll": _roll, "zoom": _zoom,
    "arc": _arc, "crane": _crane, "dolly_zoom": _dolly_zoom,
}  # fmt: skip
_EASES = {
    "both": _both,
    "none": lambda u: u,
    "in": lambda u: u * u * (1.6 - 0.6 * u),
    "out": lambda u: 1 - (1 - u) ** 2 * (1.6 - 0.6 * (1 - u)),
    "smooth": lambda u: u * u * (3 - 2 * u),
}
