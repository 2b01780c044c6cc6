"""What a person writes to go somewhere."""

from __future__ import annotations

from fractions import Fraction

import pytest

from chai_desktop.errors import ChaiError
from chai_desktop.ui.player.place_words import frame_of_words
from chai_desktop.ui.player.shot_starts import next_shot, previous_shot
from tests.ui.player.test_course import index_of

AT_24 = index_of([n * 125 // 3 for n in range(240)])
AT_24 = type(AT_24)(**{**vars(AT_24), "average_rate": Fraction(24)})
VARIABLE = type(AT_24)(**{**vars(AT_24), "variable_rate": True})


@pytest.mark.parametrize(
    ("words", "frame"),
    [
        ("83", 83), ("f83", 83), (" F 83 ", 83), ("0", 0),
        ("00:00:03:11", 83), ("03:11", 83), ("0:03:11", 83), ("00:00:03;11", 83),
        ("3.5s", 84), ("3,5 s", 84), ("2s", 48), (".5s", 12), ("00:00:03.500", 84), ("3.5", 84),
        ("+12", 112), ("-12", 88), ("\u221212", 88), ("+1s", 124), ("-1s", 76), ("+00:01:00", 124), ("+0", 100),
        ("+999", 239), ("-999", 0), ("-100s", 0),
    ],
)  # fmt: skip
def test_names_a_frame(words, frame):
    assert frame_of_words(words, AT_24, here=100) == frame


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("240", "its last is 239"), ("11s", "10.00 seconds long"), ("03:24", "no frame 24; its last is 23"),
        ("", "No place was written"), ("soon", "\u201csoon\u201d is no place"), ("+", "No place was written"),
    ],
)  # fmt: skip
def test_says_why_there_is_no_such_place(words, why):
    with pytest.raises(ChaiError) as refused:
        frame_of_words(words, AT_24, here=100)
    assert why in str(refused.value)


def test_at_a_variable_rate_frames_of_a_second_are_not_counted():
    with pytest.raises(ChaiError, match="no constant frame rate"):
        frame_of_words("03:11", VARIABLE, here=0)
    assert frame_of_words("3.5s", VARIABLE, here=0) == 84


def test_from_shot_to_shot():
    starts = (0, 40, 90)
    assert [next_shot(starts, here) for here in (0, 39, 40, 90)] == [40, 40, 90, None]
    assert [previous_shot(starts, here) for here in (0, 39, 40, 41, 100)] == [0, 0, 0, 40, 90]
    assert (next_shot((), 5), previous_shot((), 5)) == (None, 0)
