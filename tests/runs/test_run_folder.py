"""Run folders: the truth about a run, whatever its files say."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from chai_desktop.runs import control
from chai_desktop.runs.control import Wish
from chai_desktop.runs.identity import ProcessIdentity, Standing, this_process
from chai_desktop.runs.records import Outcome, RunDescription, RunState
from chai_desktop.runs.run_folder import RunError, RunFolder, Seat
from chai_desktop.runs.truth import Condition, look
from chai_desktop.runs.whole_files import write_whole
from chai_desktop.runs.working import Working

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import sys, time
from pathlib import Path
from chai_desktop.runs.run_folder import RunFolder
from chai_desktop.runs.working import Working

folder = RunFolder(Path(sys.argv[1]))
with Working(folder, folder.seat(int(sys.argv[2]), int(sys.argv[3])), 10) as working:
    working.step = 4
    working.beat("Writing captions")
    print("at work", flush=True)
    time.sleep(60)
"""


def described(shards: int = 1) -> RunDescription:
    return RunDescription("20261127-120000-abc123", "recaption", "Two clips", "2026-11-27T12:00:00Z", {"a": 1}, shards)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "run", described())


@pytest.fixture
def at_work():
    """Starts real processes that take a seat, and ends those that are left."""
    started: list[subprocess.Popen[str]] = []

    def start(folder: RunFolder, shard: int = 1, shards: int = 1) -> subprocess.Popen[str]:
        line = [sys.executable, "-c", WORKER, str(folder.path), str(shard), str(shards)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        started.append(subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment))
        assert started[-1].stdout is not None
        assert started[-1].stdout.readline() == "at work\n"
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_run_is_described_once_and_never_changed(folder: RunFolder) -> None:
    assert folder.description() == described()
    assert RunFolder.create(folder.path, described()) == folder
    with pytest.raises(RunError, match="another run"):
        RunFolder.create(folder.path, described(shards=2))
    assert look(folder, 1).condition is Condition.WAITING


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON"),
        ("[]", "does not describe"),
        ('{"version": 1}', "“id”|“kind”|required"),
        ('{"version": 99}', "newer CHAI Desktop"),
        ('{"version": 1, "id": 3}', "“id”"),
    ],
)
def test_what_is_no_description_is_named(folder: RunFolder, content: str, said: str) -> None:
    folder.description_file.write_text(content)
    with pytest.raises(RunError, match=said) as refused:
        folder.description()
    assert "run.json" in refused.value.message


def test_a_run_at_work_is_running_and_killed_it_is_interrupted(folder: RunFolder, at_work) -> None:
    process = at_work(folder)
    truth = look(folder, 1)
    assert (truth.condition, truth.sentence) == (Condition.RUNNING, "Writing captions")
    process.send_signal(signal.SIGKILL)
    process.wait()
    truth = look(folder, 1)
    assert truth.condition is Condition.INTERRUPTED
    assert "go on from 4 of 10" in truth.sentence


def test_a_dead_child_that_nobody_has_buried_yet_does_not_run(folder: RunFolder, at_work) -> None:
    process = at_work(folder)
    os.kill(process.pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while look(folder, 1).condition is Condition.RUNNING and time.monotonic() < deadline:
        time.sleep(0.01)
    assert process.returncode is None  # not waited for: a zombie
    assert look(folder, 1).condition is Condition.INTERRUPTED


def test_a_seat_that_is_taken_is_refused_and_free_again_after_a_kill(folder: RunFolder, at_work) -> None:
    process = at_work(folder)
    with pytest.raises(RunError, match=f"process {process.pid}"):
        Working(folder, folder.seat(1, 1), 10)
    process.kill()
    process.wait()
    with Working(folder, folder.seat(1, 1), 10) as working:
        assert working.attempt == 2
        working.end(Outcome.DONE, "All done.")
    assert look(folder, 1).condition is Condition.DONE


def test_words_are_not_believed_an_id_given_to_another_process_is_noticed(folder: RunFolder) -> None:
    me = this_process()
    seat = folder.seat(1, 1)
    for owner, expected in (
        (me, Condition.RUNNING),
        (replace(me, process_started=me.process_started - 100), Condition.INTERRUPTED),
        (replace(me, boot_id="another start"), Condition.INTERRUPTED),
        (replace(me, boot_id="another start", host="node7"), Condition.ELSEWHERE),
    ):
        write_whole(seat.state_file, RunState(owner, 1, "Writing captions", 3, 9, time.time()))
        assert look(folder, 1).condition is expected


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system notes once when a process was started")
def test_a_clock_that_is_set_makes_no_process_another(monkeypatch: pytest.MonkeyPatch) -> None:
    me = this_process()
    before = psutil.boot_time()
    monkeypatch.setattr("psutil._pslinux.boot_time", lambda: before + 3600)  # as /proc/stat tells it afterwards
    assert psutil.Process().create_time() > before + 3600
    assert me.standing() is Standing.ALIVE


def test_a_folder_copied_from_another_computer_says_so(folder: RunFolder) -> None:
    owner = ProcessIdentity(1, 0.0, "their start", "node7")
    write_whole(folder.seat(1, 1).state_file, RunState(owner, 1, "Writing", 3, 9, time.time() - 7200))
    truth = look(folder, 1)
    assert truth.sentence == "On another computer, node7. It was heard of 2 h 0 min ago."
    assert owner.standing() is Standing.ELSEWHERE


def test_how_it_ended_counts_until_it_begins_again(folder: RunFolder, at_work) -> None:
    with Working(folder, folder.seat(1, 1), 10) as working:
        working.end(Outcome.FAILED, "The disk is full.", "Make space.")
    truth = look(folder, 1)
    assert (truth.condition, truth.sentence, truth.hint) == (Condition.FAILED, "The disk is full.", "Make space.")
    process = at_work(folder)
    assert look(folder, 1).condition is Condition.RUNNING
    process.kill()
    process.wait()
    assert look(folder, 1).condition is Condition.INTERRUPTED


@pytest.mark.parametrize("torn", [b"", b"\0" * 200, b'{"owner": {"pid": 1'])
def test_a_state_torn_by_a_power_cut_is_no_state(folder: RunFolder, torn: bytes) -> None:
    seat = folder.seat(1, 1)
    with Working(folder, seat, 10):
        pass
    seat.state_file.write_bytes(torn)
    assert look(folder, 1).condition is Condition.INTERRUPTED
    with Working(folder, seat, 10) as working:
        working.end(Outcome.DONE, "Done.")
    seat.state_file.write_bytes(torn)
    assert look(folder, 1).condition is Condition.DONE
    with Working(folder, seat, 10) as working:
        assert working.attempt > 1


def test_wishes_are_heard_by_who_works_and_not_by_who_begins_later(folder: RunFolder) -> None:
    control.ask(folder.path, Wish.STOP)
    time.sleep(0.02)
    with Working(folder, folder.seat(1, 1), 10) as working:
        assert not working.asked(Wish.STOP)
        control.ask(folder.path, Wish.STOP)
        time.sleep(0.25)
        assert working.asked(Wish.STOP)
        assert not working.asked(Wish.STOP_NOW)
        control.withdraw(folder.path)
        time.sleep(0.25)
        assert not working.asked(Wish.STOP)


def test_parts_are_summed_and_the_one_that_needs_somebody_decides(tmp_path: Path, at_work) -> None:
    folder = RunFolder.create(tmp_path / "run", described(shards=3))
    for shard in (1, 2):
        with Working(folder, folder.seat(shard, 3), 10) as working:
            working.step, working.figures = 10, {"written": 50.0, "clips_per_hour": 100.0}
            working.end(Outcome.DONE, "50 captions written.")
    assert look(folder, 3).condition is Condition.WAITING
    at_work(folder, 3, 3)
    truth = look(folder, 3)
    assert truth.condition is Condition.RUNNING
    assert (truth.step, truth.figure("written"), truth.rate("clips_per_hour")) == (24, 100.0, 0.0)
    assert "1 of 3 parts" in truth.sentence


def test_readers_never_meet_half_a_file(folder: RunFolder) -> None:
    """A writer replaces the state as fast as it can while we read it."""
    seat = folder.seat(1, 1)
    context = multiprocessing.get_context("spawn")
    writer = context.Process(target=_write_states, args=(str(seat.folder), 300))
    writer.start()
    seen = set()
    while writer.is_alive():
        if seat.state_file.exists():
            state = seat.state()
            assert state is not None
            seen.add(state.step)
    writer.join()
    assert writer.exitcode == 0
    assert len(seen) > 3


def _write_states(folder: str, count: int) -> None:
    for step in range(count):
        write_whole(Seat(Path(folder)).state_file, RunState(this_process(), 1, "x" * 5000, step, count, 0.0))


def test_fields_of_a_newer_version_are_left_out(folder: RunFolder) -> None:
    data = json.loads(folder.description_file.read_text())
    folder.description_file.write_text(json.dumps({**data, "colour": "green"}))
    assert folder.description() == described()
