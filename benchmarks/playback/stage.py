"""The real main window with a coded clip open in its Annotate room, and ways to wait for it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.playback.screen import frame_on_screen, now
from benchmarks.table import BenchmarkError
from chai_desktop import places
from chai_desktop.app import make_application, make_workbench
from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.settings import SettingsFile
from chai_desktop.ui.player.player_view import PlayerView
from chai_desktop.ui.theme.theme import apply_theme
from chai_desktop.ui.workbench.workbench import Workbench

_SIZE = (1366, 768)
_TICK = 2  # milliseconds between two looks at a condition


@dataclass
class Stage:
    """``clip`` is open in ``player``; ``window`` takes keys. ``rest``: seconds in which the ring of frames fills."""

    workbench: Workbench
    window: QWidget
    player: PlayerView
    clip: Path
    rest: float = 2.5

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyPress(self.window.windowHandle(), key, modifier)

    def release(self, key: Qt.Key) -> None:
        QTest.keyRelease(self.window.windowHandle(), key)

    def go_to(self, frame: int) -> None:
        """Seek, and wait until the screen shows it."""
        self.player.seek_frame(frame)
        wait_until(lambda: self.shows(frame), f"frame {frame} on the screen")

    def reopen(self) -> None:
        """Open the same clip anew: nothing that was decoded of it is kept."""
        opened: list[bool] = []
        self.player.opened.connect(lambda: opened.append(True))
        self.player.open_clip(self.clip, build_frame_index(self.clip))
        wait_until(lambda: bool(opened) and self.shows(0), "the first frame of the clip opened anew")

    def shows(self, frame: int) -> bool:
        return self.player.state.wanted is None and frame_on_screen(self.player) == frame

    def place_on_line(self, frame: int) -> QPoint:
        """Where on the line below the picture a frame is."""
        line = self.player.transport.scrub
        width = line.width()
        x = next(x for x in range(width) if line.frame_under(x) >= frame or x == width - 1)
        return QPoint(x, line.height() // 2)


@contextmanager
def stage(clip: Path, rest: float = 2.5) -> Iterator[Stage]:
    """Open the window on a new project that holds ``clip``; everything that it keeps goes with it."""
    home = os.environ.get("CHAI_DESKTOP_HOME")
    with tempfile.TemporaryDirectory(prefix="chai-bench-") as folder:
        os.environ["CHAI_DESKTOP_HOME"] = folder
        try:
            yield from _window(clip, Path(folder) / "Playback.chai", rest)
        finally:
            if home is None:
                del os.environ["CHAI_DESKTOP_HOME"]
            else:
                os.environ["CHAI_DESKTOP_HOME"] = home


def _window(clip: Path, project_file: Path, rest: float) -> Iterator[Stage]:
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    apply_theme(application, "dark")
    with create_project(project_file) as project:
        import_files(lambda operation: operation(project), [clip], lambda _f, _n: None, lambda: False)
    bench = make_workbench(SettingsFile(places.settings_file()))
    bench.annotate.analysis.turn(False)  # what is measured of clips in the background would take part in every figure
    bench.window.resize(*_SIZE)
    bench.window.show()
    try:
        bench.open_project(project_file)
        wait_until(lambda: bench.library.first_clip() is not None, "the library")
        bench.window.show_room("Annotate")
        wait_until(bench.annotate.has_clip, "the clip in the Annotate room")
        annotator = bench.annotate.annotator
        assert annotator is not None
        player = annotator.view.player
        wait_until(lambda: player.state.is_open, "the clip in the player")
        bench.window.activateWindow()
        player.setFocus()
        wait_until(lambda: frame_on_screen(player) == 0, "the first frame on the screen")
        yield Stage(bench, bench.window, player, clip, rest)
    finally:
        bench.window.close()
        bench.window.deleteLater()
        let_pass(0.2)


def wait_until(holds: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Let the window live until it holds. BenchmarkError naming ``what`` if it never does."""
    end = now() + seconds
    while not holds():
        if now() > end:
            raise BenchmarkError(f"the window did not come to this in {seconds:.0f} s: {what}")
        let_pass(_TICK / 1000)


def let_pass(seconds: float) -> None:
    loop = QEventLoop()
    timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer, interval=round(seconds * 1000))
    timer.timeout.connect(loop.quit)
    timer.start()
    loop.exec()


def every(milliseconds: float, seconds: float, act: Callable[[float], None]) -> None:
    """Do something at a steady pace for some seconds; it is told which part of the time has passed, 0 to 1."""
    start = now()
    loop = QEventLoop()
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=round(milliseconds))

    def beat() -> None:
        part = (now() - start) / seconds
        if part >= 1:
            timer.stop()
            loop.quit()
        else:
            act(part)

    timer.timeout.connect(beat)
    timer.start()
    loop.exec()
