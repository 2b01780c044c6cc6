"""How curves are laid into a small picture, and which curve helps with which question."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from chai_desktop.media.motion.curves import MotionCurves
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.suggestions import question_curves
from chai_desktop.ui.suggestions.curve_shape import place_of, shape_of


def values(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)


def test_a_curve_of_both_signs_has_its_zero_in_the_middle():
    (line,) = shape_of(values(0, 2, -2), 10).lines
    assert shape_of(values(0, 2, -2), 10).middle == 0.5
    assert line == ((0.0, 0.5), (0.5, 0.0), (1.0, 1.0))


def test_a_curve_of_one_sign_stands_on_the_bottom():
    shape = shape_of(values(0, 1, 2), 10)
    assert shape.middle == 1.0
    assert [y for _x, y in shape.lines[0]] == [1.0, 0.5, 0.0]


def test_the_line_is_broken_where_nothing_was_measured():
    first, second = shape_of(values(1, 1, np.nan, 1, 1), 10).lines
    assert (len(first), len(second)) == (2, 2)


def test_noise_does_not_fill_the_height():
    (line,) = shape_of(values(0.001, 0.002, 0.001), 10, least=0.05).lines
    assert min(y for _x, y in line) > 0.9


def test_a_single_jump_survives_where_many_frames_share_a_column():
    jump = np.zeros(1000, dtype=np.float32)
    jump[507] = 1.0
    (line,) = shape_of(jump, 50).lines
    assert len(line) <= 51
    assert min(y for _x, y in line) == 0.0


@pytest.mark.parametrize("nothing", [values(), values(np.nan, np.nan), values(0, 0)])
def test_nothing_to_draw_is_no_trouble(nothing):
    shape_of(nothing, 10)


def test_places_are_from_edge_to_edge():
    assert [place_of(frame, 5) for frame in (0, 2, 4, 9)] == [0.0, 0.5, 1.0, 1.0]
    assert place_of(0, 1) == 0.0


def test_every_curve_that_is_drawn_is_measured_and_every_question_is_in_the_form():
    spec, measured = load_specification(), {each.name for each in fields(MotionCurves)}
    for question, curves in question_curves._OF_QUESTION.items():
        assert spec.question(question).kind != "text"
        assert {each.field for each in curves} <= measured
    assert question_curves.legend("camera_pan") == "pan (right is up); near against far, thin"
    assert question_curves.curves_of("subject.type") == ()
