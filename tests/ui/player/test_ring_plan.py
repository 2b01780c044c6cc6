"""Which frames the ring decodes next, and which it lets go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.ui.player.frame_ring.ring_plan import RingView, next_stretch, to_let_go

CLIP = (0, 999)


def view(playhead: int, direction: int = 0, room: int = 100, key: int = 0, bounds: tuple[int, int] = CLIP) -> RingView:
    return RingView(playhead, direction, bounds, room, key)


def test_the_playheads_frame_comes_first_with_those_that_decoding_passes_on_the_way():
    assert next_stretch(view(500, key=480), held=()) == (480, 500)
    assert next_stretch(view(500, -1, key=480), held=()) == (480, 500)


def test_no_earlier_group_is_begun_before_the_playheads_own_frame_is_there():
    assert next_stretch(view(500, -1, key=499), held=()) == (499, 500)


def test_going_forward_the_playheads_stretch_reaches_ahead():
    assert next_stretch(view(500, 1, key=490), held=()) == (490, 575)


def test_most_of_the_room_lies_where_the_playhead_travels():
    assert view(500, 1).window == (476, 575)
    assert view(500, -1).window == (426, 525)
    assert view(500, 0).window == (451, 550)


def test_at_the_ends_of_the_clip_no_room_is_wasted():
    assert view(0, -1).window == (0, 99)
    assert view(999, 1).window == (900, 999)
    assert view(5, 1, bounds=(0, 20)).window == (0, 20)


def test_going_back_the_frames_before_come_before_those_after():
    held = set(range(470, 501))
    assert next_stretch(view(500, -1), held) == (426, 469)
    assert next_stretch(view(500, 1), held) == (501, 575)


def test_a_group_is_not_decoded_again_for_each_step_back():
    held = set(range(426, 526))
    assert next_stretch(view(495, -1), held) is None  # five frames are missing, and it would cost a whole group
    assert next_stretch(view(475, -1), held) == (401, 425)
    held = set(range(5, 80))
    assert next_stretch(view(30, -1, bounds=(0, 79)), held) == (0, 4)  # there will never be more


def test_a_hole_behind_the_playhead_is_filled_however_small_it_is():
    clip = (0, 119)  # far less than there is room for
    held = set(range(31)) | set(range(48, 120))  # the beginning, and what was decoded after a jump
    assert next_stretch(view(60, room=1165, key=48, bounds=clip), held) == (31, 47)


@given(st.sets(st.integers(0, 79)), st.integers(0, 79), st.integers(-1, 1))
def test_a_clip_for_which_there_is_room_is_held_whole_at_last(held, playhead, direction):
    held = set(held)
    for _ in range(200):
        stretch = next_stretch(view(playhead, direction, room=500, bounds=(0, 79)), held)
        if stretch is None:
            break
        held |= set(range(stretch[0], stretch[1] + 1))
    assert held == set(range(80))


def test_what_cannot_be_decoded_is_not_asked_for_again():
    known = set(range(20))
    assert next_stretch(view(10, bounds=(0, 19)), known) is None


def test_frames_far_from_the_playhead_go_first():
    held = set(range(120))
    assert sorted(to_let_go(view(110, 1, room=100, bounds=(0, 999)), held)) == list(range(20))
    assert to_let_go(view(110, 1, room=120), held) == []


@given(
    st.integers(0, 999), st.sampled_from((-1, 0, 1)), st.integers(1, 300), st.sets(st.integers(0, 999), max_size=300)
)
def test_what_is_decoded_next_is_missing_and_finds_room(playhead, direction, room, held):
    looking = view(playhead, direction, room)
    low, high = looking.window
    assert low <= playhead <= high
    assert high - low < room
    stretch = next_stretch(looking, held)
    if stretch is None:
        assert playhead in held
    else:
        assert low <= stretch[0] <= stretch[1] <= high
        assert not held & set(range(stretch[0], stretch[1] + 1))


@given(st.integers(0, 199), st.sampled_from((-1, 0, 1)), st.integers(8, 60))
def test_decoding_comes_to_an_end_with_the_window_filled(playhead, direction, room):
    looking, held = view(playhead, direction, room, bounds=(0, 199)), set[int]()
    for _ in range(20):
        stretch = next_stretch(looking, held)
        if stretch is None:
            break
        held |= set(range(stretch[0], stretch[1] + 1))
        held -= set(to_let_go(looking, held))
    assert next_stretch(looking, held) is None
    low, high = looking.window
    missing = [n for n in range(low, high + 1) if n not in held]
    assert len(missing) < max(1, room // 4)
    assert len(held) <= room
