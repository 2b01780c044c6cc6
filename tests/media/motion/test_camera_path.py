"""What is read from followed points: every sign, and what must not be mistaken for what."""

from __future__ import annotations

import numpy as np
import pytest

from chai_desktop.media.motion.camera_moves import Moves, moves_of
from chai_desktop.media.motion.camera_path import ENOUGH, CameraPath, Kind, join
from chai_desktop.media.motion.stretch import solve_stretch
from tests.media.motion.filmed_points import film, street


def path_of(**camera) -> CameraPath:
    points = street(seed=camera.pop("seed", 0))
    return join([solve_stretch(film(points, **camera), ENOUGH)])


def named(**camera) -> tuple[Moves, dict[str, int]]:
    """The movements that are there, each with its sign."""
    moves = moves_of(path_of(**camera))
    return moves, {name: moves.sign(name) for name, v in moves.verdicts.items() if v.there}


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("name", "camera"),
    [
        ("pan", {"pan": 20.0}),
        ("tilt", {"tilt": 12.0}),
        ("roll", {"roll": 30.0}),
        ("dolly", {"to": (0, 0, 1.5)}),
        ("truck", {"to": (1.2, 0, 0)}),
        ("pedestal", {"to": (0, -0.9, 0)}),
    ],
)
def test_each_movement_is_named_with_its_direction_and_alone(name, camera, sign):
    turned = {k: tuple(sign * x for x in v) if k == "to" else sign * v for k, v in camera.items()}
    moves, found = named(**turned)
    assert found == {name: sign}
    assert [n for n, v in moves.verdicts.items() if v.there is None] == []


@pytest.mark.parametrize(("factor", "sign"), [(1.5, 1), (0.6, -1)])
def test_a_zoom_is_no_dolly(factor, sign):
    moves, found = named(zoom=factor)
    assert found == {"zoom": sign}
    assert moves.travels.there is False


@pytest.mark.parametrize("focal", [0.6, 0.9, 1.5])
@pytest.mark.parametrize(("axis", "name", "degrees"), [(0, "tilt", -9.0), (1, "pan", 18.0), (2, "roll", 25.0)])
def test_turns_are_measured_to_a_fraction_of_a_degree_through_any_usual_lens(focal, axis, name, degrees):
    path = path_of(**{name: degrees}, focal=focal)
    assert path.kind[0] is Kind.TURN
    expected = [0.0, 0.0, 0.0]
    expected[axis] = degrees
    assert np.degrees(path.turn.sum(axis=0)) == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize("seed", range(3))
def test_the_direction_of_travel_is_measured_whatever_it_is(seed):
    random = np.random.default_rng(seed)
    to = random.normal(0, 1, 3)
    to *= 1.2 / np.linalg.norm(to)
    travel = path_of(to=tuple(to), seed=seed).travel.sum(axis=0)
    assert travel @ to / np.linalg.norm(travel) / 1.2 > np.cos(np.radians(4))


@pytest.mark.parametrize(("side", "sign"), [(1.0, 1), (-1.0, -1)])
def test_an_arc_is_neither_truck_nor_pan(side, sign):
    """Travel to the side of 2.8 m round a point 7 m ahead turns the view by 23 degrees."""
    points = street()
    windows = []
    for k in range(2):  # the second half of the arc, seen from where the first one ended
        window = film(points, to=(1.4 * side, 0, 0), pan=-11.5 * side)
        windows.append(type(window)(tuple(n + 60 * k for n in window.frames), 3, window.seen, window.share))
    moves = moves_of(join([solve_stretch(w, ENOUGH) for w in windows]))
    assert moves.arc.there is True
    assert moves.sign("truck") == sign
    assert [n for n, v in moves.verdicts.items() if v.there] == []


def test_a_truck_with_a_pan_the_same_way_is_no_arc():
    moves, found = named(to=(1.2, 0, 0), pan=12.0)
    assert found == {"truck": 1, "pan": 1}
    assert moves.arc.there is False


@pytest.mark.parametrize(("back", "zoom"), [(-1.0, 1), (1.0, -1)])
def test_a_dolly_zoom_over_ground_is_told_from_a_plain_dolly(back, zoom):
    """What stands 7 m ahead keeps its size: the focal length follows the distance."""
    window = film(street(ground_only=True), to=(0, 0, 3.0 * back), zoom=(8.5 / 5.5) ** -back)
    moves = moves_of(join([solve_stretch(window, ENOUGH)]))
    assert {name: moves.sign(name) for name, v in moves.verdicts.items() if v.there} == {"dolly": back, "zoom": zoom}


def test_where_near_and_far_cannot_be_told_a_dolly_zoom_is_left_open():
    """Walls above and ground below: with near and far exchanged, all looks the same."""
    moves, found = named(to=(0, 0, -3.0), zoom=8.5 / 5.5)
    assert found == {}
    assert moves.verdicts["dolly"].there is None and moves.verdicts["zoom"].there is None
    assert "cannot be told" in moves.doubts["zoom"]


def test_people_who_walk_do_not_move_the_camera():
    moves, found = named(moving=0.3)
    assert found == {}
    assert moves.travels.there is False


def test_people_who_walk_do_not_hide_a_dolly():
    _moves, found = named(to=(0, 0, 1.5), moving=0.2)
    assert found == {"dolly": 1}


def test_a_flat_scene_leaves_turning_and_travel_open():
    random = np.random.default_rng(0)
    wall = np.column_stack([random.uniform(-3, 3, 300), random.uniform(-2, 2, 300), np.full(300, 12.0)])
    moves = moves_of(join([solve_stretch(film(wall, to=(0.7, 0, 0), focal=2.2), ENOUGH)]))
    assert moves.verdicts["pan"].there is not True
