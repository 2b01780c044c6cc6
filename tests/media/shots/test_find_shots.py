"""Shots of real files whose cuts are known: exact to the frame, and none where there is none."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from benchmarks.edited_film import blended, faded, film, sample, wiped
from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.shots import Shot, Transition, find_shots, finding
from chai_desktop.resources import FOLDER

CUTS_OF_REAL_FOOTAGE = {
    "bbb_a": [90],
    "bbb_b": [2, 112, 187],
    "bbb_c": [71, 141, 203],
    "bikes_city_640": [30, 76, 137, 187, 242],
    "carphone_qcif": [],
    "dog_phone_1080p_vfr": [],
    "vtest_surveillance_pedestrians": [],
}


def starts(path, **how):
    return [shot.first for shot in find_shots(path, build_frame_index(path), **how)][1:]


@pytest.fixture(scope="module")
def two_cuts(tmp_path_factory):
    """Cuts at 20 and 51."""
    pictures = np.concatenate([sample("pan_right")[:20], sample("static")[:31], sample("crane_up")[:29]])
    return film(pictures, tmp_path_factory.mktemp("film") / "two cuts.mp4")


@pytest.mark.parametrize("name", CUTS_OF_REAL_FOOTAGE)
def test_every_cut_of_real_footage_is_found_at_its_frame_and_nothing_else(shared_data, name):
    assert starts(shared_data / "clips" / f"{name}.mp4") == CUTS_OF_REAL_FOOTAGE[name]


@pytest.mark.parametrize("clip", sorted((FOLDER / "sample" / "clips").glob("*.mp4")), ids=lambda path: path.stem)
def test_of_the_sample_clips_only_the_one_with_a_cut_is_cut(clip):
    assert starts(clip) == ([36] if clip.stem == "cut" else [])


def test_shots_follow_each_other_without_a_gap_at_cuts(two_cuts):
    assert find_shots(two_cuts, build_frame_index(two_cuts)) == (
        Shot(0, 19, Transition.START),
        Shot(20, 50, Transition.CUT),
        Shot(51, 79, Transition.CUT),
    )


def test_ordinals_of_a_part_of_a_file_are_its_own(two_cuts):
    part = build_frame_index(two_cuts).part(33, 70)
    assert [(shot.first, shot.last) for shot in find_shots(two_cuts, part)] == [(0, 17), (18, 37)]


def test_a_cut_is_exact_where_the_rate_varies(tmp_path):
    pictures = np.concatenate([sample("tilt_up")[:23], sample("handheld")[:22]])
    ticks = list(np.cumsum(np.tile([33, 33, 67, 20, 133], 9)))
    assert starts(film(pictures, tmp_path / "phone.mkv", [int(tick) for tick in ticks])) == [23]


def test_cuts_on_either_side_of_the_stretches_that_are_looked_at_are_found_once(tmp_path, monkeypatch):
    monkeypatch.setattr(finding, "_STRETCH", 240)
    names = ("pan_right", "static", "crane_up", "zoom_in", "tilt_up", "dutch_angle", "roll_clockwise", "fisheye")
    path = film(np.concatenate([sample(name)[:50] for name in names]), tmp_path / "long.mp4")
    assert starts(path) == [50 * n for n in range(1, len(names))]


def test_a_flash_and_a_jump_of_exposure_are_no_cuts(tmp_path):
    pictures = sample("handheld").astype(np.float32)
    pictures[20] = pictures[20] * 0.2 + 200
    pictures[40:] *= 0.6
    assert starts(film(np.clip(pictures, 0, 255).astype(np.uint8), tmp_path / "flash.mp4")) == []


def test_a_pan_three_times_as_fast_is_no_cut(tmp_path):
    assert starts(film(sample("pan_right")[::3], tmp_path / "whip.mp4")) == []


def test_a_dissolve_is_told_from_a_cut_and_its_frames_belong_to_neither_shot(tmp_path):
    path = film(blended(sample("static"), sample("dutch_angle"), 12), tmp_path / "dissolve.mp4")
    first, second = find_shots(path, build_frame_index(path))
    assert second.transition is Transition.DISSOLVE
    assert first.last == pytest.approx(59, abs=2)
    assert second.first == pytest.approx(72, abs=2)


def test_a_fade_through_black_leaves_the_black_out(tmp_path):
    path = film(faded(sample("static"), sample("dutch_angle"), 10, black=6), tmp_path / "fade.mp4")
    first, second = find_shots(path, build_frame_index(path))
    assert second.transition is Transition.FADE
    assert 62 <= first.last <= 72
    assert 77 <= second.first <= 84


def test_black_between_two_cuts_is_no_shot(tmp_path):
    dark = np.zeros((8, *sample("static").shape[1:]), np.uint8)
    path = film(np.concatenate([sample("static")[:30], dark, sample("dutch_angle")[:30]]), tmp_path / "black.mp4")
    first, second = find_shots(path, build_frame_index(path))
    assert (first.last, second.first, second.transition) == (29, 38, Transition.CUT)


def test_a_wipe_is_told_from_a_cut(tmp_path):
    path = film(wiped(sample("static"), sample("dutch_angle"), 16), tmp_path / "wipe.mp4")
    first, second = find_shots(path, build_frame_index(path))
    assert second.transition is Transition.WIPE
    assert first.last == pytest.approx(55, abs=2)
    assert second.first == pytest.approx(72, abs=2)


def test_progress_rises_to_the_end_and_the_search_can_be_stopped(two_cuts, monkeypatch):
    monkeypatch.setattr(finding, "_STRETCH", 240)
    shares: list[float] = []
    find_shots(two_cuts, build_frame_index(two_cuts), shares.append)
    assert shares[-1] == 1.0
    with pytest.raises(Cancelled):
        find_shots(two_cuts, build_frame_index(two_cuts), cancelled=lambda: True)


def test_a_file_that_went_away_is_named(two_cuts, tmp_path):
    with pytest.raises(MediaError, match=r"gone\.mp4"):
        find_shots(tmp_path / "gone.mp4", build_frame_index(two_cuts))


def test_one_frame_is_one_shot(tmp_path):
    path = film(sample("static")[:1], tmp_path / "one.mp4")
    assert find_shots(path, build_frame_index(path)) == (Shot(0, 0, Transition.START),)


def test_reading_shots_loads_no_opencv():
    code = "import chai_desktop.media.shots, sys; sys.exit('cv2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
