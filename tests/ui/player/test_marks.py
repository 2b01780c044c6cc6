from __future__ import annotations

import math

import numpy as np
import pytest

from chai_desktop.exchange.sample_clips import sample_clips
from chai_desktop.ui.player.aids import horizon, marks
from chai_desktop.ui.player.aids.horizon import Horizon

HD = (1920, 1080)


def test_thirds_divide_both_sides_in_three():
    lines = marks.thirds()
    assert sorted(line[0] for line in lines if line[0] == line[2]) == pytest.approx([1 / 3, 2 / 3])
    assert sorted(line[1] for line in lines if line[1] == line[3]) == pytest.approx([1 / 3, 2 / 3])


def test_safe_areas_are_those_of_the_standards():
    action, title = marks.safe_areas(HD)
    assert (action.left * 1920, action.top * 1080) == pytest.approx((67.2, 37.8))  # EBU R 95: 3.5 % at each edge
    assert (title.right * 1920, title.bottom * 1080) == pytest.approx((1824, 1026))  # and 5 %
    assert (action.name, title.name) == ("action safe 93 %", "title safe 90 %")


def test_safe_areas_of_another_shape_say_so():
    assert "made for 16:9" in marks.safe_areas((1080, 1920))[0].name
    assert "made for" not in marks.safe_areas((1366, 768))[0].name


@pytest.mark.parametrize(
    ("shape", "pixels"), [((1920, 1080), (607.5, 1080)), ((1080, 1920), (1080, 1920)), ((1080, 1080), (607.5, 1080))]
)
def test_the_tall_crop_is_the_largest_that_fits(shape, pixels):
    area = marks.crop(shape, 9, 16)
    wide, high = (area.right - area.left) * shape[0], (area.bottom - area.top) * shape[1]
    assert (wide, high) == pytest.approx(pixels)
    assert area.left == pytest.approx(1 - area.right)
    assert area.dim


def test_a_wide_crop_of_a_tall_picture():
    area = marks.crop((1080, 1920), 1, 1)
    assert ((area.right - area.left) * 1080, (area.bottom - area.top) * 1920) == pytest.approx((1080, 1080))


def test_the_horizon_begins_level_through_the_middle():
    (x1, y1), (x2, y2) = horizon.ends(Horizon(), HD)
    assert y1 == y2 == 0.5
    assert x1 < 0 < 1 < x2
    assert horizon.words(Horizon()).startswith("level")


def test_the_horizon_goes_through_the_place_it_is_turned_to():
    for place in ((0.9, 0.6), (0.1, 0.8), (0.95, 0.1), (0.3, 0.3)):
        line = horizon.turned_to(Horizon(), place, HD)
        (x1, y1), (x2, y2) = horizon.ends(line, HD)
        on_line = y1 + (y2 - y1) * (place[0] - x1) / (x2 - x1)
        assert on_line == pytest.approx(place[1])
        assert -90 <= line.degrees <= 90


def test_degrees_are_of_the_picture_as_seen_not_of_its_fractions():
    line = horizon.turned_to(Horizon(), (0.5 + 0.1, 0.5 + 0.1 * 1920 / 1080), HD)
    assert line.degrees == pytest.approx(45)
    assert horizon.turned_to(
        Horizon(), (0.9, 0.5 + 0.4 * 16 / 9 * math.tan(math.radians(5))), HD
    ).degrees == pytest.approx(5)


def test_the_handles_lie_on_the_line_in_the_picture():
    line = Horizon(12.0)
    (left, _), (right, y) = horizon.handles(line, HD)
    assert 0 < left < 0.5 < right < 1
    assert horizon.turned_to(line, (right, y), HD).degrees == pytest.approx(12.0)


def test_turning_at_the_middle_itself_changes_nothing():
    assert horizon.turned_to(Horizon(3.0), (0.5, 0.5), HD) == Horizon(3.0)


def test_the_line_can_be_moved_and_stays_in_the_picture():
    assert horizon.moved_by(Horizon(), 0.1, -0.2).middle == pytest.approx((0.6, 0.3))
    assert horizon.moved_by(Horizon(), 5, -5).middle == (1.0, 0.0)


def test_what_the_lean_says_of_the_camera():
    assert horizon.words(Horizon(4.24)) == "leans 4.2\u00b0 clockwise: the camera is rolled counter-clockwise"
    assert horizon.words(Horizon(-12.0)) == "leans 12.0\u00b0 counter-clockwise: the camera is rolled clockwise"


@pytest.mark.parametrize(
    ("name", "degrees", "way"), [("dutch_angle", 20.0, "clockwise"), ("roll_clockwise", 70.0, "clockwise")]
)
def test_the_words_agree_with_cameras_whose_roll_is_known(name, degrees, way):
    """What is level in the world, seen by the sample clip's last camera (rotation as a quaternion w, x, y, z)."""
    path = next(clip for clip in sample_clips() if clip.name == name).camera_path()
    w, *axis = path.frames[-1].rotation

    def turned(vector):
        u = np.array(axis)
        return vector + 2 * np.cross(u, np.cross(u, vector) + w * np.array(vector))

    right, up, ahead = turned([1.0, 0, 0]), turned([0, 1.0, 0]), turned([0, 0, -1.0])
    level = np.cross(ahead, [0, 0, 1.0])
    place = (0.5 + level @ right / 1920 * 300, 0.5 - level @ up / 1080 * 300)
    line = horizon.turned_to(Horizon(), place, HD)
    assert abs(line.degrees) == pytest.approx(degrees, abs=0.5)
    assert horizon.words(line).endswith(f"the camera is rolled {way}")
