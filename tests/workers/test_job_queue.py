"""Background jobs: order, progress, cancel, errors, and the thread on which results arrive."""

from __future__ import annotations

import threading

import pytest

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.workers.job_queue import JobQueue, JobState


@pytest.fixture
def queue(qtbot):
    queue = JobQueue("test")
    yield queue
    queue.finish()


def test_result_arrives_on_the_ui_thread_with_its_progress(qtbot, queue):
    seen = []
    fractions = []
    queue.changed.connect(lambda job: fractions.append(job.fraction))

    def work(progress):
        progress(1.0, "all")
        return threading.get_ident()

    queue.submit("count", work, lambda ident: seen.append((ident, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    worked_on, arrived_on = seen[0]
    assert worked_on != arrived_on == threading.get_ident()
    assert 1.0 in fractions


def test_jobs_run_in_order(qtbot, queue):
    done = []
    for number in range(20):
        queue.submit(str(number), lambda _progress, n=number: n, done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


def test_cancel_stops_a_running_job_at_its_next_step(qtbot, queue):
    running = threading.Event()
    errors = []

    def work(progress):
        running.set()
        while True:
            progress.check()

    job = queue.submit("endless", work, failed=errors.append)
    qtbot.waitUntil(running.is_set)
    job.cancel()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)
    assert job.state is JobState.CANCELLED
    assert queue.active_jobs() == []


def test_a_waiting_job_that_is_cancelled_never_starts(qtbot, queue):
    gate = threading.Event()
    ran = []
    queue.submit("first", lambda _progress: gate.wait(5))
    second = queue.submit("second", lambda _progress: ran.append(1), failed=lambda _error: None)
    second.cancel()
    gate.set()
    qtbot.waitUntil(lambda: second.state is JobState.CANCELLED)
    assert ran == []


def test_a_refusal_and_a_defect_both_become_a_sentence_and_the_queue_goes_on(qtbot, queue):
    errors = []

    def refuse(_progress):
        raise ChaiError("clip.mp4 is empty.", "Choose another file.")

    def break_down(_progress):
        raise ZeroDivisionError("oops")

    queue.submit("refuse", refuse, failed=errors.append)
    queue.submit("break", break_down, failed=errors.append)
    done = []
    queue.submit("after", lambda _progress: "fine", done.append)
    qtbot.waitUntil(lambda: done == ["fine"])
    assert str(errors[0]) == "clip.mp4 is empty. Choose another file."
    assert "break failed: oops" in errors[1].message and "Traceback" not in str(errors[1])


def test_a_finished_queue_begins_nothing_and_starts_no_thread(qtbot):
    queue = JobQueue("ended")
    done = []
    queue.submit("first", lambda _progress: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])
    queue.finish()
    late = queue.submit("late", lambda _progress: 2, done.append)
    qtbot.wait(50)
    assert late.state is JobState.CANCELLED
    assert not queue.isRunning()
    assert done == [1]
