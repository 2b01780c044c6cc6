"""Which movements a camera's path is made of, in the words of the form: dolly, truck, pan, arc, crane and so on."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from chai_desktop.media.motion.camera_path import CameraPath, Kind
from chai_desktop.media.motion.scene_model import Array
from chai_desktop.media.motion.verdicts import UNSURE, Course, Verdict, confidence, verdict

_ROLL_RADIUS, _ZOOM_RADIUS = 0.35, 0.25  # picture widths from the middle at which a roll and a zoom are felt
_TRAVELS, _STAYS = 0.05, 0.012  # distances to the middle of the scene
_ALONG, _NOT_ALONG = 0.42, 0.26  # share of the travel in one of the camera's directions: 25 and 15 degrees off
_MOSTLY = 0.8
_FACING_LEAST, _FACING_MOST = 0.35, 3.5  # turn over travel: 1 faces a point at the middle of the scene
_CURVE = np.radians(8.0)  # a turn of less cannot tell a curve from a straight line
_STRAIGHTER = 0.65  # how much less the direction has to vary
_MIRROR = 4.0  # difference of unlikeliness
_PARALLAX = 20.0  # a turn or zoom must be so many times what it leaves, to rule travel out


@dataclass(frozen=True, eq=False)
class Moves:
    """Each movement's course over the steps of the path, with its verdict. Signs: forward, right, up, right, up,
    clockwise (the camera's), in.
    """

    courses: dict[str, Course]
    verdicts: dict[str, Verdict]
    main: float  # size of the largest, picture widths
    travels: Verdict
    arc: Verdict = UNSURE
    crane: Verdict = UNSURE
    doubts: dict[str, str] = field(default_factory=dict)  # why something is unsure

    def sign(self, name: str) -> int:
        return 1 if self.courses[name].net > 0 else -1


TRAVEL_NAMES = ("dolly", "truck", "pedestal")
TURN_NAMES = ("pan", "tilt", "roll", "zoom")


def moves_of(path: CameraPath) -> Moves:
    courses = _courses(path)
    main = max(c.size for c in courses.values())
    verdicts = {name: verdict(courses[name], main) for name in TURN_NAMES}
    travels = _travels(path)
    doubts: dict[str, str] = {}
    verdicts |= _directions(path, travels, doubts)
    if _parallax_hidden(path, main) or path.share_of(Kind.FLAT) > 0.3:
        travels = UNSURE
        hidden = "It moves too little, or past too flat a scene, to tell travel from turning and zooming."
        for name in (*TRAVEL_NAMES, "pan", "tilt", "zoom"):
            verdicts[name], doubts[name] = UNSURE, hidden
    if verdicts["zoom"].there and path.mirror_margin < _MIRROR:
        for name in ("dolly", "zoom"):
            verdicts[name] = UNSURE
            doubts[name] = "Travel and zoom work together, but what is near and what is far cannot be told."
    moves = Moves(courses, verdicts, main, travels, doubts=doubts)
    return _curved(path, moves)


def _courses(path: CameraPath) -> dict[str, Course]:
    """All movements in picture widths. Travel counts as what it does at the middle distance of the scene."""
    right, down, forward = path.travel.T
    return {
        "dolly": Course(forward * _ZOOM_RADIUS),
        "truck": Course(right * path.focal),
        "pedestal": Course(-down * path.focal),
        "pan": Course(path.turn[:, 1] * path.focal),
        "tilt": Course(path.turn[:, 0] * path.focal),
        "roll": Course(path.turn[:, 2] * _ROLL_RADIUS),
        "zoom": Course(path.zoom * _ZOOM_RADIUS),
    }


def _travels(path: CameraPath) -> Verdict:
    """Whether the camera leaves its place for good."""
    lengths = np.linalg.norm(path.travel, axis=1)
    way, net = float(lengths.sum()), float(np.linalg.norm(path.travel.sum(axis=0)))
    if net <= _STAYS or (net < 0.45 * way and way < 0.3):
        return Verdict(False, confidence(_STAYS / max(net, 1e-6) if net <= _STAYS else 1.5))
    if net >= _TRAVELS and net > 0.6 * way:
        return Verdict(True, confidence(net / _TRAVELS))
    return UNSURE


def _directions(path: CameraPath, travels: Verdict, doubts: dict[str, str]) -> dict[str, Verdict]:
    if travels.there is False:
        return dict.fromkeys(TRAVEL_NAMES, travels)
    if travels.there is None:
        for name in TRAVEL_NAMES:
            doubts[name] = "The camera's place changes too little, or back and forth."
        return dict.fromkeys(TRAVEL_NAMES, UNSURE)
    net = path.travel.sum(axis=0)
    right, down, forward = np.abs(net) / np.linalg.norm(net)
    parts = {"truck": right, "pedestal": down, "dolly": forward}
    verdicts = {name: _along(part, travels) for name, part in parts.items()}
    if verdicts["pedestal"].there and verdicts["dolly"].there:
        # A camera that looks down while it travels along the ground rises, in its own axes, as it goes forward.
        for name in ("pedestal", "dolly"):
            if parts[name] < _MOSTLY:
                verdicts[name] = UNSURE
                doubts[name] = "Travel that is both upright and along the view depends on how steeply the camera looks."
    for name, found in verdicts.items():
        if found.there is None:
            doubts.setdefault(name, "The camera travels mainly another way, and a little this way.")
    return verdicts


def _along(part: float, travels: Verdict) -> Verdict:
    if part >= _ALONG:
        return Verdict(True, min(travels.confidence, confidence(1 + 4 * (part - _ALONG))))
    if part <= _NOT_ALONG:
        return Verdict(False, confidence(_NOT_ALONG / max(part, 1e-3)))
    return UNSURE


def _parallax_hidden(path: CameraPath, main: float) -> bool:
    """Whether the parallax of a travelling camera might hide in what turning and zooming leave."""
    turns = path.share_of(Kind.TURN)
    return turns > 0.3 and path.share_of(Kind.TRAVEL) < 0.2 and 0.02 < main < _PARALLAX * path.rest


def _curved(path: CameraPath, moves: Moves) -> Moves:
    """Adds whether the path is an arc or a crane's curve; then the straight directions are left alone."""
    if not moves.travels.there:
        there = Verdict(moves.travels.there, moves.travels.confidence)
        return _with(moves, {}, arc=there, crane=there)
    right, down, _ = path.travel.sum(axis=0)
    size = float(np.linalg.norm(path.travel.sum(axis=0)))
    tilt, pan, _ = path.turn.sum(axis=0)
    if abs(right) >= _MOSTLY * size:
        arc = _circles(path, -pan * np.sign(right), abs(right))
        changes = _decided(arc, moves, ("pan", "truck", "dolly"), "truck", "pan")
        return _with(moves, changes, arc=arc, crane=Verdict(False, 0.9))
    if abs(down) >= 0.6 * size:
        crane = _circles(path, tilt * np.sign(down), abs(down))
        changes = _decided(crane, moves, ("tilt", "pedestal", "dolly"), "pedestal", "tilt")
        return _with(moves, changes, arc=Verdict(False, 0.9), crane=crane)
    no = Verdict(False, 0.85)
    return _with(moves, {}, arc=no, crane=no if abs(down) < _NOT_ALONG * size else UNSURE)


def _circles(path: CameraPath, turn_back: float, travel: float) -> Verdict:
    """Whether the camera goes round something: it turns back as it travels, and its way is a curve, not a line.

    ``turn_back``: how far it turns against its travel, in radians, as a tilt down while rising does. ``travel``: how
    far it goes, in distances to the middle of the scene.
    """
    facing = turn_back / max(travel, 1e-6)
    if facing < 0.15:
        return Verdict(False, confidence(0.15 / max(facing, 0.02)))
    if not _FACING_LEAST <= facing <= _FACING_MOST or turn_back < _CURVE:
        return UNSURE
    own, world = _spread(path.travel), _spread(path.heading)
    if own < _STRAIGHTER * world:
        return Verdict(True, confidence(world / max(own, 1e-3) * 0.8))
    if world < _STRAIGHTER * own:
        return Verdict(False, confidence(own / max(world, 1e-3) * 0.8))
    return UNSURE


def _spread(directions: Array) -> float:
    """Mean angle between the steps and their common direction, weighted by their length."""
    lengths = np.linalg.norm(directions, axis=1)
    total = directions.sum(axis=0)
    cosines = directions @ total / np.maximum(lengths * np.linalg.norm(total), 1e-12)
    return float(np.average(np.arccos(np.clip(cosines, -1, 1)), weights=lengths + 1e-12))


def _decided(circles: Verdict, moves: Moves, parts: tuple[str, ...], straight: str, turn: str) -> dict[str, Verdict]:
    if circles.there:
        return {name: Verdict(False, circles.confidence) for name in parts}
    if circles.there is None:
        for name in (straight, turn):
            moves.doubts[name] = "It may be a curve around something, or a straight way with a turn."
        return {straight: UNSURE, turn: UNSURE}
    return {}


def _with(moves: Moves, changes: dict[str, Verdict], arc: Verdict, crane: Verdict) -> Moves:
    return Moves(moves.courses, moves.verdicts | changes, moves.main, moves.travels, arc, crane, moves.doubts)
