"""The one thread of the project file: order, results on the UI thread, refusals, and waiting from a job."""

from __future__ import annotations

import functools
import threading

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.project import Project
from chai_desktop.workers.job_queue import JobQueue
from chai_desktop.workers.project_thread import ProjectThread


@pytest.fixture
def thread(qtbot, tmp_path):
    thread = ProjectThread(functools.partial(Project.create, tmp_path / "a.chai", "a"))
    with qtbot.waitSignal(thread.opened):
        thread.start()
    yield thread
    thread.finish()


def test_a_read_sees_the_writes_that_were_asked_for_before(qtbot, thread):
    seen = []
    for number in range(50):
        thread.call(lambda project, n=number: project.set_setting("n", n))
    thread.call(lambda project: (project.get_setting("n"), threading.get_ident()), seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    value, ident = seen[0]
    assert value == 49
    assert ident != threading.get_ident()


def test_a_refusal_goes_to_its_own_handler_and_a_defect_to_the_signal_and_work_goes_on(qtbot, thread):
    refused, failed, done = [], [], []
    thread.failed.connect(failed.append)
    thread.call(lambda project: project.clip("no such clip"), failed=refused.append)
    thread.call(lambda project: 1 / 0)
    thread.call(lambda project: project.name, done.append)
    qtbot.waitUntil(lambda: done == ["a"])
    assert isinstance(refused[0], ProjectError)
    assert "division by zero" in failed[0].message


def test_a_job_can_wait_for_the_project(qtbot, thread):
    jobs = JobQueue("test")
    answers = []
    jobs.submit("ask", lambda _progress: thread.ask(lambda project: project.name), answers.append)
    qtbot.waitUntil(lambda: answers == ["a"])
    jobs.finish()


def test_finish_runs_what_is_waiting_first(qtbot, tmp_path):
    path = tmp_path / "b.chai"
    thread = ProjectThread(functools.partial(Project.create, path, "b"))
    thread.start()
    for number in range(30):
        thread.call(lambda project, n=number: project.set_setting("n", n))
    thread.finish()
    with Project.open(path) as project:
        assert project.get_setting("n") == 29


def test_a_file_that_cannot_be_opened_is_refused_with_its_name(qtbot, tmp_path):
    path = tmp_path / "text.chai"
    path.write_text("not a project", "utf-8")
    thread = ProjectThread(functools.partial(Project.open, path))
    with qtbot.waitSignal(thread.failed) as failed:
        thread.start()
    assert "text.chai" in failed.args[0].message
    thread.finish()
    assert path.read_text("utf-8") == "not a project"


def test_a_job_that_waits_for_a_project_that_closes_is_told_so(qtbot, thread):
    gate, errors = threading.Event(), []
    jobs = JobQueue("test")

    def work(_progress):
        gate.wait(5)
        return thread.ask(lambda project: project.name)

    jobs.submit("late", work, failed=errors.append)
    thread.finish()
    gate.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert "closed" in errors[0].message
    jobs.finish()


def test_an_opener_that_breaks_down_is_a_refusal_not_a_silence(qtbot):
    def break_down():
        raise ImportError("half a module")

    thread = ProjectThread(break_down)
    with qtbot.waitSignal(thread.failed) as failed:
        thread.start()
    assert "half a module" in failed.args[0].message
    with pytest.raises(ProjectError):
        thread.ask(lambda project: project.name)
    thread.finish()
