"""The promise of the player, in small: the bench asks 500 times, this asks often enough to see a broken formula."""

from __future__ import annotations

import os

import pytest

from benchmarks.coded_clips import HARD_RECIPES, RECIPES
from benchmarks.exactness import measure_exactness

pytestmark = [pytest.mark.gui, pytest.mark.slow]


@pytest.mark.parametrize(("software", "requests"), [(False, 110), (True, 44)])
def test_every_frame_asked_for_is_the_frame_on_screen(qapp, coded_folder, software, requests):
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        pytest.skip("the player draws on a display, and there is none (./chai test gives one)")
    report = measure_exactness(requests, coded_folder, (*RECIPES, *HARD_RECIPES), software, seed=requests)
    assert report.total == requests
    assert report.misses == []
    assert report.read_from == ("screen" if qapp.platformName() != "offscreen" else "player")
