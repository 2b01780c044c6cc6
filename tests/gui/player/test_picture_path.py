"""The picture comes whatever the display can do: by OpenGL, and without it, at the start and later."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import mpv
import pytest
from PySide6.QtWidgets import QMainWindow

from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player import picture_path, surface
from chai_desktop.ui.player.player_view import PlayerView
from chai_desktop.ui.workbench.picture_words import PictureWords

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from benchmarks.playback.stage import stage, wait_until
with stage(Path(sys.argv[1]), rest=0.1) as shown:
    player = shown.player
    for frame in (60, 119, 3):
        shown.go_to(frame)
    shown.press(Qt.Key.Key_Right)
    wait_until(lambda: shown.shows(4), "the next frame")
    said = [label.text() for label in shown.window.notices.findChildren(QLabel) if "OpenGL" in label.text()]
    print(player.picture_path, "|", player.software_reason, "|", len(said))
"""


@pytest.fixture
def player(qtbot, monkeypatch):
    """Makes a player that draws as the display lets it."""
    if not os.environ.get("DISPLAY") or "offscreen" in os.environ.get("QT_QPA_PLATFORM", ""):
        pytest.skip("needs a display with OpenGL")
    made = []

    def make() -> PlayerView:
        view = PlayerView(audio=False)
        made.append(view)
        qtbot.addWidget(view)
        view.resize(720, 520)
        view.show()
        qtbot.waitExposed(view)
        return view

    yield make
    for view in made:
        view.shut_down()


@pytest.fixture
def shows(qtbot, seen):
    def wait_for(view: PlayerView, frame: int) -> None:
        qtbot.waitUntil(lambda: view.current_frame == frame and seen(view) == frame, timeout=15_000)

    return wait_for


def refuse_opengl(monkeypatch, *, times_granted: int = 0) -> None:
    """libmpv as it is where the driver is too old, from the given time on."""
    real = mpv.MpvRenderContext
    granted = iter(range(times_granted))

    def make(core, kind, **options):
        if kind == "opengl" and next(granted, None) is None:
            raise RuntimeError("unsupported")
        return real(core, kind, **options)

    monkeypatch.setattr(mpv, "MpvRenderContext", make)


@pytest.mark.parametrize(
    ("environment", "reason", "said"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "OpenGL cannot start on this display", 1),
        ({"QT_XCB_GL_INTEGRATION": "none"}, "OpenGL cannot start on this display", 1),
        ({"CHAI_PICTURE": "software"}, "CHAI_PICTURE=software asks for it", 0),
    ],
)
def test_the_main_window_lives_without_opengl_and_says_so_once(clip, environment, reason, said):
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(clip("cfr24_gop250"))],
        capture_output=True,
        text=True,
        timeout=90,
        cwd=Path(__file__).parents[3],
        env={**os.environ, **environment},
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip() == f"software | {reason} | {said}"


def test_where_libmpv_refuses_the_driver_the_picture_is_drawn_without_opengl(player, clip, monkeypatch, shows):
    refuse_opengl(monkeypatch)
    view = player()
    path = clip("cfr24_gop250")
    view.open_clip(path, build_frame_index(path))
    shows(view, 0)
    assert (view.picture_path, view.software_reason) == ("software", "libmpv cannot draw with this OpenGL driver")
    view.seek_frame(77)
    shows(view, 77)


def test_opengl_that_is_lost_and_does_not_come_back_costs_no_frame(qtbot, player, clip, monkeypatch, shows):
    refuse_opengl(monkeypatch, times_granted=1)
    view = player()
    path = clip("vfr_first_not_zero")
    view.open_clip(path, build_frame_index(path))
    shows(view, 0)
    assert view.picture_path == "OpenGL"
    view.seek_frame(33)
    shows(view, 33)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.setCentralWidget(view)  # Qt makes the OpenGL context anew
    window.show()
    shows(view, 33)
    assert view.picture_path == "software"
    view.step_forward()
    shows(view, 34)
    view.shut_down()
    view.setParent(None)


def test_opengl_that_never_starts_is_not_waited_for(player, clip, monkeypatch, shows):
    """Some drivers make no error and no picture either."""
    monkeypatch.setattr(surface, "_PATIENCE", 300)
    monkeypatch.setattr(surface.OpenGlSurface, "initializeGL", lambda self: None)
    view = player()
    path = clip("cfr24_gop250")
    view.open_clip(path, build_frame_index(path))
    shows(view, 0)
    assert (view.picture_path, view.software_reason) == ("software", "OpenGL did not start")


def test_a_hidden_player_is_not_taken_for_a_broken_one(qtbot, player, clip, monkeypatch, shows):
    monkeypatch.setattr(surface, "_PATIENCE", 100)
    view = player()
    path = clip("cfr24_gop250")
    view.open_clip(path, build_frame_index(path))
    view.hide()
    qtbot.wait(300)
    view.show()
    shows(view, 0)
    assert (view.picture_path, view.software_reason) == ("OpenGL", "")


def test_the_sentence_comes_once_and_not_where_it_was_chosen(player, clip, monkeypatch, shows):
    refuse_opengl(monkeypatch)
    said: list[str] = []
    words = PictureWords(lambda notice: said.append(notice.text))
    path = clip("cfr24_gop250")
    for _ in range(2):
        view = player()
        words.follow(view)
        view.open_clip(path, build_frame_index(path))
        shows(view, 0)
        view.hide()
    assert said == ["The picture is drawn without OpenGL: libmpv cannot draw with this OpenGL driver."]
    assert words.line == "Picture drawn by software: libmpv cannot draw with this OpenGL driver"
    monkeypatch.setenv(picture_path.VARIABLE, "software")
    chosen = PictureWords(lambda notice: said.append(notice.text))
    chosen.follow(player())
    assert len(said) == 1
