"""The plan of a split, without a window."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from chai_desktop.exchange.splitting import Footage
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.shots import Shot, Transition
from chai_desktop.store.records import Clip, ClipFacts
from chai_desktop.ui.shots.split_plan import SplitPlan

FACTS = ClipFacts("/f/walk.mp4", "walk.mp4", "0" * 64, 9, 8, 8, 80, 24.0, 3.3, False, False, "h264", 20, 99)
SHOTS = (Shot(20, 49, Transition.START), Shot(50, 69, Transition.CUT), Shot(80, 99, Transition.DISSOLVE))


@pytest.fixture
def index(small_clip):
    from dataclasses import replace

    from chai_desktop.media.frame_index import build_frame_index

    stamps = np.arange(120, dtype=np.int64)
    return replace(build_frame_index(small_clip), timestamps=stamps, time_base=Fraction(1, 24), last_duration=1)


@pytest.fixture
def plan(index: FrameIndex):
    return SplitPlan(Footage(FACTS, Clip("a", FACTS, "")), SHOTS, index)


def ranges(plan):
    return [(row.shot.first, row.shot.last) for row in plan.rows]


def test_rows_are_told_in_the_clips_own_frames(plan):
    assert [plan.name(n) for n in range(3)] == ["walk 01", "walk 02", "walk 03"]
    assert [plan.frames(n) for n in range(3)] == ["0 to 29", "30 to 49", "60 to 79"]
    assert plan.length(0) == "00:01.250"
    assert [plan.begins_with(n) for n in range(3)] == ["start", "cut", "dissolve"]
    assert plan.left_out() == 10


def test_neighbours_are_joined_with_the_frames_between_them(plan):
    plan.join(2)
    assert ranges(plan) == [(20, 49), (50, 99)]
    assert plan.left_out() == 0
    assert not plan.can_join(0)


def test_a_cut_moves_both_sides_and_the_end_of_a_dissolve_only_its_own(plan):
    plan.move(1, -1)
    plan.move(2, +1)
    assert ranges(plan) == [(20, 48), (49, 69), (81, 99)]


def test_no_clip_can_become_empty_or_run_into_the_one_above(plan):
    plan.rows = [
        plan.rows[0].__class__(Shot(20, 20, Transition.START)),
        plan.rows[0].__class__(Shot(21, 21, Transition.CUT)),
    ]
    assert not plan.can_move(1, -1)
    assert not plan.can_move(1, +1)
    assert not plan.can_move(0, +1)


def test_a_shot_that_begins_after_a_dissolve_cannot_move_into_the_former_one(plan):
    for _ in range(10):
        plan.move(2, -1)
    assert ranges(plan)[2] == (70, 99)
    assert plan.can_move(2, -1)  # now they touch: it is a border like any other
    plan.move(2, -1)
    assert ranges(plan)[1:] == [(50, 68), (69, 99)]


def test_what_is_not_chosen_keeps_its_number_and_is_left_out(plan):
    plan.choose(1, False)
    assert [name for name, _shot in plan.chosen()] == ["walk 01", "walk 03"]
    assert plan.left_out() == 30
    plan.choose_all(True)
    assert len(plan.chosen()) == 3


def test_only_a_clip_of_the_project_without_work_can_be_taken_out(plan, index):
    assert plan.may_take_out
    assert not SplitPlan(Footage(FACTS), SHOTS, index).may_take_out
    assert not SplitPlan(Footage(FACTS, Clip("a", FACTS, ""), has_work=True), SHOTS, index).may_take_out
