"""The composition root: builds the parts, hands them to each other, and starts the event loop."""

from __future__ import annotations

import locale
import logging
import os
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QSurfaceFormat
from PySide6.QtWidgets import QApplication

from chai_desktop import places
from chai_desktop.logbook import name_versions
from chai_desktop.settings import SettingsFile
from chai_desktop.ui.annotate.annotate_commands import annotate_commands
from chai_desktop.ui.crash_dialog import CrashReporter
from chai_desktop.ui.player.aids.aid_commands import aid_commands
from chai_desktop.ui.player.picture_commands import picture_commands
from chai_desktop.ui.runs.run_commands import run_commands
from chai_desktop.ui.theme.theme import apply_theme
from chai_desktop.ui.timeline.timeline_commands import timeline_commands
from chai_desktop.ui.undo.own_undo import OwnUndo
from chai_desktop.ui.window.readiness import VARIABLE, report_ready
from chai_desktop.ui.workbench.edit_commands import edit_commands
from chai_desktop.ui.workbench.file_commands import file_commands, quit_command
from chai_desktop.ui.workbench.language_commands import language_commands
from chai_desktop.ui.workbench.media_commands import media_commands
from chai_desktop.ui.workbench.together_commands import together_commands
from chai_desktop.ui.workbench.view_commands import view_commands
from chai_desktop.ui.workbench.workbench import Workbench

_log = logging.getLogger(__name__)


def run_window(project: Path | None, theme: str | None = None) -> int:
    """Open the window on a project (the last one, or the sample, where none is named) and run until it closes."""
    application = make_application()
    settings = SettingsFile(places.settings_file())
    apply_theme(application, theme or settings.value.theme)
    crashes = CrashReporter()
    crashes.install()
    bench = make_workbench(settings)
    crashes.attach(bench.window)
    if VARIABLE in os.environ:
        report_ready(bench.window)
    bench.window.ready.connect(lambda: bench.open_first(project))  # the store loads when the window is painted
    bench.window.ready.connect(threading.Thread(target=name_versions, name="versions").start)
    bench.window.show()
    return application.exec()


def make_workbench(settings: SettingsFile) -> Workbench:
    """The window with its rooms and commands; no project is open yet."""
    bench = Workbench(settings)
    bench.registry.add(file_commands(bench))
    bench.registry.add(edit_commands(bench.undoing))
    bench.registry.add(media_commands(bench))
    bench.registry.add(together_commands(bench))
    bench.registry.add([quit_command(bench)])
    bench.registry.add(annotate_commands(lambda: bench.annotate.annotator))
    bench.registry.add(aid_commands(lambda: bench.annotate.player))
    bench.registry.add(run_commands(bench.runs))
    bench.registry.add(view_commands(bench))
    bench.registry.add(picture_commands(lambda: bench.annotate.picture_window))
    bench.registry.add(timeline_commands(bench.annotate, settings))
    bench.registry.add(language_commands(bench.language))
    bench.window.build_menus()
    OwnUndo(bench.window)
    return bench


def make_application() -> QApplication:
    """The Qt application, set up for the player's GL surface. Call it once in a process."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    format_ = QSurfaceFormat()
    format_.setSwapInterval(1)
    QSurfaceFormat.setDefaultFormat(format_)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("chai-desktop")
    application.setApplicationDisplayName("CHAI Desktop")
    locale.setlocale(locale.LC_NUMERIC, "C")  # libmpv reads numbers; QApplication sets the system's locale
    return application
