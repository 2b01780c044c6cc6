"""Every Qt class is made on the UI thread before a thread imports pyqtgraph."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.alone

PROGRAM = """
import sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from chai_desktop.workers.qt_classes import QtClasses
application = QCoreApplication([])
gaps, last = [], [time.perf_counter()]
def beat():
    gaps.append(time.perf_counter() - last[0])
    last[0] = time.perf_counter()
heart = QTimer(interval=0)
heart.timeout.connect(beat)
heart.start()
from PySide6 import QtWidgets
classes = QtClasses(application.quit)
classes.make_all()
assert classes.is_making
application.exec()
assert not classes.is_making
made = [name for name in dir(QtWidgets) if name.startswith("Q") and name not in vars(QtWidgets)]
print(made, len(gaps) > 10, "pyqtgraph" in sys.modules)
"""


def test_all_classes_are_there_and_the_event_loop_lived_meanwhile() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip() == "[] True False"
