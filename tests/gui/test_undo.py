"""Undo and redo in the real window: by key and by menu, named, in text fields, across clips and restarts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from chai_desktop.spec.aspects import Aspect
from tests.gui.looking import ask, names
from tests.gui.test_loop import camera_work, drafted, press_chip

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def answers(qtbot, bench) -> dict:
    clip_id = bench.annotate.annotator.clip_id
    return ask(qtbot, bench, lambda project: project.answers(clip_id))


def undo(bench) -> None:
    bench.window.setFocus()
    QTest.keyClick(bench.window, Qt.Key.Key_Z, CTRL)


def redo(bench) -> None:
    bench.window.setFocus()
    QTest.keyClick(bench.window, Qt.Key.Key_Z, CTRL | SHIFT)


def menu_says(bench) -> str:
    """The words of Edit > Undo, as a person reads them when the menu opens."""
    edit = next(action for action in bench.window.menuBar().actions() if action.text() == "&Edit").menu()
    edit.aboutToShow.emit()
    words, enabled = edit.actions()[0].text(), edit.actions()[0].isEnabled()
    edit.aboutToHide.emit()
    return words if enabled else ""


def status_says(bench, words: str) -> bool:
    return any(words in label.text() for label in bench.window.status.findChildren(QLabel))


def chip_is_on(bench, question_id: str, label: str) -> bool:
    row = bench.annotate.annotator.view.checklist.row(question_id)
    return any(chip.isChecked() for chip in row.findChildren(QToolButton) if chip.text() == label)


def test_an_answer_is_taken_back_and_done_again_by_key_and_the_menu_names_it(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    press_chip(bench, "camera_movement", "Clear")
    qtbot.waitUntil(lambda: menu_says(bench).startswith('Undo: Answer "'))
    assert menu_says(bench).endswith("Clear")
    undo(bench)
    qtbot.waitUntil(lambda: answers(qtbot, bench) == {})
    qtbot.waitUntil(lambda: not chip_is_on(bench, "camera_movement", "Clear"))
    assert status_says(bench, 'Undone: Answer "')
    redo(bench)
    qtbot.waitUntil(lambda: "camera_movement" in answers(qtbot, bench))
    qtbot.waitUntil(lambda: chip_is_on(bench, "camera_movement", "Clear"))
    assert status_says(bench, 'Done again: Answer "')


def test_a_rating_and_a_revision_go_from_the_screen_too(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    drafted(qtbot, bench)
    captions = bench.annotate.annotator.view.captions
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, '"camera" -> "handheld camera"')
    captions.rate(3)
    captions.revise()
    qtbot.waitUntil(lambda: captions.state.post is not None)
    undo(bench)
    qtbot.waitUntil(lambda: captions.state.post is None)
    assert captions.post_pane.text.text() == ""
    undo(bench)
    undo(bench)
    qtbot.waitUntil(lambda: captions.state.rating is None and captions.state.free_text == "")
    assert captions.critique_pane.free.toPlainText() == ""
    for _ in range(3):
        redo(bench)
    qtbot.waitUntil(lambda: captions.state.post is not None)
    assert (captions.state.rating, captions.critique_pane.free.toPlainText()) == (3, '"camera" -> "handheld camera"')
    assert "handheld camera" in captions.post_pane.text.text()


def test_in_a_text_field_the_key_is_the_fields_own_while_it_has_something_to_undo(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    drafted(qtbot, bench)
    captions = bench.annotate.annotator.view.captions
    captions.focus_critique()
    free = captions.critique_pane.free
    QTest.keyClick(free, Qt.Key.Key_Z, CTRL)  # nothing was typed: the key goes on to the window
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).pre_caption is None)
    redo(bench)
    qtbot.waitUntil(lambda: captions.state.pre is not None)
    captions.focus_critique()
    QTest.keyClicks(free, "too long")
    QTest.keyClick(free, Qt.Key.Key_Z, CTRL)
    assert free.toPlainText() == ""
    assert camera_work(qtbot, bench).pre_caption is not None


def test_words_that_are_typed_and_not_sent_stay_when_an_earlier_step_is_undone(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    drafted(qtbot, bench)
    captions = bench.annotate.annotator.view.captions
    captions.rate(2)
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).rating == 2)
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, "half a thou")
    bench.registry.run("edit.undo")
    qtbot.waitUntil(lambda: captions.state.rating is None)
    assert captions.critique_pane.free.toPlainText() == "half a thou"
    QTest.keyClicks(captions.critique_pane.free, "ght")
    clip_id = bench.annotate.annotator.clip_id
    bench.window.close()
    again = open_bench(project_file)
    free = again.annotate.annotator.view.captions.critique_pane.free
    qtbot.waitUntil(lambda: "ght" in free.toPlainText() and "half a thou" in free.toPlainText())
    assert again.annotate.annotator.clip_id == clip_id


def test_a_step_about_another_clip_leads_there(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator = bench.annotate.annotator
    first = annotator.clip_id
    drafted(qtbot, bench)
    bench.open_neighbour(+1)
    qtbot.waitUntil(lambda: annotator.has_clip and annotator.clip_id != first)
    annotator.show_aspect(Aspect.SCENE)
    undo(bench)
    qtbot.waitUntil(lambda: annotator.has_clip and annotator.clip_id == first)
    qtbot.waitUntil(lambda: annotator.view.captions.state.pre is None)
    assert annotator.aspect == Aspect.CAMERA
    assert status_says(bench, "small.mp4")


def test_undo_survives_a_restart(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    press_chip(bench, "camera_movement", "Clear")
    qtbot.waitUntil(lambda: "camera_movement" in answers(qtbot, bench))
    bench.window.close()
    again = open_bench(project_file)
    qtbot.waitUntil(lambda: menu_says(again).startswith('Undo: Answer "'))
    undo(again)
    qtbot.waitUntil(lambda: answers(qtbot, again) == {})


def test_an_import_taken_back_takes_the_clip_from_the_room_and_the_library(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    second = ask(qtbot, bench, lambda project: project.clips()[1])
    bench.open_clip(second.id)
    qtbot.waitUntil(lambda: bench.annotate.has_clip())
    undo(bench)
    qtbot.waitUntil(lambda: names(qtbot, bench) == ["small.mp4"])
    qtbot.waitUntil(lambda: bench.window.room() == "Library")
    qtbot.waitUntil(lambda: len(bench.library.rows) == 1)
    assert bench.window.notices.words() == ""
    redo(bench)
    qtbot.waitUntil(lambda: len(bench.library.rows) == 2)


def test_a_judged_draft_that_a_new_one_put_away_is_brought_back_as_it_was(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    text = drafted(qtbot, bench)
    captions = bench.annotate.annotator.view.captions
    captions.rate(2)
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, '"camera" -> "handheld camera"')
    captions.focus_pre()
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).critique is not None)
    former = camera_work(qtbot, bench)
    press_chip(bench, "steadiness", "Unsteady")
    captions.draft()
    qtbot.waitUntil(lambda: captions.state.pre not in (None, text))
    offer = next(b for b in bench.window.notices.findChildren(QPushButton) if b.text() == "Bring it back")
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: captions.state.pre == text)
    assert camera_work(qtbot, bench).pre_caption.id == former.pre_caption.id
    assert (captions.state.rating, captions.state.free_text) == (2, '"camera" -> "handheld camera"')
    assert QApplication.activeModalWidget() is None
