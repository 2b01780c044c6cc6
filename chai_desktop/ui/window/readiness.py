"""For measuring the start: says when the window has been painted and has answered a click, then closes it."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from chai_desktop.ui.window.main_window import MainWindow

VARIABLE = "CHAI_DESKTOP_REPORT_READY"


def report_ready(window: MainWindow) -> None:
    """Print `ready SECONDS` (since the process began) when a click posted after the first painting was answered."""
    window.ready.connect(lambda: _click(window.rail.button("Library")))
    window.rail.chosen.connect(lambda _room: _report(window))


def _click(button: QWidget) -> None:
    middle = QPointF(button.rect().center())
    left = Qt.MouseButton.LeftButton
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton)):
        where = button.mapToGlobal(middle)
        click = QMouseEvent(kind, middle, where, left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.postEvent(button, click)


def _report(window: MainWindow) -> None:
    answered = time.time()
    import psutil  # loaded after the moment that is measured

    sys.stdout.write(f"ready {answered - psutil.Process().create_time():.3f}\n")
    sys.stdout.flush()
    window.close()
