"""Lasting work leaves a row in the project, and is spoken of at the next opening if it was cut off."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from tests.gui.looking import ask, said

pytestmark = pytest.mark.gui
CUT_OFF = """
import os, sys
from chai_desktop.store.project import Project
project = Project.open(sys.argv[1])
project.beat(project.begin_run("job", "Import"), 0.25, "a.mp4")
os._exit(1)
"""


def test_lasting_work_is_a_row_while_it_runs_and_short_work_is_none(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    go_on = threading.Event()
    bench.media_jobs.submit("Short", lambda progress: None, lasting=True)
    bench.media_jobs.submit("Import", lambda progress: go_on.wait(10), lasting=True)
    runs = []
    qtbot.waitUntil(lambda: bool(runs.append(ask(qtbot, bench, lambda p: p.runs())) or runs[-1]), timeout=8000)
    assert [(run.title, run.state) for run in runs[-1]] == [("Import", "running")]
    go_on.set()
    qtbot.waitUntil(lambda: ask(qtbot, bench, lambda p: p.runs())[0].state == "done")


def test_work_that_ends_with_the_window_was_ended_on_purpose(qtbot, open_bench, project_file, reading):
    bench = open_bench(project_file, room="Library")

    def work(progress) -> None:
        while not progress.cancelled():
            threading.Event().wait(0.01)

    bench.media_jobs.submit("Import", work, lasting=True)
    qtbot.waitUntil(lambda: bool(ask(qtbot, bench, lambda p: p.runs())), timeout=8000)
    bench.window.close()
    (run,) = reading(project_file, lambda project: project.runs())
    assert run.state == "cancelled"


def test_after_a_crash_the_next_opening_names_what_was_interrupted_once(qtbot, open_bench, project_file):
    subprocess.run([sys.executable, "-c", CUT_OFF, str(project_file)], check=False)
    bench = open_bench(project_file, room="Library")
    said(qtbot, bench, "Import was interrupted at 25 %.", "Import the same files again")
    bench.window.close()
    again = open_bench(project_file, room="Library")
    qtbot.wait(300)
    assert "interrupted" not in again.window.notices.words()
