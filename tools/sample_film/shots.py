"""The twenty-one shots: one named camera movement each, and what the people do meanwhile.

North is +y, east +x. Headings of figures: 0 faces north, counter-clockwise (a quarter turn faces west).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sample_film.camera import CameraState, aim, between, ease, face
from sample_film.scene import figures as f

FRAMES = 72
FPS = 24
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


@dataclass(frozen=True)
class Shot:
    """``camera(u)`` for u = 0..1 over the clip; ``cast(t)`` at scene time t; ``time(u)`` maps to scene seconds (None: real time)."""

    name: str
    camera: Callable[[float], CameraState]
    cast: Callable[[float], Cast]
    time: Callable[[float], float] | None = None
    samples: int = 2
    cuts: tuple[int, ...] = ()
    brighter: float = 0.0  # stops, for shots in the shade


def swell(t: float, start: float, end: float) -> float:
    """0 before ``start``, 1 after ``end`` (seconds), smooth between."""
    k = float(np.clip((t - start) / (end - start), 0, 1))
    return k * k * (3 - 2 * k)


def walker(t: float, start: tuple[float, float], heading: float, scale: float, period: float = 1.08, offset: float = 0.0) -> Placed:
    """Somebody walking straight ahead without sliding feet."""
    gone = f.speed(period, scale=scale) * t
    return Placed(f.walk(t + offset, period), (start[0] - np.sin(heading) * gone, start[1] + np.cos(heading) * gone), heading)


def _bench_man(t: float) -> Placed:
    return Placed(f.sit(t, 0.3, 0.75 * swell(t, 0.5, 1.2) - 1.3 * swell(t, 1.7, 2.6)), (4.2, 5.12), SOUTH, SEAT_MAN)


def _cafe_man(t: float, look: float = -0.5) -> Placed:
    return Placed(f.sit(t, 1.0, look), (-8.2, -1.86), NORTH, SEAT_MAN)


def _reach(angles: dict[str, tuple[float, float, float]], amount: float) -> dict[str, tuple[float, float, float]]:
    """The right hand reaches forward."""
    out = dict(angles)
    out["arm.r"] = (0.04 + 0.85 * amount, -0.06, 0.0)
    out["fore.r"] = (0.22 + 0.35 * amount, 0.0, 0.0)
    return out


def _static(t: float) -> Cast:
    return {"man": _bench_man(t)}


def _pan(t: float) -> Cast:
    return {"man": Placed(f.stand(t, 0.4, 0.3), (3.3, -0.6), SOUTH + 0.5), "child": Placed(f.stand(t, 2.0), (-3.3, -1.2), EAST + 0.2), "woman": _seated_woman(t)}


def _seated_woman(t: float) -> Placed:
    return Placed(f.sit(t, 2.0, 0.4), (-8.2, -0.54), SOUTH, SEAT_MAN)


def _tilt(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.0, 0.35 * swell(t, 0.4, 1.0)), (3.1, 0.5), SOUTH + 0.1)}


def _roll(t: float) -> Cast:
    return {"child": Placed(f.wave(f.stand(t, 0.7), t, swell(t, 0.2, 0.7)), (1.5, 7.3), SOUTH)}


def _dolly_in(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.2, -0.45 * swell(t, 1.0, 1.7)), (0.35, -3.3), SOUTH + 0.12)}


def _dolly_out(t: float) -> Cast:
    return {"man": _cafe_man(t, -0.35), "child": Placed(f.wave(f.sit(t, 0.5), t, 0.0), (-8.2, -0.56), SOUTH, SEAT_CHILD)}


def _truck(t: float) -> Cast:
    return {"man": Placed(f.stand(t, 0.1, -0.3), (3.1, -1.9), SOUTH), "child": Placed(f.stand(t, 1.4, 0.5), (-2.6, -2.2), SOUTH + 0.3)}


def _pedestal(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 1.0, 0.2), (1.9, -2.75), SOUTH - 0.1), "child": Placed(f.stand(t, 0.1), (2.6, -3.0), SOUTH + 0.15)}


def _zoom(t: float) -> Cast:
    return {"woman": Placed(_reach(f.stand(t, 0.6, 0.2), swell(t, 0.8, 1.6)), (8.55, -0.35), EAST - 0.25)}


def _dolly_zoom_in(t: float) -> Cast:
    return {"man": Placed(f.stand(t, 0.5), (3.5, 1.9), SOUTH)}


def _dolly_zoom_out(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.9), (-3.7, 0.4), SOUTH)}


def _arc(t: float) -> Cast:
    return {"child": Placed(f.stand(t, 0.3, 0.3), (0.9, -2.95), SOUTH + 0.3), "man": Placed(f.stand(t, 1.3, -0.2), (1.65, -2.8), SOUTH + 0.5)}


def _crane(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.2, 0.3), (0.2, -4.4), EAST + 0.3), "man": Placed(f.stand(t, 1.1, -0.2), (1.15, -4.3), WEST - 0.3)}


def _lead(t: float) -> Cast:
    return {"woman": walker(t, (-3.4, 3.6), SOUTH, 0.97)}


def _follow(t: float) -> Cast:
    return {"woman": walker(t, (3.4, -1.8), 0.13, 0.97, offset=0.3)}


def _handheld(t: float) -> Cast:
    return {"man": _cafe_man(t, -0.55), "woman": Placed(_reach(f.stand(t, 0.0, 0.2), 0.35 + 0.25 * np.sin(2.1 * t)), (-7.35, -1.05), WEST + 0.75)}


def _dutch(t: float) -> Cast:
    return {"man": walker(t, (1.5, 12.4), SOUTH - 0.05, 1.02, 1.2)}


def _rack(t: float) -> Cast:
    return {"woman": Placed(f.stand(t, 0.4, 0.3 * swell(t, 1.6, 2.2)), (-4.0, 1.15), WEST + 0.1)}


def _ramp(t: float) -> Cast:
    return {"child": walker(t, (-1.7, -3.7), EAST, 0.69, 0.95)}


def _fisheye(t: float) -> Cast:
    return {"child": Placed(f.wave(f.stand(t, 0.4), t, swell(t, 0.6, 1.1)), (0.1, -4.2), SOUTH + 0.1), "woman": Placed(f.stand(t, 1.9, 0.3), (3.4, -2.6), SOUTH + 0.5)}


def _cut(t: float) -> Cast:
    return {"man": Placed(f.sit(t, 0.3, 0.4 * swell(t, 1.9, 2.6)), (4.2, 5.12), SOUTH, SEAT_MAN), "child": walker(t, (-0.9, -5.2), EAST + 0.15, 0.69, 0.95)}


def _zoom_focal(a: float, b: float, u: float) -> float:
    return float(a * (b / a) ** ease(u))


def _dolly_zoom(near: float, far: float, x: float, subject_y: float, near_mm: float, k: float) -> CameraState:
    """The subject keeps its size while the camera is at share ``k`` of the way from ``near`` to ``far`` metres away."""
    d = near + (far - near) * k
    return face((x, subject_y - d, 1.45), 0.0, -2.0, near_mm * d / near)


def _arc_camera(u: float) -> CameraState:
    a = np.radians(-128.0 + 76.0 * ease(u))
    return aim((7.0 * np.cos(a), 7.0 * np.sin(a), 1.6), (0.0, 0.0, 1.15), 28.0)


def _crane_camera(u: float) -> CameraState:
    a = np.radians(2.0 + 52.0 * ease(u))
    subject = (0.7, -4.3, 1.05)
    return aim((subject[0], subject[1] - 6.6 * np.cos(a), subject[2] + 6.6 * np.sin(a)), subject, 28.0)


def _handheld_camera(u: float) -> CameraState:
    t = 3.0 * u

    def shake(seed: float) -> float:
        return float(sum(a * np.sin(2 * np.pi * w * t + seed * (k + 1.7)) for k, (w, a) in enumerate(((0.55, 1.0), (1.15, 0.7), (2.3, 0.42), (4.1, 0.22), (7.3, 0.10)))))

    spot = (-4.75 + 0.030 * shake(1.0), -4.0 + 0.025 * shake(2.3), 1.58 + 0.028 * shake(3.9))
    base = aim(spot, (-7.75, -1.35, 1.12), 35.0)
    bearing = -48.5 + 1.5 * shake(5.1)
    return replace(face(spot, bearing, -7.0 + 1.25 * shake(6.7), 35.0, 0.9 * shake(8.2)), focal_mm=base.focal_mm)


def _rack_camera(u: float) -> CameraState:
    t = 3.0 * u
    near, far = 1.16, 5.6
    k = swell(t, 1.2, 1.7)
    focus = 1.0 / (1.0 / near + (1.0 / far - 1.0 / near) * k)
    return replace(face((-9.62, 1.42, 1.12), 82.0, -3.0, 45.0), focus_m=focus, f_stop=1.2)


def _lead_camera(u: float) -> CameraState:
    y = 3.6 - f.speed(scale=0.97) * 3.0 * u
    return face((-3.25, y - 3.0, 1.42), 0.0 - 2.5, -4.0, 32.0)


def _follow_camera(u: float) -> CameraState:
    gone = f.speed(scale=0.97) * 3.0 * u - 3.1
    h = 0.13
    return face((3.4 - np.sin(h) * gone + 0.25, -1.8 + np.cos(h) * gone, 1.55), -np.degrees(h) - 3.0, -3.0, 30.0)


def _cut_camera(u: float) -> CameraState:
    if round(u * (FRAMES - 1)) < 36:
        return aim((-3.2, -11.4, 4.6), (0.8, -0.5, 1.4), 24.0)
    return aim((3.72, 3.55, 1.16), (4.22, 5.1, 1.18), 50.0)


def _ramp_time(u: float) -> float:
    """Slow (a quarter of real speed) for the first half, then rising to two and a half times."""
    s = np.linspace(0, u, 200)
    rate = 0.25 + 2.25 * np.clip((s - 0.42) / 0.22, 0, 1) ** 2 * (3 - 2 * np.clip((s - 0.42) / 0.22, 0, 1))
    return float(np.trapz(rate, s) * 3.0)


SHOTS: tuple[Shot, ...] = (
    Shot("dolly_in", lambda u: face(between((0.4, -11.2, 1.5), (0.4, -4.75, 1.5), ease(u)), 0.0, -1.5, 32.0), _dolly_in),
    Shot("zoom_in", lambda u: face((0.4, -5.6, 1.55), 57.6, -2.6, _zoom_focal(24.0, 88.0, u)), _zoom),
    Shot("pan_right", lambda u: face((0.6, -8.4, 1.6), -46.0 + 76.0 * ease(u), 2.0, 28.0), _pan),
    Shot("truck_left", lambda u: face(between((4.9, -6.6, 1.05), (-2.6, -6.6, 1.05), ease(u)), 0.0, 2.0, 28.0), _truck),
    Shot("static", lambda u: aim((3.2, 0.6, 1.5), (4.6, 5.2, 1.12), 32.0), _static),
    Shot("tilt_up", lambda u: face((2.4, -5.2, 1.5), 2.6, -8.0 + 33.0 * ease(u), 27.0), _tilt),
    Shot("dolly_out", lambda u: aim(between((-6.35, -2.05, 1.2), (-2.3, -4.7, 1.2), ease(u)), between((-8.3, -0.78, 1.0), (-4.25, -3.43, 1.0), ease(u)), 30.0), _dolly_out, brighter=0.6),
    Shot("arc_counter_clockwise", _arc_camera, _arc),
    Shot("follow_tracking", _follow_camera, _follow),
    Shot("lead_tracking", _lead_camera, _lead),
    Shot("dolly_zoom_in", lambda u: _dolly_zoom(1.9, 8.6, 3.62, 1.9, 19.0, ease(u)), _dolly_zoom_in),
    Shot("dolly_zoom_out", lambda u: _dolly_zoom(1.9, 9.2, -3.55, 0.4, 19.0, 1 - ease(u)), _dolly_zoom_out),
    Shot("roll_clockwise", lambda u: face((1.5, 3.3, 1.15), 0.0, 6.0, 28.0, 70.0 * ease(u)), _roll),
    Shot("pedestal_up", lambda u: face(between((2.0, -7.9, 0.3), (2.0, -7.9, 3.3), ease(u)), -3.0, -4.0, 28.0), _pedestal),
    Shot("crane_up", _crane_camera, _crane),
    Shot("handheld", _handheld_camera, _handheld, brighter=0.6),
    Shot("dutch_angle", lambda u: replace(face((0.75, 5.7, 0.7), 9.0, 10.0, 26.0, 20.0)), _dutch),
    Shot("speed_ramp", lambda u: face((0.3, -8.6, 1.0), 0.0, -1.0, 32.0), _ramp, _ramp_time),
    Shot("fisheye", lambda u: replace(face((0.2, -5.9, 1.5), 0.0, -14.0, 12.5), lens="fisheye"), _fisheye),
    Shot("cut", _cut_camera, _cut, cuts=(36,)),
    Shot("rack_focus", _rack_camera, _rack, samples=8),
)


def shot(name: str) -> Shot:
    """The shot of that name; KeyError if there is none."""
    return {s.name: s for s in SHOTS}[name]
