"""The clips on which the player is measured are what their rows say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.clip_matrix import LARGE, MATRIX, ODD, SMALL, clip_folder
from benchmarks.coded_clips import BAND, make_clip, make_clips, read_band, read_number
from chai_desktop.media.decoding import decode_frame
from chai_desktop.media.frame_index import build_frame_index


def test_every_group_rate_container_and_size_that_is_promised_is_among_them() -> None:
    rates = {round(float(1 / (r.time_base * r.intervals[0])), 2) for r in MATRIX if len(r.intervals) == 1}
    assert {1, 24, 250} <= {r.group for r in MATRIX}
    assert {23.98, 24.0, 25.0, 29.97, 120.0, 240.0} <= rates
    assert any(len(r.intervals) > 1 for r in MATRIX)
    assert {r.suffix for r in MATRIX} == {".mp4", ".mkv", ".mov", ".ts", ".webm"}
    assert {r.size for r in MATRIX} == {(640, 360), (1920, 1080), (3840, 2160)}
    assert len({r.name for r in MATRIX}) == len(MATRIX)


@pytest.mark.parametrize("name", ["ntsc_vp9", "vfr_gop1", "ten_bit", "turned", "hevc", "uhd_gop1"])
def test_a_clip_holds_the_frames_that_it_promises(tmp_path, name) -> None:
    recipe = next(r for r in (*SMALL, *ODD, *LARGE) if r.name == name)
    recipe = replace(recipe, frames=30, size=(640, 360))
    path = make_clip(recipe, tmp_path)
    index = build_frame_index(path)
    assert index.frame_count == 30
    assert index.rotation == -recipe.rotation % 360
    for frame in (0, 1, 29):
        assert read_number(decode_frame(path, frame, index).to_ndarray(format="rgb24")) == frame


def test_the_band_alone_gives_the_same_number(tmp_path) -> None:
    path = make_clip(replace(MATRIX[0], frames=20), tmp_path)
    picture = decode_frame(path, 13).to_ndarray(format="rgb24")
    for high in (360, 247, 90):
        lines = np.linspace(0, 359, high).astype(int)
        scaled = picture[lines]
        assert read_number(scaled) == read_band(scaled[round(BAND[0] * high) : round(BAND[1] * high)]) == 13


def test_clips_are_made_once_and_kept_where_the_person_says(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("CHAI_BENCH_FOLDER", str(tmp_path))
    recipes = [replace(recipe, frames=4) for recipe in MATRIX[:3]]
    with clip_folder() as folder:
        first = [path.stat().st_mtime_ns for path in make_clips(recipes, folder)]
        assert [path.stat().st_mtime_ns for path in make_clips(recipes, folder)] == first
    assert folder.parent == tmp_path
    assert len(list(folder.iterdir())) == 3
    monkeypatch.delenv("CHAI_BENCH_FOLDER")
    with clip_folder() as folder:
        make_clips(recipes[:1], folder)
    assert not folder.exists()
