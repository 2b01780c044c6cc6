"""The twenty-one shots: one named camera movement each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from sample_film import cast
from sample_film.camera import CameraState, aim, between, ease, face
from sample_film.scene.figures import speed

FRAMES = 72
FPS = 24


@dataclass(frozen=True)
class Shot:
    """``camera(u)`` for u = 0..1 over the clip; ``cast(t)`` at scene time t; ``time(u)``: scene seconds."""

    name: str
    camera: Callable[[float], CameraState]
    cast: Callable[[float], cast.Cast]
    time: Callable[[float], float] | None = None
    samples: int = 2
    cuts: tuple[int, ...] = ()
    brighter: float = 0.0  # stops, for shots in the shade


def _zoom_focal(a: float, b: float, u: float) -> float:
    return float(a * (b / a) ** ease(u))


def _dolly_zoom(near: float, far: float, x: float, subject_y: float, near_mm: float, k: float) -> CameraState:
    """The subject keeps its size while the camera is at share ``k`` of the way from ``near`` to ``far`` metres away."""
    d = near + (far - near) * k
    return face((x, subject_y - d, 1.25), 0.0, 0.0, near_mm * d / near)


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
        return float(
            sum(
                a * np.sin(2 * np.pi * w * t + seed * (k + 1.7))
                for k, (w, a) in enumerate(((0.55, 1.0), (1.15, 0.7), (2.3, 0.42), (4.1, 0.22), (7.3, 0.10)))
            )
        )

    spot = (-4.75 + 0.030 * shake(1.0), -4.0 + 0.025 * shake(2.3), 1.58 + 0.028 * shake(3.9))
    base = aim(spot, (-7.75, -1.35, 1.12), 35.0)
    bearing = -48.5 + 1.5 * shake(5.1)
    return replace(face(spot, bearing, -7.0 + 1.25 * shake(6.7), 35.0, 0.9 * shake(8.2)), focal_mm=base.focal_mm)


def _rack_camera(u: float) -> CameraState:
    t = 3.0 * u
    near, far = 1.16, 5.6
    k = cast.swell(t, 1.2, 1.7)
    focus = 1.0 / (1.0 / near + (1.0 / far - 1.0 / near) * k)
    return replace(face((-9.62, 1.42, 1.12), 82.0, -3.0, 45.0), focus_m=focus, f_stop=1.2)


def _lead_camera(u: float) -> CameraState:
    y = 3.6 - speed(scale=0.97) * 3.0 * u
    return face((-3.25, y - 3.0, 1.42), 0.0 - 2.5, -4.0, 32.0)


def _follow_camera(u: float) -> CameraState:
    gone = speed(scale=0.97) * 3.0 * u - 3.1
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
    Shot(
        "dolly_in",
        lambda u: face(between((0.4, -11.2, 1.5), (0.4, -4.75, 1.5), ease(u)), 0.0, -1.5, 32.0),
        cast.dolly_in,
    ),
    Shot("zoom_in", lambda u: face((0.4, -5.6, 1.55), 57.6, -2.6, _zoom_focal(24.0, 88.0, u)), cast.zoom),
    Shot("pan_right", lambda u: face((0.6, -8.4, 1.6), -46.0 + 76.0 * ease(u), 2.0, 28.0), cast.pan),
    Shot(
        "truck_left",
        lambda u: face(between((4.9, -6.6, 1.05), (-2.6, -6.6, 1.05), ease(u)), 0.0, 2.0, 28.0),
        cast.truck,
    ),
    Shot("static", lambda u: aim((3.2, 0.6, 1.5), (4.6, 5.2, 1.12), 32.0), cast.static),
    Shot("tilt_up", lambda u: face((2.4, -5.2, 1.5), 2.6, -8.0 + 33.0 * ease(u), 27.0), cast.tilt),
    Shot(
        "dolly_out",
        lambda u: aim(
            between((-6.35, -2.05, 1.2), (-2.3, -4.7, 1.2), ease(u)),
            between((-8.3, -0.78, 1.0), (-4.25, -3.43, 1.0), ease(u)),
            30.0,
        ),
        cast.dolly_out,
        brighter=0.6,
    ),
    Shot("arc_counter_clockwise", _arc_camera, cast.arc),
    Shot("follow_tracking", _follow_camera, cast.follow),
    Shot("lead_tracking", _lead_camera, cast.lead),
    Shot("dolly_zoom_in", lambda u: _dolly_zoom(1.9, 8.6, 3.62, 1.9, 19.0, ease(u)), cast.dolly_zoom_in),
    Shot("dolly_zoom_out", lambda u: _dolly_zoom(1.9, 9.2, -3.55, 0.4, 19.0, 1 - ease(u)), cast.dolly_zoom_out),
    Shot("roll_clockwise", lambda u: face((1.5, 3.3, 1.15), 0.0, 6.0, 28.0, 70.0 * ease(u)), cast.roll),
    Shot(
        "pedestal_up",
        lambda u: face(between((2.0, -7.9, 0.3), (2.0, -7.9, 3.3), ease(u)), -3.0, -4.0, 28.0),
        cast.pedestal,
    ),
    Shot("crane_up", _crane_camera, cast.crane),
    Shot("handheld", _handheld_camera, cast.handheld, brighter=0.6),
    Shot("dutch_angle", lambda u: replace(face((0.75, 5.7, 0.7), 9.0, 10.0, 26.0, 20.0)), cast.dutch),
    Shot("speed_ramp", lambda u: face((0.3, -8.6, 1.0), 0.0, -1.0, 32.0), cast.ramp, _ramp_time),
    Shot("fisheye", lambda u: replace(face((0.2, -5.9, 1.5), 0.0, -14.0, 12.5), lens="fisheye"), cast.fisheye),
    Shot("cut", _cut_camera, cast.cut, cuts=(36,)),
    Shot("rack_focus", _rack_camera, cast.rack, samples=5, brighter=0.45),
)


def shot(name: str) -> Shot:
    """The shot of that name; KeyError if there is none."""
    return {s.name: s for s in SHOTS}[name]
