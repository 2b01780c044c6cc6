"""Waiting for the window, and taking pictures of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import ChaiError


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Let the window live until ``condition`` holds. Raises ChaiError naming ``what`` if it never does."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise ChaiError(
                f"The window did not come to this point in {seconds:.0f} s: {what}.", "The log has the details."
            )
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def settle(seconds: float = 0.4) -> None:
    """Give timers, animations and the player time to come to rest."""
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > end, "a pause", seconds + 5)


class Album:
    """Numbered pictures of the window in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, window: QWidget, title: str) -> Path:
        """Save what stands on the screen where the window is, pop-ups and video included."""
        settle()
        words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        path = self._folder / f"{len(self.files) + 1:02d}-{words}.png"
        screen = QGuiApplication.primaryScreen()
        frame = window.frameGeometry().intersected(screen.geometry())
        picture = screen.grabWindow(0, frame.x(), frame.y(), frame.width(), frame.height())
        if not picture.save(str(path)):
            raise ChaiError(f"The picture {path} could not be saved.", "Check that the folder can be written to.")
        self.files.append(path)
        return path
