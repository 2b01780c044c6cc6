"""The films of the held-back set: other places, other paths (oblique, uneven, with holds). Nobody tunes to them."""

from __future__ import annotations

from benchmarks.rendered_scenes.film import Film
from benchmarks.rendered_scenes.paths import Move
from benchmarks.rendered_scenes.pinhole import Pose

_CANYON = Pose(0, 0, 1.7, 0, 3, 0, 66)
_HALL = Pose(0, -5, 1.6, 0, 2, 0, 58)
_AISLE = Pose(-3, 6, 1.5, 55, 0, 0, 54)
_HARBOUR = Pose(0, -2, 1.8, -6, 2, 0, 52)
_GARDEN = Pose(0, -1, 1.5, 4, 0, 0, 45)


def _held(name: str, place: str, stand: Pose, *moves: Move, **more: object) -> Film:
    return Film(f"held_{name}", place, stand, moves, held_back=True, **more)  # type: ignore[arg-type]


FILMS: tuple[Film, ...] = (
    _held("dolly_1", "canyon", _CANYON, Move("dolly", 6.5, ease="in")),
    _held("dolly_2", "hall", Pose(0.8, 8, 1.4, 3, 0, 0, 48), Move("dolly", -5.0, ease="out")),
    _held("dolly_3", "garden", _GARDEN, Move("dolly", 4.0, 0.2, 0.9)),
    _held("dolly_4", "harbour", Pose(0, 7, 1.2, 8, 2, 0, 70), Move("dolly", -6.0, ease="none")),
    _held("truck_1", "hall", _HALL, Move("truck", 3.0, ease="none")),
    _held("truck_2", "harbour", _HARBOUR, Move("truck", -4.2, ease="smooth")),
    _held("truck_3", "garden", _GARDEN, Move("truck", -2.6, 0.15, 1.0)),
    _held("truck_4", "canyon", Pose(-2, 1, 1.2, 12, 0, 0, 60), Move("truck", 3.2, ease="in")),
    _held("pedestal_1", "garden", Pose(0, 0, 0.7, 0, 2, 0, 52), Move("pedestal", 2.6)),
    _held("pedestal_2", "hall", Pose(0, 2, 4.4, 0, -3, 0, 60), Move("pedestal", -2.8, ease="smooth")),
    _held("pan_1", "canyon", _CANYON, Move("pan", -62, ease="none")),
    _held("pan_2", "harbour", _HARBOUR, Move("pan", 44, 0.1, 0.8)),
    _held("pan_3", "garden", Pose(0, -1, 1.5, -8, 0, 0, 26), Move("pan", 18, ease="out")),
    _held("pan_4", "hall", Pose(0, 4, 1.6, 20, 2, 0, 74), Move("pan", -50, ease="smooth")),
    _held("tilt_1", "harbour", Pose(0, -2, 1.8, -6, -6, 0, 52), Move("tilt", 28, ease="smooth")),
    _held("tilt_2", "hall", Pose(0, -5, 1.6, 0, 20, 0, 58), Move("tilt", -26)),
    _held("roll_1", "garden", _GARDEN, Move("roll", 42, ease="none")),
    _held("roll_2", "canyon", _CANYON, Move("roll", -65, 0.1, 1.0)),
    _held("zoom_1", "hall", _HALL, Move("zoom", 3.2, ease="none")),
    _held("zoom_2", "harbour", Pose(0, -2, 1.8, -6, 2, 0, 24), Move("zoom", 0.36)),
    _held("zoom_3", "garden", _GARDEN, Move("zoom", 1.7, 0.2, 0.9)),
    _held("arc_1", "garden", Pose(0, 0, 1.5, 0, -2, 0, 52), Move("arc", -42, ease="none"), subject=7.0),
    _held("arc_2", "hall", Pose(0, 2, 1.6, 0, 0, 0, 62), Move("arc", 36), subject=5.0),
    _held("arc_3", "harbour", Pose(0, 0, 1.7, 0, 0, 0, 50), Move("arc", 55), subject=8.0),
    _held("crane_1", "harbour", Pose(0, -3, 1.5, 0, 0, 0, 56), Move("crane", 46), subject=9.0),
    _held("crane_2", "garden", Pose(0, -2, 1.3, 0, 0, 0, 54), Move("crane", -40, ease="smooth"), subject=8.0),
    _held("dolly_zoom_1", "hall", Pose(0, -5, 1.5, 0, 0, 0, 38), Move("dolly_zoom", 5.5), subject=9.5),
    _held("dolly_zoom_2", "canyon", Pose(0, 6, 1.6, 0, 0, 0, 74), Move("dolly_zoom", -5.0, ease="smooth"), subject=4.0),
    _held("oblique", "harbour", Pose(0, -3, 1.7, 0, 0, 0, 60), Move("dolly", 4.0), Move("truck", -2.6)),
    _held("rise_and_go", "canyon", Pose(0, 0, 1.4, 0, 0, 0, 62), Move("dolly", 4.0), Move("pedestal", 1.9)),
    _held("pan_tilt", "hall", _HALL, Move("pan", -26), Move("tilt", 13)),
    _held("zoom_pan", "garden", _GARDEN, Move("zoom", 2.2), Move("pan", 14)),
    _held("pan_slow", "harbour", Pose(0, -2, 1.8, -6, 2, 0, 34), Move("pan", -1.6, ease="none"), seconds=4.0),
    _held("tilt_fast", "canyon", _CANYON, Move("tilt", 38, ease="smooth"), seconds=1.0, blur=True),
    _held("static_1", "hall", _HALL, walkers=8),
    _held("static_2", "canyon", _CANYON, light=0.25, grain=4.0),
    _held("static_3", "garden", _GARDEN, walkers=10, crf=30),
    _held("static_4", "harbour", _AISLE, walkers=3, cars=2, grain=5.0),
    _held("handheld_1", "hall", _AISLE, shake="plain", walkers=4),
    _held("handheld_2", "harbour", _HARBOUR, shake="strong"),
    _held("handheld_3", "garden", _GARDEN, shake="light"),
    _held("handheld_truck", "canyon", _CANYON, Move("truck", -3.0), shake="plain"),
    _held("handheld_zoom", "hall", _HALL, Move("zoom", 2.0), shake="light", walkers=3),
    _held("people_pan", "garden", Pose(0, -1, 1.5, -20, 0, 0, 60), Move("pan", 40), walkers=9),
    _held("tail", "hall", _HALL, Move("dolly", 4.4, ease="none"), follow="tail"),
    _held("lead", "canyon", Pose(0, 9, 1.6, 0, 2, 0, 60), Move("dolly", -4.0, ease="none"), follow="lead"),
    _held("side", "harbour", Pose(2, -4, 1.6, 0, 0, 0, 56), Move("truck", -3.8, ease="none"), follow="side"),
    _held("follow_pan", "garden", Pose(0, -5, 1.6, 0, 0, 0, 50), follow="pan"),
    _held("cut_1", "hall", _HALL, Move("dolly", 2.0), cut_to=_AISLE),
    _held("cut_2", "harbour", _HARBOUR, cut_to=Pose(3, 10, 2.5, 150, 0, 0, 60), walkers=4),
    _held("freeze", "canyon", _CANYON, Move("dolly", 4.0), freeze=(24, 37), walkers=2),
)  # fmt: skip
