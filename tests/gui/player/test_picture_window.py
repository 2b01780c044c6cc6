"""The picture out of the room and back, with the same frame on it, and every key at work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from benchmarks.playback.screen import frame_on_screen

MANY = 10  # times out and back

TWO_SCREENS = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from benchmarks.playback.stage import stage, wait_until
from chai_desktop.ui.player.picture_window import PictureWindow
with stage(Path(sys.argv[1]), rest=0.1) as shown:
    first, second = QGuiApplication.screens()
    shown.go_to(60)
    out = shown.player.findChild(PictureWindow)
    out.toggle()
    wait_until(lambda: out.window.screen() is second, "the window on the second screen")
    wait_until(lambda: shown.shows(60), "the same frame there")
    sharp = shown.player.picture().width() / shown.player.surface.width()
    out.toggle_full_screen()
    wait_until(lambda: shown.shows(60) and out.window.geometry() == second.geometry(), "the frame full screen")
    out.toggle_full_screen()
    out.window.setGeometry(first.availableGeometry())
    wait_until(lambda: out.window.screen() is first and shown.shows(60), "the frame on the first screen")
    shown.player.step_forward()
    wait_until(lambda: shown.shows(61), "the next frame")
    out.leave()
    wait_until(lambda: shown.player.window() is shown.window and shown.shows(61), "the frame back in the room")
    print("whole", sharp)
"""


@pytest.fixture
def room(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    view = bench.annotate.annotator.view
    qtbot.waitUntil(lambda: frame_on_screen(view.player) == 0, timeout=15_000)
    return bench


def shows(qtbot, room, frame: int) -> None:
    player = room.annotate.annotator.view.player
    qtbot.waitUntil(lambda: player.current_frame == frame and frame_on_screen(player) == frame, timeout=15_000)


def press(widget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget.windowHandle(), key, modifiers)


def test_the_picture_goes_out_and_comes_back_by_one_key(qtbot, room):
    view = room.annotate.annotator.view
    sizes = view.layout_words()
    view.player.seek_frame(20)
    shows(qtbot, room, 20)
    press(room.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    out = view.picture_window.window
    assert out is not None
    qtbot.waitExposed(out)
    shows(qtbot, room, 20)
    words = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "The picture is in its own window. Ctrl+F11 brings it back." in words
    out.activateWindow()
    qtbot.waitUntil(out.isActiveWindow, timeout=5_000)
    press(out, Qt.Key.Key_Right)  # keys act there too
    shows(qtbot, room, 21)
    press(out, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    assert view.picture_window.window is None
    shows(qtbot, room, 21)
    assert view.layout_words() == sizes


def test_full_screen_shows_nothing_but_the_picture_and_escape_leaves_it(qtbot, room):
    view = room.annotate.annotator.view
    view.player.seek_frame(30)
    shows(qtbot, room, 30)
    press(room.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    out = view.picture_window.window
    qtbot.waitUntil(lambda: out.geometry() == out.screen().geometry(), timeout=5_000)
    shows(qtbot, room, 30)
    assert not view.player.transport.isVisible()
    press(out, Qt.Key.Key_Left)
    shows(qtbot, room, 29)
    press(out, Qt.Key.Key_Escape)
    assert view.picture_window.window is None
    shows(qtbot, room, 29)
    assert view.player.transport.isVisible()


def test_full_screen_from_its_own_window_goes_back_to_that(qtbot, room):
    view = room.annotate.annotator.view
    view.picture_window.toggle()
    out = view.picture_window.window
    qtbot.waitExposed(out)
    before = out.geometry()
    view.picture_window.toggle_full_screen()
    qtbot.waitUntil(lambda: out.geometry() == out.screen().geometry(), timeout=5_000)
    view.picture_window.toggle_full_screen()
    qtbot.waitUntil(lambda: out.geometry() == before, timeout=5_000)
    assert view.player.transport.isVisible()
    out.close()
    assert view.picture_window.window is None
    shows(qtbot, room, 0)


def test_again_and_again_while_it_plays(qtbot, room):
    view = room.annotate.annotator.view
    for _ in range(MANY):
        view.player.play()
        view.picture_window.toggle()
        qtbot.wait(40)
    assert not view.picture_window.is_out
    view.player.seek_frame(11)
    shows(qtbot, room, 11)


def test_full_screen_of_the_whole_window_keeps_the_frame(qtbot, room):
    room.annotate.annotator.view.player.seek_frame(12)
    shows(qtbot, room, 12)
    for _ in range(2):
        press(room.window, Qt.Key.Key_F11)
        qtbot.wait(200)
        shows(qtbot, room, 12)


def test_closing_the_main_window_with_the_picture_outside_leaves_nothing(qtbot, room):
    view = room.annotate.annotator.view
    view.picture_window.toggle()
    qtbot.waitExposed(view.picture_window.window)
    room.window.close()
    assert not any(widget.isVisible() for widget in room.window.findChildren(type(room.window)))
    assert view.picture_window.window is None


def test_a_second_screen_with_finer_pixels(clip, tmp_path):
    """Qt's offscreen platform can have two screens, which a virtual X display cannot."""
    screens = [
        {"name": "first", "x": 0, "y": 0, "width": 1600, "height": 1000, "logicalDpi": 96},
        {"name": "second", "x": 1600, "y": 0, "width": 2560, "height": 1600, "logicalDpi": 192, "logicalBaseDpi": 96},
    ]
    described = tmp_path / "screens.json"
    described.write_text(json.dumps({"synchronousWindowSystemEvents": True, "screens": screens}))
    ended = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS, str(clip("cfr24_gop250"))],
        capture_output=True,
        text=True,
        timeout=90,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={described}"},
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == ["whole", "2.0"]
