"""Who is in each shot and what they do, as functions of scene time in seconds.

North is +y, east +x. Headings of figures: 0 faces north, counter-clockwise (a quarter turn faces west).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sample_film.scene import figures as f

NORTH, WEST, SOUTH, EAST = 0.0, np.pi / 2, np.pi, -np.pi / 2
SEAT_MAN, SEAT_CHILD = 0.575, 0.535


@dataclass(frozen=True)
class Placed:
    """A figure's joint angles, place, heading and (sitting) pelvis height at one moment."""

    angles: Mapping[str, tuple[float, float, float]]
    at: tuple[float, float]
    heading: float
    lift: float | None = None


Cast = dict[str, Placed]


def swell(t: float, start: float, end: float) -> float:
    """0 before ``start``, 1 after ``end`` (seconds), smooth between."""
    k = float(np.clip((t - start) / (end - start), 0, 1))
    return k * k * (3 - 2 * k)


def walker(
    t: float, start: tuple[float, float], heading: float, scale: float, period: float = 1.08, offset: float = 0.0
) -> Placed:
    """Somebody walking straight ahead without sliding feet."""
    gone = f.speed(period, scale=scale) * t
    return Placed(
        f.walk(t + offset, period), (start[0] - np.sin(heading) * gone, start[1] + np.cos(heading) * gone), heading
    )


def bench_man(t: float) -> Placed:
    return Placed(f.sit(t, 0.3, 0.75 * swell(t, 0.5, 1.2) - 1.3 * swell(t, 1.7, 2.6)), (4.2, 5.12), SOUTH, SEAT_MAN)


def cafe_man(t: float, look: float = -0.5) -> Placed:
    return Placed(f.sit(t, 1.0, look), (-8.2, -1.86), NORTH, SEAT_MAN)


def reach(angles: dict[str, tuple[float, float, float]], amount: float) -> dict[str, tuple[float, float, float]]:
    """The right hand reaches forward."""
    out = dict(angles)
    out["arm.r"] = (0.04 + 0.85 * amount, -0.06, 0.0)
    out["fore.r"] = (0.22 + 0.35 * amount, 0.0, 0.0)
    return out


def static(t: float) -> Cast:
    return {"man": bench_man(t)}


def pan(t: float) -> Cast:
    return {
        "man": Placed(f.stand(t, 0.4, 0.3), (3.3, -0.6), SOUTH + 0.5),
        "child": Placed(f.stand(t, 2.0), (-3.3, -1.2), EAST + 0.2),
        "woman": seated_woman(t),
    }


def seated_woman(t: float) -> Placed:
    return Placed(f.sit(t, 2.0, 0.4), (-8.2, -0.54), SOUTH, SEAT_MAN)


def tilt(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.0, 0.35 * swell(t, 0.4, 1.0)), (3.1, 0.5), SOUTH + 0.1)}


def roll(t: float) -> Cast:
    return {"child": Placed(f.wave(f.stand(t, 0.7), t, swell(t, 0.2, 0.7)), (1.5, 7.3), SOUTH)}


def dolly_in(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.2, -0.45 * swell(t, 1.0, 1.7)), (0.35, -3.3), SOUTH + 0.12)}


def dolly_out(t: float) -> Cast:
    return {
        "man": cafe_man(t, -0.35),
        "child": Placed(f.wave(f.sit(t, 0.5), t, 0.0), (-8.2, -0.56), SOUTH, SEAT_CHILD),
    }


def truck(t: float) -> Cast:
    return {
        "man": Placed(f.stand(t, 0.1, -0.3), (3.1, -1.9), SOUTH),
        "child": Placed(f.stand(t, 1.4, 0.5), (-2.6, -2.2), SOUTH + 0.3),
    }


def pedestal(t: float) -> Cast:
    return {
        "woman": Placed(f.stand(t, 1.0, 0.2), (1.9, -2.75), SOUTH - 0.1),
        "child": Placed(f.stand(t, 0.1), (2.6, -3.0), SOUTH + 0.15),
    }


def zoom(t: float) -> Cast:
    return {"woman": Placed(reach(f.stand(t, 0.6, 0.2), swell(t, 0.8, 1.6)), (8.55, -0.35), EAST - 0.25)}


def dolly_zoom_in(t: float) -> Cast:
    return {"man": Placed(f.stand(t, 0.5), (3.5, 1.9), SOUTH)}


def dolly_zoom_out(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.9), (-3.7, 0.4), SOUTH)}


def arc(t: float) -> Cast:
    return {
        "child": Placed(f.stand(t, 0.3, 0.3), (0.9, -2.95), SOUTH + 0.3),
        "man": Placed(f.stand(t, 1.3, -0.2), (1.65, -2.8), SOUTH + 0.5),
    }


def crane(t: float) -> Cast:
    return {
        "woman": Placed(f.stand(t, 0.2, 0.3), (0.2, -4.4), EAST + 0.3),
        "man": Placed(f.stand(t, 1.1, -0.2), (1.15, -4.3), WEST - 0.3),
    }


def lead(t: float) -> Cast:
    return {"woman": walker(t, (-3.4, 3.6), SOUTH, 0.97)}


def follow(t: float) -> Cast:
    return {"woman": walker(t, (3.4, -1.8), 0.13, 0.97, offset=0.3)}


def handheld(t: float) -> Cast:
    return {
        "man": cafe_man(t, -0.55),
        "woman": Placed(reach(f.stand(t, 0.0, 0.2), 0.35 + 0.25 * np.sin(2.1 * t)), (-7.35, -1.05), WEST + 0.75),
    }


def dutch(t: float) -> Cast:
    return {"man": walker(t, (1.5, 12.4), SOUTH - 0.05, 1.02, 1.2)}


def rack(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.4, 0.3 * swell(t, 1.6, 2.2)), (-4.0, 1.15), WEST + 0.1)}


def ramp(t: float) -> Cast:
    return {"child": walker(t, (-1.7, -3.7), EAST, 0.69, 0.95)}


def fisheye(t: float) -> Cast:
    return {
        "child": Placed(f.wave(f.stand(t, 0.4), t, swell(t, 0.6, 1.1)), (0.1, -4.2), SOUTH + 0.1),
        "woman": Placed(f.stand(t, 1.9, 0.3), (3.4, -2.6), SOUTH + 0.5),
    }


def cut(t: float) -> Cast:
    return {
        "man": Placed(f.sit(t, 0.3, 0.4 * swell(t, 1.9, 2.6)), (4.2, 5.12), SOUTH, SEAT_MAN),
        "child": walker(t, (-0.9, -5.2), EAST + 0.15, 0.69, 0.95),
    }
