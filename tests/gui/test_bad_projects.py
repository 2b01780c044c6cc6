"""Projects that cannot be opened or written: named, left alone, and the window goes on."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from chai_desktop import places
from chai_desktop.app import make_workbench
from chai_desktop.exchange.new_project import create_project
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.points import Point, PointKind
from tests.gui.looking import said, still_answers, with_a_draft

pytestmark = pytest.mark.gui


def test_a_read_only_project_can_be_looked_at_and_says_why_it_takes_nothing(
    qtbot, open_bench, project_file, small_clip, tmp_path
):
    path = with_a_draft(project_file, tmp_path / "Film.chai")
    bench = open_bench(path, room="Library")
    bench.open_to_read(path)
    said(qtbot, bench, "Film.chai is open to read only.")
    before = path.read_bytes()
    qtbot.waitUntil(lambda: bench.library.first_clip() is not None)
    bench.open_clip(bench.library.first_clip())
    qtbot.waitUntil(lambda: bench.annotate.has_clip() and bench.annotate.annotator.view.player.state.is_open)
    captions = bench.annotate.annotator.view.captions
    qtbot.waitUntil(lambda: captions.state.pre is not None)
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, "no")
    words = said(qtbot, bench, "Film.chai is open for reading only")
    assert "Copy the file" in words
    bench.import_paths([small_clip])
    said(qtbot, bench, "Film.chai takes no clips")
    still_answers(qtbot, bench)
    assert path.read_bytes() == before


@pytest.fixture
def owned_elsewhere(project_file) -> Iterator[int]:
    """The process that has the project open."""
    code = (
        "import sys; from pathlib import Path; from chai_desktop.store.project import Project; "
        f"project = Project.open(Path({str(project_file)!r})); print('open', flush=True); sys.stdin.read(); "
        "project.close()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as process:
        assert process.stdout.readline() == "open\n"
        yield process.pid
        process.stdin.close()


@pytest.fixture
def window(qtbot, qapp) -> Callable[[Path | None], object]:
    """A window that is started as the program starts it, whatever comes of the project."""

    def start(path: Path | None):
        bench = make_workbench(SettingsFile(places.settings_file()))
        qtbot.addWidget(bench.window)
        bench.window.resize(1366, 768)
        bench.window.show()
        bench.open_first(path)
        bench.window.activateWindow()
        return bench

    return start


def test_a_project_open_in_another_process_is_refused_and_can_be_read(qtbot, window, project_file, owned_elsewhere):
    bench = window(project_file)
    words = said(qtbot, bench, "Loop.chai is open in another window of CHAI Desktop")
    assert f"process {owned_elsewhere}" in words
    assert "Close it there, or open it here for reading only." in words
    still_answers(qtbot, bench)
    bench.open_to_read(project_file)
    qtbot.waitUntil(lambda: bench.library.first_clip() is not None)
    bench.window.close()


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 20000)


def of_a_newer_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE project SET readable_from = 999")
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()


def no_project_at_all(path: Path) -> None:
    path.write_text("These are notes, and no project.")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("ruin", "reason", "way_out"),
    [
        (damaged, "Loop.chai is damaged", "backup"),
        (of_a_newer_version, "Loop.chai was written by a newer CHAI Desktop", "Update CHAI Desktop"),
        (no_project_at_all, "Loop.chai is not a CHAI Desktop project", "Choose"),
        (emptied, "Loop.chai is empty", "backup"),
        (Path.unlink, "Loop.chai is not there", "open it there"),
    ],
)
def test_a_project_that_cannot_be_opened_is_named_and_left_alone(qtbot, window, project_file, ruin, reason, way_out):
    ruin(project_file)
    before = project_file.read_bytes() if project_file.exists() else None
    bench = window(project_file)
    words = said(qtbot, bench, reason, "Loop.chai")
    assert way_out in words
    assert (project_file.read_bytes() if project_file.exists() else None) == before
    assert not bench.desk.is_open
    still_answers(qtbot, bench)
    new = project_file.with_name("New.chai")
    bench.new_project(new)  # the window is as good as new
    qtbot.waitUntil(lambda: bench.desk.is_open)
    bench.window.close()


def test_a_last_project_that_is_gone_is_named_at_the_start(qtbot, open_bench, window, project_file):
    open_bench(project_file, room="Library").window.close()
    project_file.unlink()
    bench = window(None)
    said(qtbot, bench, "Loop.chai")
    qtbot.waitUntil(lambda: bench.desk.is_open, timeout=30000)
    still_answers(qtbot, bench)
    bench.window.close()


def test_opening_another_project_in_the_middle_of_an_import_leaves_the_window_alive(tmp_path, small_clip):
    """In a process of its own: a window that waits for ever would take the other tests along."""
    films = tmp_path / "films"
    films.mkdir()
    for number in range(60):
        (films / f"film {number}.mp4").write_bytes(small_clip.read_bytes() + bytes(number))
    for name in ("First.chai", "Second.chai"):
        create_project(tmp_path / name).close()
    program = "\n".join(
        (
            "import sys",
            "from pathlib import Path",
            "from PySide6.QtCore import QTimer",
            "from chai_desktop import places",
            "from chai_desktop.app import make_application, make_workbench",
            "from chai_desktop.settings import SettingsFile",
            "place = Path(sys.argv[1])",
            "application = make_application()",
            "bench = make_workbench(SettingsFile(places.settings_file()))",
            "bench.window.show()",
            "bench.desk.opened.connect(lambda p: print('opened', p.name, flush=True))",
            "first = lambda p: bench.import_paths([place / 'films']) if p.name == 'First' else None",
            "second = lambda job: bench.open_project(place / 'Second.chai')",
            "bench.desk.opened.connect(first)",
            "bench.transfer.said.connect(lambda notice: print(notice.text, flush=True))",
            "QTimer.singleShot(2500, lambda: second(None))",
            "QTimer.singleShot(5000, bench.window.close)",
            "bench.open_project(place / 'First.chai')",
            "application.exec()",
            "print('closed', flush=True)",
        )
    )
    line = [sys.executable, "-c", program, str(tmp_path)]
    try:
        ended = subprocess.run(line, capture_output=True, text=True, timeout=25, check=False)
    except subprocess.TimeoutExpired:
        pytest.fail("the window did not close")
    assert ended.stdout.splitlines()[-1] == "closed"
    assert "opened Second" in ended.stdout
    assert "Traceback" not in ended.stderr


def test_a_point_typed_on_a_read_only_place_is_not_taken_for_saved(qtbot, open_bench, project_file, tmp_path):
    path = with_a_draft(project_file, tmp_path / "Film.chai")
    bench = open_bench(path, room="Library")
    bench.open_to_read(path)
    said(qtbot, bench, "Film.chai is open to read only.")
    qtbot.waitUntil(lambda: bench.library.first_clip() is not None)
    bench.open_clip(bench.library.first_clip())
    qtbot.waitUntil(lambda: bench.annotate.has_clip())
    annotator = bench.annotate.annotator
    captions = annotator.view.captions
    qtbot.waitUntil(lambda: captions.state.pre is not None)
    saved = []
    annotator.saved.connect(lambda: saved.append(True))
    captions.points_changed.emit((Point(PointKind.EXTRA, "zooms", 11, 16, "", ""),))
    said(qtbot, bench, "reading only")
    assert saved == []
