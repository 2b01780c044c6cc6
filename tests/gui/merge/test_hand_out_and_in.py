"""A lead gives clips to somebody and takes the work back; a copy is saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.people import seat
from chai_desktop.store.project import Project
from tests.gui.looking import ask, said

pytestmark = pytest.mark.gui


def hand_out(qtbot, bench, name: str):
    bench.registry.run("file.hand_out")
    qtbot.waitUntil(lambda: bench.together.handing_out.dialog is not None)
    dialog = bench.together.handing_out.dialog
    QTest.keyClicks(dialog.who, name)
    return dialog


def test_clips_go_out_are_worked_on_elsewhere_and_come_back(qtbot, open_bench, project_file, monkeypatch):
    bench = open_bench(project_file, room="Library")
    bench.library._list.selectAll()
    assert len(bench.library.selected_clips()) == 2
    dialog = hand_out(qtbot, bench, "Bo")
    part = project_file.with_name("Loop for Bo.chai")
    assert dialog.file.text() == str(part)
    assert "Hand out 2 clips" in dialog.windowTitle() + dialog.findChild(type(dialog._new)).text()
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    said(qtbot, bench, "2 clips for Bo in Loop for Bo.chai.", "with the video files")
    assert not dialog.isVisible()
    assert "Bo" in [person.name for person in ask(qtbot, bench, lambda project: project.people())]
    here = seat._seat()
    monkeypatch.setattr(seat, "_seat", lambda: "seat.elsewhere")  # what Bo does on another computer
    with Project.open(part) as share:
        assert share.me().name == "Bo"
        clip = share.clips()[0]
        pre = share.add_pre_caption(clip.id, Aspect.SCENE, "A square with a fountain.", "import")
        share.rate(pre.id, 5)
        share.submit(clip.id, Aspect.SCENE)
    monkeypatch.setattr(seat, "_seat", lambda: here)
    bench.together.hand_in(part)
    qtbot.waitUntil(lambda: bench.together.merging.dialog is not None, timeout=10000)
    assert "was handed out to Bo" in bench.together.merging.dialog.words()
    QTest.mouseClick(bench.together.merging.dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ask(qtbot, bench, lambda project: len(project.triples())) == 1, timeout=10000)


def test_a_name_of_a_file_that_is_taken_is_refused_in_the_dialog(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    bench.library._list.selectAll()
    dialog = hand_out(qtbot, bench, "Bo")
    dialog.file.setText(str(project_file))
    before = project_file.stat().st_size
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "exists already" in dialog._new.text())
    assert dialog.isVisible()
    assert project_file.stat().st_size == before


def test_the_paths_of_the_videos_can_be_taken_along(qtbot, open_bench, project_file, small_clip):
    bench = open_bench(project_file, room="Library")
    bench.library.select(bench.library.first_clip())
    dialog = hand_out(qtbot, bench, "Bo")
    dialog._toggle.click()
    assert dialog._paths.toPlainText() == str(small_clip)
    dialog._copy.click()
    assert QApplication.clipboard().text() == str(small_clip)


def test_without_a_selection_it_says_how_to_select(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    bench.library._list.clearSelection()
    bench.registry.run("file.hand_out")
    said(qtbot, bench, "No clips are selected", "Ctrl or Shift")


def test_a_selection_of_several_survives_a_refresh_and_a_filter(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    bench.library._list.selectAll()
    chosen = bench.library.selected_clips()
    bench.refresh_library()
    qtbot.wait(200)
    assert bench.library.selected_clips() == chosen
    bench.library._search.setText("sec")
    assert len(bench.library.selected_clips()) == 1


def test_a_part_says_that_it_is_one(qtbot, open_bench, project_file):
    part = project_file.with_name("Part.chai")
    with Project.open(project_file) as project:
        project.export_share([project.clips()[0].id], part, project.add_person("Bo").id)
    bench = open_bench(part, room="Library")
    assert "Loop (part)" in bench.window.windowTitle()
    qtbot.waitUntil(lambda: bench.window.status._person.text() == "Bo")


def test_a_copy_is_saved_and_never_over_the_project_itself(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    copy = project_file.with_name("Copy.chai")
    bench.together.save_copy(copy)
    qtbot.waitUntil(lambda: copy.exists() and not bench.data_jobs.active_jobs(), timeout=10000)
    bench.together.save_copy(copy)  # a second time takes the first one's place
    qtbot.waitUntil(lambda: not bench.data_jobs.active_jobs(), timeout=10000)
    with Project.open(copy) as project:
        assert len(project.clips()) == 2
    bench.together.save_copy(project_file)
    said(qtbot, bench, "Loop.chai is the project itself.")
    assert len(ask(qtbot, bench, lambda project: project.clips())) == 2
