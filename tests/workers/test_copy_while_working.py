"""A long copy of the project does not make the one who types wait, and closing does not wait for it."""

from __future__ import annotations

import functools
import threading
import time

import pytest

from chai_desktop.errors import Cancelled
from chai_desktop.store.project import Project
from chai_desktop.workers.job_queue import JobQueue
from chai_desktop.workers.project_thread import ProjectThread

pytestmark = pytest.mark.alone

_STEPS = 12  # megabytes, so at least as many steps of the copy


@pytest.fixture
def thread(qtbot, tmp_path):
    path = tmp_path / "a.chai"
    with Project.create(path, "a") as project:
        project.remember("ballast", "x" * (_STEPS << 20))
    thread = ProjectThread(functools.partial(Project.open, path))
    with qtbot.waitSignal(thread.opened):
        thread.start()
    yield thread
    thread.finish()


@pytest.fixture
def jobs(qtbot):
    queue = JobQueue("data")
    yield queue
    queue.finish()


def test_edits_are_acknowledged_during_a_copy_and_are_in_it(qtbot, thread, jobs, tmp_path):
    copied, begun, acknowledged, waited = [], threading.Event(), [], []

    def slowly(_share: float) -> None:
        begun.set()
        time.sleep(0.05)

    copy = tmp_path / "copy.chai"
    jobs.submit("copy", lambda _progress: thread.copy_to(copy, slowly), copied.append)
    assert begun.wait(10)
    for number in range(5):
        asked = time.monotonic()
        thread.call(lambda project, n=number: project.set_setting("n", n), lambda _: acknowledged.append(1))
        qtbot.waitUntil(lambda n=number: len(acknowledged) == n + 1, timeout=5000)
        waited.append(time.monotonic() - asked)
        assert not copied, "the copy was too short to prove anything"
    qtbot.waitUntil(lambda: bool(copied), timeout=20000)
    assert max(waited) < 0.5
    with Project.open(copy) as project:
        assert project.get_setting("n") == 4
        assert len(project.recall("ballast")) == _STEPS << 20


def test_the_order_of_operations_is_kept_during_a_copy(qtbot, thread, jobs, tmp_path):
    begun, seen, copied = threading.Event(), [], []

    def slowly(_share: float) -> None:
        begun.set()
        time.sleep(0.02)

    jobs.submit("copy", lambda _progress: thread.copy_to(tmp_path / "copy.chai", slowly), copied.append)
    assert begun.wait(10)
    for number in range(40):
        thread.call(lambda project, n=number: project.set_setting("n", n))
        thread.call(lambda project: project.get_setting("n"), seen.append)
    qtbot.waitUntil(lambda: bool(copied) and len(seen) == 40, timeout=20000)
    assert seen == list(range(40))


def test_a_copy_inside_a_copy_comes_to_its_end(qtbot, thread, jobs, tmp_path):
    begun, copied = threading.Event(), []
    others = JobQueue("others")

    def slowly(_share: float) -> None:
        begun.set()
        time.sleep(0.02)

    jobs.submit("one", lambda _progress: thread.copy_to(tmp_path / "one.chai", slowly), copied.append)
    assert begun.wait(10)
    others.submit("two", lambda _progress: thread.copy_to(tmp_path / "two.chai"), copied.append)
    qtbot.waitUntil(lambda: len(copied) == 2, timeout=20000)
    others.finish()
    for name in ("one", "two"):
        with Project.open(tmp_path / f"{name}.chai") as project:
            assert len(project.recall("ballast")) == _STEPS << 20


def test_closing_stops_the_copy_and_loses_no_edit(qtbot, thread, jobs, tmp_path):
    begun, failed = threading.Event(), []

    def slowly(_share: float) -> None:
        begun.set()
        time.sleep(0.05)

    jobs.submit("copy", lambda _progress: thread.copy_to(tmp_path / "copy.chai", slowly), failed=failed.append)
    assert begun.wait(10)
    thread.call(lambda project: project.set_setting("last", "words"))
    asked = time.monotonic()
    thread.finish()
    assert time.monotonic() - asked < 5
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)
    assert not (tmp_path / "copy.chai").exists()
    with Project.open(tmp_path / "a.chai") as project:
        assert project.get_setting("last") == "words"
