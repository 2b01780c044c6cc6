from __future__ import annotations

import pytest

from chai_desktop.ui.player.aids.picture_transform import (
    MOST,
    View,
    Zoom,
    next_level,
    panned,
    percent,
    seen_part,
    transform,
    zoomed_to,
)

HD = View(960, 540, (1920, 1080))


@pytest.mark.parametrize(
    ("view", "rect"),
    [
        (HD, (0, 0, 960, 540)),
        (View(1000, 540, (1920, 1080)), (20, 0, 960, 540)),
        (View(960, 700, (1920, 1080)), (0, 80, 960, 540)),
        (View(700, 540, (1080, 1920)), (198, 0, 304, 540)),
        (View(960, 540, (1920, 1080), ratio=2.0), (0, 0, 960, 540)),
    ],
)
def test_without_zoom_the_whole_picture_lies_in_the_middle(view, rect):
    lies = transform(view, Zoom())
    assert (lies.left, lies.top, lies.width, lies.height) == rect


def test_places_go_there_and_back_mirrored_or_not():
    for mirrored in (False, True):
        for zoom in (Zoom(), Zoom(2.0, (0.3, 0.8)), Zoom(1.25, (0.5, 0.5))):
            lies = transform(HD, zoom, mirrored)
            for place in ((0.0, 0.0), (0.3, 0.8), (1.0, 0.25)):
                assert lies.to_picture(*lies.to_view(*place)) == pytest.approx(place)


def test_a_hundred_percent_is_a_device_pixel_for_each_of_the_picture():
    assert transform(HD, Zoom(1.0)).width == 1920
    fine = View(960, 540, (1920, 1080), ratio=2.0)
    assert transform(fine, Zoom(1.0)).width == 960
    assert transform(fine, Zoom(2.0)).width == 1920


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_edges_lie_on_device_pixels(ratio):
    view = View(963, 541, (1920, 1080), ratio)
    for centre in ((0.5, 0.5), (0.337, 0.611), (0.0, 1.0)):
        lies = transform(view, Zoom(2.0, centre))
        for edge in (lies.left, lies.top, lies.width, lies.height):
            assert edge * ratio == pytest.approx(round(edge * ratio), abs=1e-6)


def test_what_is_under_the_mouse_stays_there():
    zoom = Zoom()
    at = (200.0, 400.0)
    before = transform(HD, zoom).to_picture(*at)
    for scale in (0.8, 1.0, 2.0, 5.0, 1.5):
        zoom = zoomed_to(HD, zoom, scale, at)
        place = transform(HD, zoom).to_picture(*at)
        assert abs(place[0] - before[0]) * 1920 * scale <= 2
        assert abs(place[1] - before[1]) * 1080 * scale <= 2


def test_what_is_under_the_mouse_stays_there_in_a_mirror():
    at = (200.0, 400.0)
    before = transform(HD, Zoom(), True).to_picture(*at)
    zoom = zoomed_to(HD, Zoom(), 3.0, at, mirrored=True)
    assert transform(HD, zoom, True).to_picture(*at) == pytest.approx(before, abs=0.001)


def test_zooming_out_ends_with_the_whole_picture_and_zooming_in_ends_somewhere():
    assert zoomed_to(HD, Zoom(2.0), 0.4, (10, 10)) == Zoom()
    assert zoomed_to(HD, Zoom(2.0), None, (10, 10)) == Zoom()
    assert zoomed_to(HD, Zoom(2.0), 99.0, (10, 10)).scale == MOST


def test_the_picture_follows_the_hand_and_stops_at_its_edges():
    zoom = Zoom(2.0)
    moved = panned(HD, zoom, (30, -20))
    was, now = transform(HD, zoom), transform(HD, moved)
    assert (now.left - was.left, now.top - was.top) == (30, -20)
    far = transform(HD, panned(HD, zoom, (99999, 99999)))
    assert (far.left, far.top) == (0, 0)
    far = transform(HD, panned(HD, zoom, (-99999, -99999)))
    assert (far.left + far.width, far.top + far.height) == (960, 540)


def test_the_picture_follows_the_hand_in_a_mirror_too():
    moved = panned(HD, Zoom(2.0), (30, 0), mirrored=True)
    assert transform(HD, moved, True).left - transform(HD, Zoom(2.0), True).left == 30


def test_a_side_that_has_room_stays_in_the_middle():
    narrow = View(1000, 500, (400, 1000))
    lies = transform(narrow, panned(narrow, Zoom(1.0), (300, 100)))
    assert lies.left == 300
    assert lies.top == -150


def test_a_picture_without_zoom_cannot_be_moved():
    assert panned(HD, Zoom(), (30, 30)) == Zoom()


def test_one_key_goes_through_the_levels_above_the_whole_picture():
    assert next_level(HD, Zoom()) == 1.0
    assert next_level(HD, Zoom(1.0)) == 2.0
    assert next_level(HD, Zoom(2.0)) is None
    assert next_level(HD, Zoom(1.3)) == 2.0
    small = View(960, 540, (640, 360))  # the whole of it is at 150 % already
    assert next_level(small, Zoom()) == 2.0
    assert next_level(small, Zoom(2.0)) == 4.0
    assert next_level(small, Zoom(4.0)) is None


def test_pixels_are_squares_from_two_hundred_percent_on():
    assert transform(HD, Zoom(1.5)).smooth
    assert not transform(HD, Zoom(2.0)).smooth
    assert transform(View(960, 540, (64, 36)), Zoom()).smooth  # small, and shown whole: not meant for judging pixels


def test_the_part_in_view():
    assert seen_part(HD, Zoom()) == (0, 0, 1, 1)
    assert seen_part(HD, Zoom(2.0, (0.5, 0.5))) == pytest.approx((0.375, 0.375, 0.625, 0.625))


def test_the_factor_in_words():
    assert [percent(scale) for scale in (0.75, 1.0, 2.0)] == ["75 %", "100 %", "200 %"]
