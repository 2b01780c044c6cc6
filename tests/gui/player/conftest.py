"""A real player in a real window, and coded clips to play."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy

from benchmarks.coded_clips import HARD_RECIPES, RECIPES, make_clip
from benchmarks.playback.screen import frame_on_screen
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player.player_view import PlayerView

_RECIPES = {recipe.name: recipe for recipe in (*RECIPES, *HARD_RECIPES)}


@pytest.fixture(scope="session")
def coded_folder(tmp_path_factory) -> Path:
    """Where the coded clips are made, each once in a session."""
    return tmp_path_factory.mktemp("coded")


@pytest.fixture(scope="session")
def clip(coded_folder) -> Callable[[str], Path]:
    return lambda name: make_clip(_RECIPES[name], coded_folder)


@pytest.fixture(params=["OpenGL", "software"])
def view(request, qtbot) -> Iterator[PlayerView]:
    """The player in each of its two picture paths; afterwards no thread of it may be left."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        pytest.skip("the player draws on a display, and there is none (./chai test gives one)")
    if QGuiApplication.platformName() == "offscreen" and request.param == "OpenGL":
        pytest.skip("Qt's offscreen platform has no OpenGL")
    before = set(threading.enumerate())
    player = PlayerView(force_software=request.param == "software", audio=False)
    qtbot.addWidget(player)
    player.resize(720, 520)
    player.show()
    qtbot.waitExposed(player)
    yield player
    player.shut_down()
    assert set(threading.enumerate()) <= before


@pytest.fixture
def opened(qtbot, view, clip) -> Callable[..., PlayerView]:
    """Opens a coded clip and waits for its first frame."""

    def open_clip(name: str = "cfr25_gop24_bframes", path: Path | None = None) -> PlayerView:
        path = path or clip(name)
        with qtbot.waitSignal(view.opened, timeout=10_000):
            view.open_clip(path, build_frame_index(path))
        return view

    return open_clip


@pytest.fixture
def go(qtbot) -> Callable[[PlayerView, Callable[[], None]], None]:
    """Does something to a player and waits until the frame that it asks for is on screen."""

    def do(player: PlayerView, verb: Callable[[], None]) -> None:
        verb()
        qtbot.waitUntil(lambda: player.state.wanted is None, timeout=10_000)

    return do


@pytest.fixture
def seen() -> Callable[[PlayerView], int | None]:
    return frame_on_screen


@pytest.fixture
def frames_of() -> Callable[[PlayerView], QSignalSpy]:
    return lambda player: QSignalSpy(player.frame_shown)
