"""The Runs page in the real window, with real processes that outlive it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import EngineRole
from chai_desktop.runs.run_folder import RunFolder
from chai_desktop.runs.truth import Condition, look
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.ui.runs.run_plan import Which
from tests.gui.looking import ask, said
from tests.models.bulk.conftest import offered  # noqa: F401 - an engine that is slow at the clip "is slow"

ANSWERS = {"camera_movement": "major_simple", "camera_pan": "left_to_right", "steadiness": "smooth"}


@pytest.fixture
def answered(project_file) -> Path:
    with Project.open(project_file) as project:
        for clip in project.clips():
            project.set_answers(clip.id, ANSWERS)
    return project_file


@pytest.fixture
def slow(tmp_path, small_clip, offered) -> Path:  # noqa: F811 - the fixture
    """A project of three clips, at one of which the troubled engine is slow for twenty seconds."""
    path = tmp_path / "Slow.chai"
    from chai_desktop.exchange.import_clips import import_files
    from chai_desktop.exchange.new_project import create_project

    files = []
    for number, name in enumerate(("a", "is slow", "z")):
        (tmp_path / str(number)).mkdir()
        file = tmp_path / str(number) / f"{name}"
        file.write_bytes(small_clip.read_bytes() + bytes(number))
        files.append(file)
    with create_project(path) as project:
        import_files(lambda operation: operation(project), files, lambda _f, _n: None, lambda: False)
    return path


@pytest.fixture(autouse=True)
def no_run_is_left():
    yield
    for process in psutil.Process(os.getpid()).children(recursive=True):
        if "recaption" in " ".join(_line(process)):
            process.kill()


def _line(process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def shown(qtbot, bench):
    """The page, opened by its key."""
    QTest.keyClick(bench.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bench.runs.view is not None and bench.runs.view.isVisible())
    return bench.runs.view


def planned(qtbot, bench, **chosen):
    """The plan of a new run, opened as by the button."""
    view = bench.runs.view
    QTest.mouseClick(view.new if view.new.isVisible() else view.new_here, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bench.runs.planning.dialog is not None)
    dialog = bench.runs.planning.dialog
    for aspect, box in dialog.aspects.items():
        box.setChecked(aspect in chosen.get("aspects", (Aspect.CAMERA,)))
    return dialog


def state(bench) -> str:
    rows = bench.runs.view.table.rows
    return rows[0].state if rows else ""


def press(bench, name: str) -> None:
    button = bench.runs.view.details.buttons[name]
    assert button.isVisible(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def pid_of(bench) -> int:
    folder = bench.runs.view.table.runs[0].folder
    return RunFolder(folder).seat(1, 1).state().owner.pid


def test_from_the_empty_page_to_candidates_in_the_project(qtbot, open_bench, answered):
    bench = open_bench(answered, room="Library")
    view = shown(qtbot, bench)
    assert view.new_here.isVisible()
    dialog = planned(qtbot, bench)
    assert "2 captions of 2 clips" in dialog.summary.text()
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(bench) == "Done", timeout=30000)
    assert view.details.row.clips == "2 of 2"
    press(bench, "collect")
    qtbot.waitUntil(lambda: "2 new candidates" in bench.window.status._good_news.text(), timeout=10000)
    texts = ask(qtbot, bench, lambda p: [c.text for clip in p.clips() for c in p.candidates(clip.id, Aspect.CAMERA)])
    assert len(texts) == 2
    press(bench, "collect")
    qtbot.waitUntil(lambda: "taken in before" in bench.window.status._good_news.text(), timeout=10000)
    first = view.list.folder
    dialog = planned(qtbot, bench)
    dialog.here.setChecked(False)
    dialog.which[Which.ALL].setChecked(True)
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.list.folder not in (None, first), timeout=10000)  # what was made is what is shown
    assert view.details.buttons["continue"].text() == "Start"


def test_a_run_gets_the_memory_of_an_engine_that_only_scores(qtbot, open_bench, answered, offered):  # noqa: F811
    bench = open_bench(answered, room="Library")
    reward = EngineChoice("troubled", "scores")
    bench.engines.assign(EngineRole.REWARD, reward)
    bench.engines.load(reward)
    qtbot.waitUntil(lambda: bench.engines.state(reward).pid is not None, timeout=10000)
    shown(qtbot, bench)
    dialog = planned(qtbot, bench)
    dialog.score.setChecked(True)
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bench.engines.state(reward).pid is None, timeout=10000)
    qtbot.waitUntil(lambda: state(bench) == "Done", timeout=30000)


def test_what_was_not_written_stands_there_with_its_reason(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    view = shown(qtbot, bench)
    dialog = planned(qtbot, bench)
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(bench) == "Done", timeout=30000)
    qtbot.waitUntil(lambda: view.details.tabs.tabText(0) == "Not written (2)", timeout=10000)
    assert view.details.failures.topLevelItem(0).text(1) == "2"
    assert view.details.buttons["retry"].isVisible()
    assert not view.details.buttons["collect"].isVisible()


def test_it_outlives_the_window_and_killed_it_says_so_and_goes_on(qtbot, open_bench, slow):
    bench = open_bench(slow, room="Library")
    bench.engines.assign(EngineRole.CAPTIONER, EngineChoice("troubled"))
    view = shown(qtbot, bench)
    dialog = planned(qtbot, bench)
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(bench) == "Running" and view.table.rows[0].clips == "1 of 3", timeout=30000)
    pid = pid_of(bench)
    folder = view.table.runs[0].folder
    assert os.getsid(pid) != os.getsid(os.getpid())
    bench.window.close()
    assert look(RunFolder(folder), 1).condition is Condition.RUNNING
    again = open_bench(slow, room="Library")
    view = shown(qtbot, again)
    qtbot.waitUntil(lambda: state(again) == "Running", timeout=10000)
    assert view.details.buttons["stop"].isVisible()
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: state(again) == "Interrupted", timeout=10000)
    assert "go on from 1 of 3" in view.details.row.sentence
    press(again, "continue")
    qtbot.waitUntil(lambda: state(again) == "Running", timeout=20000)
    assert pid_of(again) != pid
    press(again, "stop_now")
    qtbot.waitUntil(lambda: state(again) == "Stopped", timeout=20000)
    assert view.details.row.sentence == "Stopped at 1 of 3 clips."


def test_an_interrupted_run_is_told_at_the_next_start(qtbot, open_bench, slow):
    bench = open_bench(slow, room="Library")
    bench.engines.assign(EngineRole.CAPTIONER, EngineChoice("troubled"))
    shown(qtbot, bench)
    QTest.mouseClick(planned(qtbot, bench).agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(bench) == "Running", timeout=30000)
    pid = pid_of(bench)
    bench.window.close()
    os.kill(pid, signal.SIGKILL)
    again = open_bench(slow)
    said(qtbot, again, "was interrupted", "nothing is done twice")


def test_only_made_it_waits_and_is_removed_into_the_trash(qtbot, open_bench, answered, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    bench = open_bench(answered, room="Library")
    view = shown(qtbot, bench)
    dialog = planned(qtbot, bench)
    dialog.here.setChecked(False)
    dialog.candidates.setValue(3)
    dialog.processes.setValue(2)
    assert "3 candidates" in dialog.summary.text()
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(bench) == "Not begun", timeout=20000)
    assert view.details.buttons["continue"].text() == "Start"
    lines = [view.details.settings.topLevelItem(n).text(1) for n in range(view.details.settings.topLevelItemCount())]
    assert any("recaption --config" in line for line in lines)
    press(bench, "continue")
    qtbot.waitUntil(lambda: state(bench) == "Done", timeout=30000)
    assert len(list(view.table.runs[0].folder.glob("shards/*/rows.ndjson"))) == 2
    press(bench, "remove")
    qtbot.waitUntil(lambda: not view.table.rows, timeout=10000)
    assert view.new_here.isVisible()


def test_without_clips_or_for_reading_only_nothing_is_begun(qtbot, open_bench, project_file):
    with Project.open(project_file) as project:
        for clip in project.clips():
            for aspect in Aspect:
                project.add_pre_caption(clip.id, aspect, "The camera pans.", "edit")
    bench = open_bench(project_file, room="Library")
    shown(qtbot, bench)
    dialog = planned(qtbot, bench)
    assert not dialog.which[Which.MISSING].isEnabled()
    assert dialog.which[Which.ALL].isChecked()
    for box in dialog.aspects.values():
        box.setChecked(False)
    assert not dialog.agree.isEnabled()
    dialog.reject()


def test_at_the_smallest_window_nothing_is_cut_off(qtbot, open_bench, answered):
    bench = open_bench(answered, room="Library")
    bench.window.resize(1000, 620)
    view = shown(qtbot, bench)
    QTest.mouseClick(planned(qtbot, bench).agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(bench) == "Done", timeout=30000)
    shown_buttons = [button for button in view.details.buttons.values() if button.isVisible()]
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in shown_buttons))
    for button in shown_buttons:
        assert button.mapTo(bench.window, button.rect().bottomRight()).x() < bench.window.width()
    assert view.details.tabs.height() > 80
