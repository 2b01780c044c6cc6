"""The history panel in the real window: by keys, beside what is now, and bringing back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chai_desktop.spec.aspects import Aspect
from tests.gui.looking import ask
from tests.gui.test_loop import camera_work, drafted, press_chip

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot, bench):
    """The panel, opened by its key and filled."""
    bench.window.setFocus()
    QTest.keyClick(bench.window, Qt.Key.Key_H, CTRL)
    history = bench.annotate.annotator.view.history
    qtbot.waitUntil(lambda: history.isVisible() and bool(history.list.titles()))
    return history


def choose(qtbot, history, title: str) -> None:
    """Go down with the arrow key as far as the step."""
    history.list.setFocus()
    for _ in range(60):
        moment = history.list.moment()
        if moment is not None and history.list.currentIndex().data().startswith(title):
            break
        QTest.keyClick(history.list, Qt.Key.Key_Down)
    assert history.list.currentIndex().data().startswith(title)
    qtbot.waitUntil(lambda: history.comparison._comparison is not None)


def test_a_draft_of_before_is_shown_beside_the_one_of_now_and_brought_back(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    first = drafted(qtbot, bench)
    press_chip(bench, "steadiness", "Unsteady")
    captions = bench.annotate.annotator.view.captions
    captions.draft()
    qtbot.waitUntil(lambda: captions.state.pre not in (None, first))
    second = captions.state.pre
    history = opened(qtbot, bench)
    assert history.list.titles()[0] == "Pre-caption, Camera"
    choose(qtbot, history, "Answer")  # the one between the two drafts
    comparison = history.comparison
    comparison._tabs.setCurrentIndex(comparison._topics.index(Aspect.CAMERA))
    assert first in comparison._then.toPlainText()
    assert second in comparison._now.toPlainText()
    assert comparison._bring_back.text() == "Bring back these texts (Camera)"
    QTest.mouseClick(comparison._bring_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: captions.state.pre == first)
    assert camera_work(qtbot, bench).pre_caption.text == first
    qtbot.waitUntil(lambda: history.list.titles()[0].startswith("Bring back"))
    qtbot.waitUntil(lambda: not comparison._bring_back.isEnabled())
    bench.registry.run("edit.undo")
    qtbot.waitUntil(lambda: captions.state.pre == second)


def test_answers_of_before_are_listed_and_brought_back(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    clip_id = bench.annotate.annotator.clip_id
    press_chip(bench, "steadiness", "Smooth")
    qtbot.waitUntil(lambda: "steadiness" in ask(qtbot, bench, lambda project: project.answers(clip_id)))
    press_chip(bench, "steadiness", "Unsteady")
    history = opened(qtbot, bench)
    qtbot.waitUntil(lambda: len(history.list.titles()) == 3)
    choose(qtbot, history, 'Answer "Steadiness": Smooth')
    item = history.comparison._answers.topLevelItem(0)
    assert [item.text(column) for column in range(3)] == ["Steadiness", "Smooth", "Unsteady"]
    QTest.mouseClick(history.comparison._bring_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ask(qtbot, bench, lambda project: project.answers(clip_id)).get("steadiness") == "smooth")


def test_the_panel_closes_by_escape_and_is_remembered_with_its_borders(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    history = opened(qtbot, bench)
    view = bench.annotate.annotator.view
    view._split.setSizes([300, 380])
    sizes = view._split.sizes()
    bench.window.close()
    again = open_bench(project_file)
    view = again.annotate.annotator.view
    qtbot.waitUntil(lambda: view.shows_history and bool(view.history.list.titles()))
    assert view._split.sizes() == pytest.approx(sizes, abs=4)
    view.history.list.setFocus()
    QTest.keyClick(view.history.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not view.shows_history)
    assert view.captions.isVisible()
    assert QApplication.focusWidget() is view.captions.pre_pane.text
    assert history is not view.history


def test_another_clip_shows_its_own_steps(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    press_chip(bench, "steadiness", "Smooth")
    history = opened(qtbot, bench)
    qtbot.waitUntil(lambda: len(history.list.titles()) == 2)
    choose(qtbot, history, "Answer")
    bench.open_neighbour(+1)
    qtbot.waitUntil(lambda: history.list.titles() == ['Add "second.mp4"'])
    assert history.list.moment() is None
    qtbot.waitUntil(lambda: history.comparison._comparison is None)


def test_at_the_smallest_window_nothing_of_the_panel_is_cut_off(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    press_chip(bench, "steadiness", "Smooth")
    history = opened(qtbot, bench)
    bench.window.resize(1000, 620)
    qtbot.wait(100)
    choose(qtbot, history, "Add")
    bottom = history.mapTo(bench.window, history.rect().bottomRight())
    assert bottom.x() < 1000
    assert bottom.y() <= 620 - bench.window.status.height()
    assert history.list.viewport().height() > 60
