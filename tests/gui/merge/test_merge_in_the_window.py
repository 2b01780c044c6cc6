"""Merging a copy: a plan, consent, and the conflicts that a person settles when they want to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.aspects import Aspect
from tests.gui.looking import ask, said, still_answers
from tests.gui.merge.conftest import ADA, BO

pytestmark = pytest.mark.gui


def plan_of(qtbot, bench):
    qtbot.waitUntil(lambda: bench.together.merging.dialog is not None, timeout=10000)
    return bench.together.merging.dialog


def merge(qtbot, bench, other) -> None:
    bench.together.merge(other)
    QTest.mouseClick(plan_of(qtbot, bench).agree, Qt.MouseButton.LeftButton)
    said(qtbot, bench, "came in from Bo.chai")
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow, timeout=5000)


def status_words(bench) -> list[str]:
    buttons = bench.window.status.findChildren(QToolButton)
    return [button.text() for button in buttons if button.isVisible()]


def press(bench, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(bench.window, key, modifier)


def work(qtbot, bench):
    return ask(qtbot, bench, lambda project: project.work(project.clips()[0].id, Aspect.CAMERA))


def test_the_plan_says_what_comes_and_no_changes_nothing(qtbot, open_bench, apart):
    ours, other = apart
    bench = open_bench(ours, room="Library")
    before = ask(qtbot, bench, lambda project: len(project.moments(project.clips()[0].id)))
    bench.together.merge(other)
    dialog = plan_of(qtbot, bench)
    words = dialog.words()
    assert "Bo.chai is a copy of Loop." in words
    assert "work on 1 caption and 1 answer" in words
    assert "By Bo (" in words
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert ask(qtbot, bench, lambda project: len(project.moments(project.clips()[0].id))) == before
    still_answers(qtbot, bench)


def test_conflicts_are_counted_shown_side_by_side_and_settled_by_keys(qtbot, open_bench, apart):
    ours, other = apart
    bench = open_bench(ours, room="Library")
    merge(qtbot, bench, other)
    qtbot.waitUntil(lambda: "2 to settle" in status_words(bench))
    press(bench, Qt.Key.Key_F4)
    room = bench.together.conflicts
    qtbot.waitUntil(lambda: room.view is not None and room.view.count == 2)
    assert (room.view.page.about, [side.name for side in room.view.page.sides]) == ("Pan", ["Bo", "Ada"])
    shown = [label.text() for label in room.view.sheet.findChildren(QLabel)]
    assert any("Right" in text for text in shown)  # the answer by its label
    press(bench, Qt.Key.Key_F9)
    assert room.view.page.about == "Camera caption"
    texts = [label.accessibleName() for label in room.view.sheet.findChildren(QLabel)]
    assert f"Post-caption of Bo: {BO}" in texts
    assert f"Post-caption of Ada: {ADA}" in texts
    press(bench, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.view.count == 1)
    assert work(qtbot, bench).post_caption.text == ADA
    press(bench, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.view.count == 0)
    assert ask(qtbot, bench, lambda project: project.answers(project.clips()[0].id)) == {"camera_pan": "left_to_right"}
    qtbot.waitUntil(lambda: not any("to settle" in words for words in status_words(bench)))
    shown = [label.text() for label in room.view.findChildren(QLabel) if label.isVisible()]
    assert "There is nothing to settle" in shown


def test_a_choice_is_a_step_that_can_be_undone(qtbot, open_bench, apart):
    ours, other = apart
    bench = open_bench(ours, room="Library")
    merge(qtbot, bench, other)
    bench.together.show_conflicts()
    room = bench.together.conflicts
    qtbot.waitUntil(lambda: room.view is not None and room.view.count == 2)
    room.view.go_on()
    room.view.keep(1)
    qtbot.waitUntil(lambda: room.view.count == 1)
    assert work(qtbot, bench).post_caption.text == ADA
    assert "Camera" in ask(qtbot, bench, lambda project: project.undo()).name
    assert work(qtbot, bench).post_caption.text == BO  # what counted before


def test_nothing_forces_anybody_and_the_clip_can_be_looked_at_first(qtbot, open_bench, apart):
    ours, other = apart
    bench = open_bench(ours, room="Annotate")
    merge(qtbot, bench, other)
    captions = bench.annotate.annotator.view.captions
    qtbot.waitUntil(lambda: captions.state.post is not None and captions.state.post == BO)  # it shows what came
    bench.together.show_conflicts()
    room = bench.together.conflicts
    qtbot.waitUntil(lambda: room.view is not None and room.view.count == 2)
    room.view.go_on()
    QTest.mouseClick(room.view._clip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bench.window.room() == "Annotate")
    assert bench.annotate.annotator.aspect == Aspect.CAMERA
    assert ask(qtbot, bench, lambda project: project.count_conflicts()) == 2


def test_another_project_is_refused_in_a_sentence(qtbot, open_bench, apart):
    ours, _ = apart
    other = ours.with_name("Other.chai")
    create_project(other).close()
    bench = open_bench(ours, room="Library")
    bench.together.merge(other)
    said(qtbot, bench, "Other.chai is not a copy of Loop.chai")
    assert bench.together.merging.dialog is None
    still_answers(qtbot, bench)


def test_merging_the_same_twice_says_that_all_is_here(qtbot, open_bench, apart):
    ours, other = apart
    bench = open_bench(ours, room="Library")
    merge(qtbot, bench, other)
    bench.together.merging.dialog = None
    bench.together.merge(other)
    dialog = plan_of(qtbot, bench)
    assert "There is nothing to merge" in dialog.words()
    assert not dialog.agree.isVisible()
