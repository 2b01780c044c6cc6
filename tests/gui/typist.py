"""Runs the real program on a project and types a critique into it, letter by letter, until somebody kills it.

Prints `typed MONOTONIC-SECONDS TEXT` after each letter that stands on the screen.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from chai_desktop import places
from chai_desktop.app import make_application, make_workbench
from chai_desktop.settings import SettingsFile
from chai_desktop.ui.theme.theme import apply_theme

SENTENCE = "The camera does not zoom: near things move against far ones, so it dollies in towards the fountain. "


def main() -> None:
    application = make_application()
    apply_theme(application, "dark")
    bench = make_workbench(SettingsFile(places.settings_file()))
    bench.window.show()
    bench.open_first(Path(sys.argv[1]))
    letters = iter(SENTENCE * 20)

    def type_one() -> None:
        annotator = bench.annotate.annotator
        if annotator is None or not annotator.has_clip:
            return
        editor = annotator.view.captions.critique_pane.free
        QTest.keyClicks(editor, next(letters))
        sys.stdout.write(f"typed {time.monotonic()} {editor.toPlainText()}\n")
        sys.stdout.flush()

    timer = QTimer(interval=40)
    timer.timeout.connect(type_one)
    timer.start()
    application.exec()


main()
