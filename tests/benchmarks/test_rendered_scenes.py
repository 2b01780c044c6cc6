"""The rendered films: what their camera does can be seen in them, and their truth says so in the form's own words."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from benchmarks.rendered_scenes import held_back_films, open_films, truth
from benchmarks.rendered_scenes.film import RATE, SIZE, Film, make_film, pictures, surfaces_at
from benchmarks.rendered_scenes.paths import Move
from benchmarks.rendered_scenes.pinhole import Pose
from benchmarks.rendered_scenes.rendering import draw
from benchmarks.rendered_scenes.truth import flow_of
from chai_desktop.media.decoding import decode_frame, upright_rgb
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.spec.specification import load_specification

STAND = Pose(0, 0, 1.6, 0, 0, 0, 60)
ALL = (*open_films.FILMS, *held_back_films.FILMS)


def seen(move: Move, seconds: float) -> np.ndarray:
    film = Film("seen", "posts", STAND, (move,), seconds=2.0)
    return draw(surfaces_at(film, seconds), film.pose(seconds), 320, 180)


def drift(move: Move) -> tuple[float, float]:
    """How the picture shifts (to the right, down; pixels) in a quarter of a second in the middle of the movement."""
    pair = [cv2.cvtColor(seen(move, s), cv2.COLOR_BGR2GRAY).astype(np.float32) for s in (1.0, 1.25)]
    (x, y), _response = cv2.phaseCorrelate(*pair, cv2.createHanningWindow((320, 180), cv2.CV_32F))
    return x, y


def growth(move: Move) -> float:
    """How many times larger the far end of the street becomes from the start to the end."""
    film = Film("growth", "street", STAND, (move,), seconds=2.0)
    first, last = (
        cv2.cvtColor(draw(surfaces_at(film, s), film.pose(s), 640, 360), cv2.COLOR_BGR2GRAY) for s in (0.5, 1.5)
    )
    points = cv2.goodFeaturesToTrack(first, 200, 0.01, 6)
    tracked, found, _error = cv2.calcOpticalFlowPyrLK(first, last, points, None, winSize=(31, 31), maxLevel=4)
    good = found.ravel() == 1
    transform, _inliers = cv2.estimateAffinePartial2D(points[good], tracked[good])
    return float(np.hypot(transform[0, 0], transform[1, 0]))


@pytest.mark.parametrize(
    ("move", "across", "down"),
    [
        (Move("pan", 12), -1, 0),
        (Move("pan", -12), 1, 0),
        (Move("tilt", 12), 0, 1),
        (Move("tilt", -12), 0, -1),
        (Move("truck", 2.0), -1, 0),
        (Move("pedestal", 1.2), 0, 1),
    ],
)
def test_the_picture_drifts_against_the_camera(move, across, down):
    x, y = drift(move)
    if across:
        assert x * across > 2
    else:
        assert y * down > 1


@pytest.mark.parametrize(
    ("move", "grows"),
    [(Move("dolly", 4), True), (Move("dolly", -4), False), (Move("zoom", 1.3), True), (Move("zoom", 0.75), False)],
)
def test_what_is_ahead_grows_on_the_way_in(move, grows):
    assert (growth(move) > 1.02) if grows else (growth(move) < 0.98)


def test_a_roll_clockwise_turns_the_picture_the_other_way():
    film = Film("roll", "street", STAND, (Move("roll", 30, ease="none"),), seconds=2.0)
    first, last = (
        cv2.cvtColor(draw(surfaces_at(film, s), film.pose(s), 640, 360), cv2.COLOR_BGR2GRAY) for s in (0, 0.2)
    )
    points = cv2.goodFeaturesToTrack(first, 200, 0.01, 6)
    tracked, found, _error = cv2.calcOpticalFlowPyrLK(first, last, points, None)
    good = found.ravel() == 1
    turn, _inliers = cv2.estimateAffinePartial2D(points[good], tracked[good])
    assert np.degrees(np.arctan2(turn[1, 0], turn[0, 0])) == pytest.approx(-3, abs=0.3)  # y points down


def test_an_arc_keeps_its_distance_and_faces_its_middle():
    film = Film("arc", "court", Pose(0, 0, 1.6), (Move("arc", 40),), subject=9.0)
    pose = film.pose(film.seconds)
    assert np.hypot(pose.x, pose.y - 9) == pytest.approx(9)
    assert pose.x < 0  # clockwise as seen from above: from the south by the west
    assert pose.bearing == pytest.approx(40)


def test_a_turn_has_no_parallax_and_a_slide_has():
    pan, truck = (Film("flow", "posts", STAND, (Move(kind, amount),)) for kind, amount in (("pan", 30), ("truck", 3)))
    assert flow_of(pan).parallax == pytest.approx(0, abs=1e-6)
    assert flow_of(truck).parallax > 0.02


def test_the_truth_is_told_in_the_forms_own_words_and_breaks_no_rule(monkeypatch):
    monkeypatch.setattr(truth, "flow_of", lambda _film: truth.Flow(0.2, 0.1))  # what is measured takes a second each
    spec = load_specification()
    for film in ALL:
        accepted = truth.answers_of(film)
        for question, values in accepted.items():
            assert set(values) <= {choice.id for choice in spec.question(question).choices}, (film.name, question)
        answers = {question: values[0] for question, values in accepted.items()}
        owed = {"movement.complex_without_words"} if film.complex else set()
        if film.place != "bare_wall":  # there the direction is left open
            assert {each.id for each in spec.violations(answers) if each.hard} <= owed, film.name


def test_names_are_told_once_and_the_sets_share_no_place():
    assert len({film.name for film in ALL}) == len(ALL)
    assert {f.place for f in open_films.FILMS}.isdisjoint(f.place for f in held_back_films.FILMS)
    assert all(film.held_back for film in held_back_films.FILMS)


def test_a_film_is_coded_frame_by_frame_and_the_same_each_time(tmp_path):
    film = Film("tiny", "room", Pose(0, -2, 1.5, 0, 0, 0, 70), (Move("pan", 20),), seconds=0.5, freeze=(3, 6))
    path = make_film(film, tmp_path)
    index = build_frame_index(path, lambda: False)
    assert index.frame_count == film.frames == 0.5 * RATE
    drawn = list(pictures(film))
    assert np.array_equal(drawn[3], drawn[6])
    assert not np.array_equal(drawn[6], drawn[7])
    assert all(np.array_equal(a, b) for a, b in zip(drawn, pictures(film), strict=True))
    decoded = upright_rgb(decode_frame(path, 5), 0, SIZE)[..., ::-1].astype(float)
    assert np.abs(decoded - drawn[5]).mean() < 8
    assert make_film(film, tmp_path) == path
