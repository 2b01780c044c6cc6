"""The bench of the player in small: that it measures at all, in the real window, and that no frame is wrong."""

from __future__ import annotations

import os
from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QRect

from benchmarks.clip_matrix import MATRIX, ODD
from benchmarks.coded_clips import ClipRecipe
from benchmarks.playback.rows import Extent, measure_playback
from benchmarks.playback.screen import Sight, Watcher

pytestmark = [pytest.mark.slow, pytest.mark.alone]

SMALL = Extent(
    requests=24,
    matrix=(MATRIX[0], next(recipe for recipe in ODD if recipe.rotation)),
    clip=ClipRecipe("bench_small", ".mp4", Fraction(1, 24), (1,), 250, 2, frames=150),
    steps=4, bare_steps=3, seeks=4, hold=0.6, drag=0.6, drags=1, play=1.0, stall=0.6, rest=0.3,
)  # fmt: skip


def test_every_row_is_measured_and_no_frame_is_wrong(qapp, tmp_path, monkeypatch):
    if not os.environ.get("DISPLAY") or qapp.platformName() == "offscreen":
        pytest.skip("frames are read from the screen, and there is none (./chai test gives one)")
    monkeypatch.setenv("CHAI_BENCH_FOLDER", str(tmp_path))
    rows = {row.id.removeprefix("playback."): row for row in measure_playback(replace(SMALL))}
    assert rows["wrong"].value == 0
    assert rows["wrong"].holds
    assert {"step_back_gain", "seek_ratio", "held_forward", "held_back", "drag", "drag_settled", "stall"} <= {
        name for name, row in rows.items() if row.holds is not None
    }
    assert all(rows[name].value > 0 for name in ("step_back", "seek", "seek_mpv", "drag", "drag_settled", "stall"))


def test_a_watcher_tells_what_stood_on_the_screen_and_when():
    watcher = Watcher(QRect())
    watcher.sights = [Sight(1.0, 5), Sight(2.0, 6), Sight(2.5, None), Sight(3.0, 7), Sight(9.0, 8)]
    assert [sight.frame for sight in watcher.between(1.5, 4.0)] == [5, 6, None, 7]
    assert watcher.distinct(1.5, 4.0) == 2
    assert watcher.first(7, 1.5) == 3.0
    assert watcher.first(6, 2.2) == 2.2  # it stood there already
    assert watcher.first(42, 0.0) is None
