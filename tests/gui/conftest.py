"""The real window on a real project, for tests that work with it as a person does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chai_desktop import places
from chai_desktop.app import make_workbench
from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.settings import SettingsFile
from chai_desktop.store.project import Project
from chai_desktop.ui.theme.theme import apply_theme


@pytest.fixture
def project_file(tmp_path, small_clip) -> Path:
    """A project with two clips of its own, and nothing said about them."""
    path = tmp_path / "Loop.chai"
    second = tmp_path / "second.mp4"
    second.write_bytes(small_clip.read_bytes() + b"\0")
    with create_project(path) as project:
        import_files(lambda operation: operation(project), [small_clip, second], lambda _f, _n: None, lambda: False)
    return path


@pytest.fixture
def open_bench(qtbot, qapp):
    """Opens the window on a project file; every window that a test opened is closed at its end."""
    benches = []

    def open_window(path: Path, room: str = "Annotate", measures: bool = False):
        """``measures``: clips are measured in the background, which most tests have no use for."""
        apply_theme(QApplication.instance(), "dark")
        SettingsFile(places.settings_file()).change(measure_clips="yes" if measures else "no")
        bench = make_workbench(SettingsFile(places.settings_file()))
        benches.append(bench)
        bench.window.resize(1366, 768)
        bench.window.show()
        bench.open_project(path)
        qtbot.waitUntil(lambda: bench.library.first_clip() is not None, timeout=15000)
        if room == "Annotate":
            bench.window.show_room("Annotate")
            qtbot.waitUntil(lambda: bench.annotate.has_clip(), timeout=15000)
            player = bench.annotate.annotator.view.player
            qtbot.waitUntil(lambda: player.state.is_open, timeout=15000)
        bench.window.activateWindow()
        qtbot.waitUntil(bench.window.isActiveWindow, timeout=5000)
        return bench

    yield open_window
    for bench in benches:
        bench.window.close()
        bench.window.deleteLater()


@pytest.fixture
def reading():
    """Reads a project file after the window has let go of it."""

    def read(path: Path, operation):
        with Project.open(path) as project:
            return operation(project)

    return read
