from __future__ import annotations

import numpy as np
import pytest

from benchmarks.coded_clips import RECIPES, make_clip, read_number
from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player.aids import clip_frames
from chai_desktop.ui.player.aids.clips import Clips, OpenClip
from chai_desktop.ui.player.aids.pixels import as_array
from chai_desktop.ui.player.frame_ring.held_frame import HeldFrame

SIZE = (640, 360)


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    by_name = {recipe.name: recipe for recipe in RECIPES}
    folder = tmp_path_factory.mktemp("coded")
    return lambda name: make_clip(by_name[name], folder)


@pytest.fixture
def clip(coded) -> OpenClip:
    path = coded("cfr25_gop24_bframes")
    return OpenClip(path, build_frame_index(path), path.name)


@pytest.fixture
def clips():
    clips = Clips()
    yield clips
    clips.close()


def rgb(image) -> np.ndarray:
    return as_array(image)[..., 2::-1]


def test_frames_are_the_ones_asked_for_in_any_order(clips, clip):
    for frame in (50, 49, 3, 119, 0, 51):
        shown = clip_frames.still_of(clip, frame, SIZE)(clips)
        assert shown.frame == frame
        assert read_number(rgb(shown.image)) == frame


def test_only_as_much_is_kept_as_is_useful(clips, clip):
    for frame in range(40):
        clip_frames.still_of(clip, frame, SIZE)(clips)
    assert len(clips._kept) <= 16


def test_frames_at_hand_are_not_decoded_again(clips, clip, coded):
    other = coded("cfr24_gop250")
    with_held = Clips()
    reader = with_held._reader(clip)
    frame = reader.frame(30)
    assert frame is not None
    from chai_desktop.media.colour_matrix import matrix_of

    held = {30: HeldFrame(frame, matrix_of(frame), frame.width)}
    gone = OpenClip(other.with_name("gone.mp4"), clip.index, "gone", held.get)
    assert read_number(rgb(clip_frames.still_of(gone, 30, SIZE)(clips).image)) == 30
    with pytest.raises(MediaError, match=r"gone\.mp4"):
        clip_frames.still_of(gone, 31, SIZE)(clips)
    with_held.close()


def test_small_copies_are_taken_all_together_or_not_at_all(clip):
    small = HeldFrame(type("Frame", (), {"width": 640})(), 1, 1280)
    whole = HeldFrame(type("Frame", (), {"width": 1280})(), 1, 1280)
    held = {1: small, 2: small, 3: whole}
    some = OpenClip(clip.path, clip.index, "", held.get)
    assert set(some.at_hand([1, 2], SIZE)) == {1, 2}
    assert set(some.at_hand([1, 4], SIZE)) == set()
    assert set(some.at_hand([3, 4], SIZE)) == {3}
    assert set(some.at_hand([1, 2], (1280, 720))) == set()  # they are too small for this


def test_the_first_frame_differs_from_nothing(clips, clip):
    shown = clip_frames.difference_of(clip, 0, 4, SIZE)(clips)
    assert (rgb(shown.image) == 128).all()


def test_a_computed_picture_is_opaque(clips, clip):
    for work in (clip_frames.difference_of(clip, 9, 4, SIZE), clip_frames.ghost_of(clip, 9, (0, 20), SIZE)):
        shown = work(clips)
        assert (as_array(shown.image)[..., 3] == 255).all()


@pytest.mark.parametrize(
    ("frame", "marked", "expected"),
    [(5, None, (0, 119)), (0, None, (119,)), (5, (2, 9), (2, 9)), (2, (2, 9), (9,)), (5, (5, 5), ())],
)
def test_what_shines_through(frame, marked, expected):
    assert clip_frames.ghosts_beside(frame, marked, 119) == expected


def test_two_clips_go_in_step_by_number_or_by_time(coded):
    slow, fast = (build_frame_index(coded(name)) for name in ("cfr25_gop24_bframes", "cfr24_gop250"))
    assert clip_frames.beside(slow, fast, 50, by_time=False) == 50
    assert clip_frames.beside(slow, fast, 50, by_time=True) == 48  # two seconds
    assert clip_frames.beside(slow, fast, 0, by_time=True) == 0
    part = fast.part(0, 9)
    assert clip_frames.beside(slow, part, 50, by_time=False) == 9
    assert clip_frames.beside(slow, part, 50, by_time=True) == 9
