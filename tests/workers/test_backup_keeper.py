"""Backups come by themselves where something changed, and a failure is said once."""

from __future__ import annotations

import functools
import sqlite3

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.names import Reason, backup_folder, list_backups
from chai_desktop.store.project import Project
from chai_desktop.workers.backup_keeper import BackupKeeper
from chai_desktop.workers.job_queue import JobQueue
from chai_desktop.workers.project_thread import ProjectThread


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "Film.chai"
    with Project.create(path, "Film") as project:
        project.set_setting("n", 0)
    return path


@pytest.fixture
def jobs(qtbot):
    queue = JobQueue("data")
    yield queue
    queue.finish()


@pytest.fixture
def open_project(qtbot, path, jobs):
    """Opens the project with a keeper whose clocks run fast."""
    open_now = []

    def start(after_opening_ms=10, every_ms=60_000):
        thread = ProjectThread(functools.partial(Project.open, path))
        with qtbot.waitSignal(thread.opened):
            thread.start()
        keeper = BackupKeeper(jobs, after_opening_ms, every_ms)
        keeper.follow(thread, path)
        open_now.append((thread, keeper))
        return thread, keeper

    yield start
    for thread, keeper in open_now:
        keeper.leave()
        thread.finish()


def reasons(path):
    return [backup.reason for backup in list_backups(path)]


def test_one_is_made_after_opening_and_is_a_whole_project(qtbot, open_project, path):
    open_project()
    qtbot.waitUntil(lambda: reasons(path) == [Reason.AT_OPEN], timeout=10000)
    with Project.open(list_backups(path)[0].path, read_only=True) as copy:
        assert copy.get_setting("n") == 0


def test_nothing_is_made_where_nothing_changed_since(qtbot, open_project, path, jobs):
    thread, keeper = open_project()
    qtbot.waitUntil(lambda: reasons(path) == [Reason.AT_OPEN], timeout=10000)
    keeper.leave()
    thread.finish()
    open_project()
    qtbot.wait(300)
    qtbot.waitUntil(lambda: not jobs.active_jobs())
    assert reasons(path) == [Reason.AT_OPEN]


def test_it_is_made_again_and_again_while_things_change(qtbot, open_project, path):
    thread, _ = open_project(every_ms=150)
    qtbot.waitUntil(lambda: len(reasons(path)) == 1, timeout=10000)
    qtbot.wait(400)
    assert len(reasons(path)) == 1  # nothing changed
    thread.call(lambda project: project.set_setting("n", 1))
    qtbot.waitUntil(lambda: reasons(path) == [Reason.HALF_HOUR, Reason.AT_OPEN], timeout=10000)
    with Project.open(list_backups(path)[0].path, read_only=True) as copy:
        assert copy.get_setting("n") == 1


def test_a_backup_that_fails_is_said_once_and_work_goes_on(qtbot, open_project, path):
    backup_folder(path).write_text("in the way")
    thread, keeper = open_project(every_ms=100)
    warned = []
    keeper.warned.connect(warned.append)
    for number in range(4):
        thread.call(lambda project, n=number: project.set_setting("n", n + 1))
        qtbot.wait(150)
    qtbot.waitUntil(lambda: bool(warned))
    assert len(warned) == 1
    assert isinstance(warned[0], ProjectError)
    assert thread_value(qtbot, thread) == 4


def thread_value(qtbot, thread):
    values = []
    thread.call(lambda project: project.get_setting("n"), values.append)
    qtbot.waitUntil(lambda: bool(values))
    return values[0]


def test_a_backup_is_kept_before_something_large(qtbot, open_project, path, jobs):
    thread, keeper = open_project(after_opening_ms=60_000)
    jobs.submit("merge", lambda progress: keeper.keep(thread, Reason.BEFORE_MERGE, progress))
    qtbot.waitUntil(lambda: reasons(path) == [Reason.BEFORE_MERGE], timeout=10000)


def test_the_backup_holds_what_the_log_still_has(qtbot, open_project, path):
    """The file alone would be older: what was done is in the log while the project is open."""
    thread, _ = open_project(after_opening_ms=300)
    thread.call(lambda project: project.set_setting("n", 7))
    qtbot.waitUntil(lambda: len(reasons(path)) == 1, timeout=10000)
    copy = sqlite3.connect(list_backups(path)[0].path)
    values = [row[0] for row in copy.execute("SELECT value FROM settings")]
    copy.close()
    assert "7" in values
