"""The films of the open set: every movement both ways, slow and fast, mixed, shaken, still with people, cut, frozen."""

from __future__ import annotations

from benchmarks.rendered_scenes.film import Film
from benchmarks.rendered_scenes.paths import Move
from benchmarks.rendered_scenes.pinhole import Pose

_UP_THE_STREET = Pose(0, 0, 1.6, 0, 0, 0, 62)
_ACROSS = Pose(-3, 12, 1.6, 70, 0, 0, 50)
_COURT = Pose(0, 0, 1.6, 0, 2, 0, 56)
_ROOM = Pose(0, -2.2, 1.5, 0, -3, 0, 72)
_POSTS = Pose(0, 0, 1.5, 0, 0, 0, 48)
_WALL = Pose(0, 0, 1.6, 0, 6, 0, 25)


def _both_ways(name: str, place: str, stand: Pose, kind: str, amount: float, other: float | None = None,
               back: Pose | None = None, **more: float) -> list[Film]:  # fmt: skip
    """A film and its opposite; the second may stand elsewhere."""
    return [
        Film(f"{name}_1", place, stand, (Move(kind, amount),), **more),  # type: ignore[arg-type]
        Film(f"{name}_2", place, back or stand, (Move(kind, -amount if other is None else other),), **more),  # type: ignore[arg-type]
    ]


FILMS: tuple[Film, ...] = (
    *_both_ways("dolly_street", "street", _UP_THE_STREET, "dolly", 5.5),
    *_both_ways("dolly_room", "room", _ROOM, "dolly", 2.6, back=Pose(0, 2.4, 1.5, 0, -3, 0, 60)),
    *_both_ways("truck_posts", "posts", _POSTS, "truck", 3.2),
    *_both_ways("truck_court", "court", _COURT, "truck", 4.0),
    *_both_ways("pedestal_street", "street", _ACROSS, "pedestal", 2.4, back=Pose(-3, 12, 3.8, 70, -2, 0, 50)),
    *_both_ways("pan_street", "street", _UP_THE_STREET, "pan", 55),
    *_both_ways("pan_posts_long", "posts", Pose(0, 0, 1.5, 0, 0, 0, 28), "pan", 24),
    *_both_ways("tilt_court", "court", _COURT, "tilt", 24, back=Pose(0, 0, 1.6, 10, 18, 0, 56)),
    *_both_ways("roll_room", "room", Pose(0.4, -2, 1.5, 5, 0, 0, 70), "roll", 50),
    *_both_ways("zoom_street", "street", _ACROSS, "zoom", 2.6, other=0.42, back=Pose(-3, 12, 1.6, 70, 0, 0, 26)),
    *_both_ways("zoom_posts", "posts", _POSTS, "zoom", 1.9, other=0.5),
    *_both_ways("arc_court", "court", _COURT, "arc", 48),
    *_both_ways("arc_room", "room", Pose(0, 1.6, 1.5, 0, -4, 0, 66), "arc", 40, subject=4.6),
    *_both_ways("crane_court", "court", Pose(0, 0, 1.4, 0, 0, 0, 55), "crane", 42),
    *_both_ways("crane_street", "street", Pose(1, -2, 1.4, 0, 0, 0, 60), "crane", 38, subject=8.0),
    *_both_ways("dolly_zoom_street", "street", Pose(0, 0, 1.5, 0, 0, 0, 42), "dolly_zoom", 4.5, subject=8.5),
    *_both_ways("dolly_zoom_court", "court", Pose(0, 0, 1.5, 0, 0, 0, 60), "dolly_zoom", 4.5, subject=8.2,
                back=Pose(0, 3.5, 1.5, 0, 0, 0, 76)),
    Film("pan_slow", "court", _COURT, (Move("pan", 2.6),), seconds=3.5),
    Film("dolly_slow", "street", _UP_THE_STREET, (Move("dolly", 0.45, ease="none"),), seconds=3.5),
    Film("pan_fast", "street", _UP_THE_STREET, (Move("pan", -95),), seconds=1.5, blur=True),
    Film("truck_fast", "posts", _POSTS, (Move("truck", -9.0, ease="smooth"),), seconds=2.5, blur=True),
    Film("zoom_fast", "court", _COURT, (Move("zoom", 5.0, ease="smooth"),), seconds=1.2),
    Film("pan_tilt", "street", _UP_THE_STREET, (Move("pan", 34), Move("tilt", 16))),
    Film("truck_pan", "court", _COURT, (Move("truck", 3.6), Move("pan", 26))),
    Film("dolly_pan", "street", _UP_THE_STREET, (Move("dolly", 5.0), Move("pan", -22))),
    Film("pedestal_tilt", "court", _COURT, (Move("pedestal", 2.2), Move("tilt", 14))),
    Film("dolly_then_pan", "street", _UP_THE_STREET, (Move("dolly", 4.5, 0, 0.5), Move("pan", 50, 0.5, 1)), 4.0,
         complex=True),
    Film("static_empty", "room", _ROOM),
    Film("static_people", "street", _UP_THE_STREET, walkers=7),
    Film("static_crowd", "court", _COURT, walkers=12, cars=1, light=0.08),
    Film("static_car", "street", _ACROSS, cars=2, grain=5),
    Film("static_dim", "posts", Pose(0, 0, 1.5, 15, 0, 0, 48), walkers=3, light=-0.55, grain=6, crf=28),
    Film("handheld", "street", _UP_THE_STREET, shake="plain", walkers=3),
    Film("handheld_light", "court", _COURT, shake="light", walkers=2),
    Film("handheld_strong", "posts", _POSTS, shake="strong"),
    Film("handheld_dolly", "street", _UP_THE_STREET, (Move("dolly", 5.0),), shake="plain"),
    Film("handheld_pan", "court", _COURT, (Move("pan", -45),), shake="plain", walkers=4),
    Film("truck_people", "court", _COURT, (Move("truck", -4.0),), walkers=7),
    Film("dolly_people", "street", _UP_THE_STREET, (Move("dolly", 5.0),), walkers=6),
    Film("follow_tail", "street", _UP_THE_STREET, (Move("dolly", 4.0, ease="none"),), follow="tail"),
    Film("follow_lead", "street", Pose(0, 8, 1.5, 0, 0, 0, 58), (Move("dolly", -4.0, ease="none"),), follow="lead"),
    Film("follow_side", "posts", _POSTS, (Move("truck", 3.8, ease="none"),), follow="side"),
    Film("follow_pan", "court", Pose(0, -4, 1.6, 0, 0, 0, 50), follow="pan"),
    Film("cut_street", "street", _UP_THE_STREET, cut_to=_ACROSS, walkers=2),
    Film("cut_pan", "court", _COURT, (Move("pan", 20),), cut_to=Pose(6, 3, 1.4, -60, 0, 0, 40)),
    Film("freeze", "street", _UP_THE_STREET, (Move("pan", 30),), freeze=(30, 46), walkers=3),
    Film("wall_pan", "bare_wall", _WALL, (Move("pan", 10),)),
    Film("wall_truck", "bare_wall", _WALL, (Move("truck", -6),)),
    Film("wall_dolly", "bare_wall", _WALL, (Move("dolly", 14),)),
)  # fmt: skip
