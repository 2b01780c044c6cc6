from __future__ import annotations

import numpy as np

from chai_desktop.ui.player.aids.aid_images import EQUAL, difference, ghost


def _flat(value: int, size=(9, 16)):
    return np.full((*size, 3), value, np.uint8)


def test_a_ghost_of_nothing_is_the_frame():
    frame = _flat(77)
    assert ghost(frame, []) is frame


def test_a_ghost_of_equal_frames_is_that_frame():
    for value in (0, 1, 127, 128, 254, 255):
        for others in ([_flat(value)], [_flat(value), _flat(value)]):
            assert (ghost(_flat(value), others) == value).all()


def test_the_frames_at_in_and_out_share_half_of_the_ghost():
    blended = ghost(_flat(200), [_flat(0), _flat(100)])
    assert abs(int(blended[0, 0, 0]) - (200 * 0.5 + 0 * 0.25 + 100 * 0.25)) <= 1
    assert abs(int(ghost(_flat(0), [_flat(255)])[0, 0, 0]) - 128) <= 1


def test_white_and_black_do_not_run_over():
    assert ghost(_flat(255), [_flat(255), _flat(255)]).max() == 255
    assert ghost(_flat(0), [_flat(0)]).min() == 0


def test_the_difference_is_grey_where_nothing_changed():
    frame = np.random.default_rng(1).integers(0, 256, (9, 16, 3), dtype=np.uint8)
    assert (difference(frame, frame, 16) == EQUAL).all()


def test_the_difference_grows_with_the_change_both_ways_and_with_the_gain():
    a, b = _flat(100), _flat(110)
    for gain, expected in ((1, 133), (2, 138), (4, 148), (16, 208)):
        assert difference(a, b, gain)[0, 0].tolist() == [expected] * 3
        assert difference(b, a, gain)[0, 0].tolist() == [expected] * 3
    assert difference(_flat(255), _flat(0), 1).max() == 255
    assert difference(_flat(255), _flat(0), 16).max() == 255


def test_only_the_colour_that_changed_differs():
    a = _flat(50)
    b = a.copy()
    b[4, 5, 0] = 90
    assert difference(a, b, 2)[4, 5].tolist() == [168, EQUAL, EQUAL]
    assert (difference(a, b, 2) != EQUAL).sum() == 1
    assert a.max() == a.min() == 50  # what was given is not touched
