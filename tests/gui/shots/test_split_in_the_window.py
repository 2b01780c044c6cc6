"""Splitting in the real window: what is offered, the plan, and what comes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.resources import FOLDER
from chai_desktop.ui.library.library_table import LENGTH
from tests.gui.looking import ask, names, said

pytestmark = pytest.mark.gui


@pytest.fixture
def two_shots(tmp_path) -> Path:
    """A project with one clip, which holds a cut at frame 36 of 72."""
    path = tmp_path / "Cut.chai"
    shutil.copy(FOLDER / "sample" / "clips" / "cut.mp4", tmp_path)
    with create_project(path) as project:
        import_files(lambda do: do(project), [tmp_path / "cut.mp4"], lambda _f, _n: None, lambda: False)
    return path


def plan_of(qtbot, bench):
    qtbot.waitUntil(lambda: bench.media.shots.dialog is not None, timeout=30000)
    dialog = bench.media.shots.dialog
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def press(bench, words: str) -> None:
    """The button with these words in one of the messages."""
    next(b for b in bench.window.notices.findChildren(QPushButton) if b.text() == words).click()


def test_the_plan_shows_each_shot_with_its_pictures_and_splitting_is_one_step(qtbot, open_bench, two_shots):
    bench = open_bench(two_shots)
    assert bench.registry.run("edit.split")
    dialog = plan_of(qtbot, bench)
    assert [dialog.plan.frames(row) for row in (0, 1)] == ["0 to 35", "36 to 71"]
    qtbot.waitUntil(lambda: set(dialog.table._pictures) == {0, 35, 36, 71}, timeout=15000)
    assert dialog.agree.text() == "Add 2 clips"
    dialog.take_out.setChecked(True)
    dialog.agree.click()
    qtbot.waitUntil(lambda: names(qtbot, bench) == ["cut 01", "cut 02"], timeout=15000)
    qtbot.waitUntil(lambda: len(bench.library.rows) == 2, timeout=5000)
    assert bench.registry.run("edit.undo")
    qtbot.waitUntil(lambda: names(qtbot, bench) == ["cut.mp4"])
    qtbot.waitUntil(lambda: [row.name for row in bench.library.rows] == ["cut.mp4"], timeout=5000)


def test_the_plan_can_be_mended_by_hand(qtbot, open_bench, two_shots):
    bench = open_bench(two_shots)
    bench.registry.run("edit.split")
    dialog = plan_of(qtbot, bench)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    dialog.earlier.click()
    dialog.earlier.click()
    assert [dialog.plan.frames(row) for row in (0, 1)] == ["0 to 33", "34 to 71"]
    qtbot.waitUntil(lambda: {33, 34} <= set(dialog.table._pictures), timeout=15000)
    dialog.table.setData(dialog.table.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert dialog.agree.text() == "Add 1 clip"
    dialog.agree.click()
    qtbot.waitUntil(lambda: names(qtbot, bench) == ["cut.mp4", "cut 02"], timeout=15000)


def test_a_clip_that_is_a_part_plays_and_counts_its_own_frames(qtbot, open_bench, two_shots):
    bench = open_bench(two_shots)
    bench.registry.run("edit.split")
    plan_of(qtbot, bench).agree.click()
    qtbot.waitUntil(lambda: len(bench.library.rows) == 3, timeout=15000)
    second = [row.clip.id for row in bench.library.rows][2]
    bench.open_clip(second)
    player = bench.annotate.annotator.view.player
    qtbot.waitUntil(lambda: bench.annotate.has_clip() and player.state.is_open, timeout=15000)
    assert player.state.frame_count == 36


def test_nothing_is_taken_out_that_somebody_worked_on(qtbot, open_bench, two_shots):
    bench = open_bench(two_shots)
    clip_id = bench.library.first_clip()
    ask(qtbot, bench, lambda project: project.set_answers(clip_id, {"shot_transition": "yes"}))
    bench.registry.run("edit.split")
    assert not plan_of(qtbot, bench).take_out.isVisible()


def test_an_import_of_a_file_with_cuts_offers_to_split_it_without_a_box_in_the_way(
    qtbot, open_bench, project_file, tmp_path
):
    bench = open_bench(project_file, room="Library")
    shutil.copy(FOLDER / "sample" / "clips" / "cut.mp4", tmp_path)
    bench.import_paths([tmp_path / "cut.mp4"])
    said(qtbot, bench, "cut.mp4 holds 2 shots. Import each as a clip?")
    assert bench.media.shots.dialog is None
    qtbot.waitUntil(lambda: bench.library._table.index(2, LENGTH).data() == "0:03.00, 2 shots")
    kept = list((project_file.with_name("Loop.chai-cache")).glob("*/shots.json"))
    assert [shot["first"] for shot in json.loads(kept[0].read_text())["shots"]] == [0, 36]
    press(bench, "Split...")
    plan_of(qtbot, bench).agree.click()
    qtbot.waitUntil(lambda: "cut 02" in names(qtbot, bench), timeout=15000)


def test_an_import_without_cuts_says_nothing(qtbot, open_bench, project_file, tmp_path):
    bench = open_bench(project_file, room="Library")
    shutil.copy(FOLDER / "sample" / "clips" / "static.mp4", tmp_path)
    counted = []
    bench.media.shots.counted.connect(counted.append)
    bench.import_paths([tmp_path / "static.mp4"])
    qtbot.waitUntil(lambda: any(1 in counts.values() for counts in counted), timeout=30000)
    assert "shots" not in bench.window.notices.words()


def test_an_answer_that_there_is_a_cut_is_met_with_the_way_out(qtbot, open_bench, two_shots):
    bench = open_bench(two_shots)
    clip_id = bench.library.first_clip()
    bench.annotate.annotator.deeds.answer({"shot_transition": "yes"}, "")
    said(qtbot, bench, "cut.mp4 holds a cut, as was answered.", "one shot in a clip")
    press(bench, "Split at the cut...")
    assert plan_of(qtbot, bench).plan.footage.clip.id == clip_id


def test_a_clip_that_is_known_to_hold_a_cut_is_flagged_when_it_is_shown(qtbot, open_bench, two_shots):
    from chai_desktop.media.media_cache import MediaCache
    from chai_desktop.media.shots import Shot, Transition, save_shots
    from chai_desktop.store.project import Project

    with Project.open(two_shots) as project:
        content_hash = project.clips()[0].facts.content_hash
    with MediaCache.beside(two_shots, two_shots.parent).writing(content_hash, "shots.json") as out:
        save_shots([Shot(0, 35, Transition.START), Shot(36, 71, Transition.CUT)], out)
    bench = open_bench(two_shots)
    said(qtbot, bench, "cut.mp4 holds 2 shots.")
    player = bench.annotate.annotator.view.player
    qtbot.waitUntil(lambda: player.state.is_open)
    assert bench.registry.run("play.go_to_next_shot")
    qtbot.waitUntil(lambda: player.current_frame == 36, timeout=5000)
    bench.media.shots.clip_shown("another clip")
    assert "shots" not in bench.window.notices.words()


def test_one_shot_is_said_to_be_one(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    bench.registry.run("edit.split")
    said(qtbot, bench, "is one shot, as far as can be seen")
    assert bench.media.shots.dialog is None


def test_closing_the_window_ends_a_search_at_once(qtbot, open_bench, two_shots):
    bench = open_bench(two_shots)
    bench.registry.run("edit.split")
    qtbot.waitUntil(lambda: bool(bench.media.jobs.active_jobs()))
    bench.window.close()
    assert bench.media.shots.dialog is None
    assert not list(two_shots.parent.glob("*-cache/*/unfinished-*"))
