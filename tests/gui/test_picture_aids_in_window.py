"""The picture aids by their keys, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from chai_desktop.ui.commands.command import Menu
from chai_desktop.ui.player.aids.aid_commands import AID_VERBS
from chai_desktop.ui.player.aids.aid_state import AidState, Areas, Layout

pytestmark = pytest.mark.gui
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def bench(open_bench, project_file):
    bench = open_bench(project_file)
    bench.annotate.player.setFocus()
    return bench


def press(bench, key: str, keys=NONE) -> AidState:
    QTest.keyClick(bench.window, key, keys)
    return bench.annotate.player.aids.state


def test_each_aid_is_one_key(bench):
    assert press(bench, "G").thirds
    assert press(bench, "G", SHIFT).centre
    assert press(bench, "A").areas is Areas.SAFE
    assert press(bench, "H").horizon is not None
    assert press(bench, "B").sides
    assert press(bench, "T").colour
    assert press(bench, "Z").zoom.is_on
    assert not press(bench, "Z", SHIFT).zoom.is_on
    assert press(bench, "F").mirrored
    assert press(bench, "Q").ghost
    assert press(bench, "D").difference
    assert press(bench, "C").compare.layout is Layout.WIPE
    QTest.keyClick(bench.annotate.player, Qt.Key.Key_Escape)
    assert not bench.annotate.player.aids.state.any_on


def test_every_aid_is_in_the_menu_with_its_key_and_says_whether_it_is_on(bench):
    commands = {command.id: command for command in bench.registry.of(Menu.PICTURE)}
    assert set(commands) == {f"picture.{verb.name}" for verb in AID_VERBS}
    assert not commands["picture.toggle_thirds"].checked()
    press(bench, "G")
    assert commands["picture.toggle_thirds"].checked()
    menu = next(action.menu() for action in bench.window.menuBar().actions() if action.text() == "&Picture")
    menu.aboutToShow.emit()
    shown = {action.text(): action for action in menu.actions()}
    assert shown["Grid of thirds"].isChecked()
    assert not shown["Mirror"].isChecked()
    assert not shown["Difference: amplify more"].isEnabled()
    menu.aboutToHide.emit()


def test_letters_typed_into_a_text_field_switch_nothing(bench, qtbot):
    field = bench.annotate.annotator.view.checklist.findChild(QLineEdit)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "ghabzfqdct")
    assert field.text() == "ghabzfqdct"
    assert not bench.annotate.player.aids.state.any_on


def test_escape_first_goes_to_what_has_a_use_for_it(bench, qtbot):
    press(bench, "G")
    bench.annotate.toggle_history()
    view = bench.annotate.annotator.view
    qtbot.waitUntil(lambda: view.history.isVisible())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not view.shows_history
    assert view.player.aids.state.thirds
    view.player.setFocus()
    QTest.keyClick(view.player, Qt.Key.Key_Escape)
    assert not view.player.aids.state.any_on


def test_the_button_below_the_picture_switches_them_too(bench):
    button = bench.annotate.player.transport.aids
    menu = button.menu()
    menu.aboutToShow.emit()
    grid = next(action for action in menu.actions() if action.text().startswith("Grid of thirds"))
    assert grid.text().endswith("\tG")
    assert not grid.isChecked()
    grid.trigger()
    assert bench.annotate.player.aids.state.thirds
    assert "thirds" in button.toolTip()
    menu.aboutToShow.emit()
    assert grid.isChecked()


def test_another_clip_of_the_project_is_chosen_by_its_name_and_stands_beside(bench, qtbot):
    press(bench, "C", SHIFT)
    compare = bench.annotate.annotator.compare
    qtbot.waitUntil(lambda: compare.chooser is not None and bool(compare.chooser.names()))
    on_show = bench.annotate.annotator.clip_id
    assert len(compare.chooser.names()) == 1  # the one on show is not offered
    field = compare.chooser.findChild(QLineEdit)
    QTest.keyClicks(field, "no such name")
    qtbot.waitUntil(lambda: compare.chooser.names() == [])
    field.clear()
    qtbot.waitUntil(lambda: len(compare.chooser.names()) == 1)
    name = compare.chooser.names()[0]
    QTest.keyClick(field, Qt.Key.Key_Return)
    aids = bench.annotate.player.aids
    qtbot.waitUntil(lambda: aids.state.compare is not None, timeout=10_000)
    assert aids.state.compare.clip == name
    assert bench.annotate.annotator.clip_id == on_show
    assert press(bench, "C").compare.layout is Layout.WIPE


def test_a_clip_that_is_not_there_is_named_and_nothing_changes(bench, qtbot, tmp_path):
    aids = bench.annotate.player.aids
    press(bench, "C", SHIFT)
    compare = bench.annotate.annotator.compare
    qtbot.waitUntil(lambda: compare.chooser is not None and bool(compare.chooser.names()))
    assert compare.chooser.names() == ["second.mp4"]
    (tmp_path / "second.mp4").unlink()
    QTest.keyClick(compare.chooser.findChild(QLineEdit), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "second.mp4" in bench.window.notices.words(), timeout=10_000)
    assert aids.state.compare is None


def test_lines_are_there_again_in_the_next_session(open_bench, project_file, qtbot):
    bench = open_bench(project_file)
    bench.annotate.player.setFocus()
    press(bench, "G")
    press(bench, "A")
    press(bench, "F")
    bench.window.close()
    again = open_bench(project_file)
    state = again.annotate.player.aids.state
    assert (state.thirds, state.areas, state.mirrored) == (True, Areas.SAFE, False)
