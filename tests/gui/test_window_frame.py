"""The frame: rooms, messages, palette, and keys that respect what has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.ui.palette.command_palette import CommandPalette
from chai_desktop.ui.window.main_window import MainWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def ran():
    return []


@pytest.fixture
def window(qtbot, ran):
    registry = CommandRegistry()
    registry.add([
        Command("play", "Play or pause", Menu.PLAY, lambda: ran.append("play"), ("Space",)),
        Command("draft", "Draft", Menu.CAPTION, lambda: ran.append("draft"), ("Ctrl+D",)),
        Command("never", "Never", Menu.CAPTION, lambda: ran.append("never"), ("Ctrl+R",), enabled=lambda: False),
    ])  # fmt: skip
    window = MainWindow(registry)
    window.registry_for_test = registry
    qtbot.addWidget(window)
    room = QWidget()
    layout = QVBoxLayout(room)
    window.field = QLineEdit()
    window.button = QPushButton("Press me")
    window.button.clicked.connect(lambda: ran.append("pressed"))
    layout.addWidget(window.field)
    layout.addWidget(window.button)
    window.add_room("One", "film", "The first room", room)
    window.add_room("Two", "film", "The second room", QWidget())
    window.build_menus()
    window.show_room("One")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    return window


def test_space_is_a_letter_in_a_field_a_press_on_a_button_and_a_command_elsewhere(qtbot, window, ran):
    window.field.setFocus()
    QTest.keyClick(window.field, Qt.Key.Key_Space)
    assert (window.field.text(), ran) == (" ", [])
    window.button.setFocus()
    QTest.keyClick(window.button, Qt.Key.Key_Space)
    assert ran == ["pressed"]
    window.button.clearFocus()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert ran == ["pressed", "play"]


def test_a_command_that_cannot_be_done_now_does_nothing(window, ran):
    window.field.setFocus()
    QTest.keyClick(window.field, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.field, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["draft"]


def test_rooms_are_reached_by_the_rail(qtbot, window):
    with qtbot.waitSignal(window.room_shown) as shown:
        window.show_room("Two")
    assert (shown.args, window.room()) == (["Two"], "Two")


def test_equal_messages_fold_and_good_news_needs_no_click(qtbot, window):
    bad = Notice("clip.mp4 is empty.", "Choose another file.", Level.ERROR)
    window.notices.show_notice(bad)
    window.notices.show_notice(bad)
    window.notices.show_notice(Notice("Saved.", level=Level.GOOD))
    assert window.notices.texts() == ["clip.mp4 is empty.", "Saved."]


def test_nothing_is_pushed_off_the_line_at_the_bottom(qtbot, window):
    status = window.status
    window.resize(1000, 600)
    status.show_project("Sample   arc_counter_clockwise.mp4 (1 of 21)")
    status.show_saved("17:17:23")
    status.show_person("root")
    status.show_engine("Engine: Qwen3-VL-8B-Instruct, 1.2 GB", "Drafts: Qwen3-VL-8B-Instruct")
    status.show_good_news("Draft 1 is the pre-caption now. The reward puts it at place 3 of 3 (score 0.00). " * 2)
    qtbot.wait(50)
    assert status._engine.geometry().right() <= status.width()
    assert status._engine.width() > 20
    assert "place 3 of 3" in status._good_news.toolTip()


def test_the_palette_runs_what_was_typed(qtbot, window, ran):
    palette = CommandPalette(window.registry_for_test, window)
    palette.open_over(window)
    QTest.keyClicks(palette.focusWidget(), "draft")
    QTest.keyClick(palette.focusWidget(), Qt.Key.Key_Return)
    assert ran == ["draft"]


def test_dropped_files_are_announced(qtbot, window, tmp_path):
    clip = tmp_path / "clip.mp4"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(clip))])
    with qtbot.waitSignal(window.files_dropped) as dropped:
        window.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data,
                                    Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))  # fmt: skip
    assert dropped.args == [[clip]]
