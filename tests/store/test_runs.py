"""Background work as rows: what a crash interrupted is said once, and stays in the list."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from chai_desktop.store.project import Project


def test_a_job_goes_through_its_states(project):
    job = project.begin_run("job", "Import 3 files")
    project.beat(job, 0.5, "2 of 3")
    (run,) = project.runs()
    assert (run.title, run.state, run.fraction, run.words) == ("Import 3 files", "running", 0.5, "2 of 3")
    project.end_run(job, "done", "3 clips")
    project.beat(job, 0.1, "late")
    assert [(run.state, run.words) for run in project.runs()] == [("done", "3 clips")]
    assert project.unseen_interrupted() == []


def test_a_job_of_a_window_that_was_killed_is_interrupted_and_said_once(project):
    project.close()
    script = (
        "import os, sys, signal; from chai_desktop.store.project import Project; p = Project.open(sys.argv[1]); "
        "j = p.begin_run('job', 'Draft 40 captions'); p.beat(j, 0.25, '10 of 40'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(project.path)], check=False, env={**os.environ})
    assert done.returncode == -signal.SIGKILL
    with Project.open(project.path) as again:
        (run,) = again.unseen_interrupted()
        assert (run.title, run.state, run.words) == ("Draft 40 captions", "interrupted", "10 of 40")
        assert again.unseen_interrupted() == []
        assert [run.state for run in again.runs()] == ["interrupted"]
    with Project.open(project.path) as once_more:
        assert once_more.unseen_interrupted() == []


@pytest.mark.parametrize("alive", [True, False])
def test_a_run_outlives_the_window_as_long_as_its_process_does(project, alive):
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        project.begin_run("run", "SFT", folder="/runs/1", pid=process.pid)
        if not alive:
            process.kill()
            process.wait()
        project.close()
        with Project.open(project.path) as again:
            assert [run.state for run in again.runs()] == ["running" if alive else "interrupted"]
    finally:
        process.kill()
        process.wait()
        process.stdin.close()


def test_runs_are_no_steps_of_the_journal(project):
    project.me()
    before = project.undo_state()
    project.end_run(project.begin_run("job", "Export"), "cancelled")
    assert project.undo_state() == before
