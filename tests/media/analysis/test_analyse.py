"""One order of an analysis: only what is missing, one after the other, whatever happens to one of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from chai_desktop.errors import Cancelled, ChaiError, MediaError
from chai_desktop.media.analysis.cached_files import Measure, file_name, find_file
from chai_desktop.media.analysis.measures import STEPS, Step
from chai_desktop.media.analysis.order import AnalysisOrder, Report
from chai_desktop.media.analysis.running import analyse
from chai_desktop.media.content_hash import content_hash
from chai_desktop.media.filmstrip import load_filmstrip
from chai_desktop.media.media_cache import MediaCache

ROOT = Path(__file__).parents[3]
QUICK = tuple(step for step in STEPS if step.measures[0] in (Measure.WAVEFORM, Measure.FILMSTRIP))


@pytest.fixture
def order(small_clip, tmp_path) -> AnalysisOrder:
    return AnalysisOrder(str(small_clip), content_hash(small_clip), 0, 47, str(tmp_path / "cache"))


def run(order: AnalysisOrder, steps=QUICK, cancelled=lambda: False) -> list[Report]:
    reports: list[Report] = []
    analyse(order, reports.append, cancelled, steps)
    return [report for report in reports if report.state != "running"]


def start(order: AnalysisOrder) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    line = [sys.executable, "-m", "chai_desktop.media.analysis", "-"]
    child = subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT)
    assert child.stdin is not None
    child.stdin.write(f"{order.as_json()}\n")
    child.stdin.flush()
    return child


def test_each_result_is_in_the_cache_and_is_not_made_twice(order):
    first = run(order)
    assert [(report.measure, report.state) for report in first] == [("waveform", "done"), ("filmstrip", "done")]
    assert [report.fraction for report in first] == sorted(report.fraction for report in first)
    assert first[-1].fraction == 1.0
    stamps = {report.path: Path(report.path).stat().st_mtime_ns for report in first}
    assert {report.state for report in run(order)} == {"there"}
    assert stamps == {path: Path(path).stat().st_mtime_ns for path in stamps}


def test_a_damaged_file_of_the_cache_is_made_anew(order):
    path = Path(run(order)[-1].path)
    path.write_bytes(b"PK damaged")
    assert [report.state for report in run(order)] == ["there", "done"]
    assert load_filmstrip(path) is not None


def test_a_part_of_a_file_has_files_of_its_own(order):
    part = AnalysisOrder(order.path, order.content_hash, 10, 29, order.cache)
    names = [Path(report.path).name for report in run(part)]
    assert names == ["waveform.npz", "filmstrip-10-29.npz"]  # the sound is that of the whole file
    strip = load_filmstrip(order.media_cache.path(order.content_hash, names[1]))
    assert strip is not None and strip.frame_count == 20


def test_the_window_finds_the_file_of_a_clip_by_its_frames(order):
    cache = order.media_cache
    run(order)
    run(AnalysisOrder(order.path, order.content_hash, 10, 29, order.cache))

    def found(measure, *frames):
        return [path.name for path in find_file(cache, order.content_hash, measure, *frames)]

    assert found(Measure.FILMSTRIP, 10, 29) == ["filmstrip-10-29.npz"]
    assert found(Measure.FILMSTRIP, 0, 47) == ["filmstrip.npz"]
    assert found(Measure.FILMSTRIP, 5, 9) == []
    assert found(Measure.WAVEFORM, 10, 29) == ["waveform.npz"]


def test_one_that_fails_is_a_sentence_and_the_next_goes_on(order):
    def refuse(*_args):
        raise MediaError("The shots cannot be found.", "Try again.")

    def stumble(*_args):
        raise ZeroDivisionError("by nothing")

    def always(*_args):
        return True

    steps = (Step((Measure.SHOTS,), 1, refuse, always), Step((Measure.PROXY,), 1, stumble, always), *QUICK)
    reports = run(order, steps)
    assert [report.state for report in reports] == ["failed", "failed", "done", "done"]
    assert reports[0].sentence == "The shots cannot be found. Try again."
    assert "proxy of small.mp4 could not be measured" in reports[1].sentence
    assert not order.media_cache.path(order.content_hash, file_name(Measure.SHOTS, None)).exists()


def test_a_measure_of_two_files_keeps_both_or_none(order):
    def half(_of, outs, *_rest):
        outs[0].write_text("{}")
        raise MediaError("Half way.")

    step = Step((Measure.SUGGESTIONS, Measure.MOTION), 1, half, lambda *_args: True)
    assert [report.state for report in run(order, (step,))] == ["failed"]
    assert [path.name for path in Path(order.cache).rglob("*.*")] == ["frames.npz"]


def test_left_out_is_left_out_and_a_stop_stops(order):
    without = AnalysisOrder(order.path, order.content_hash, 0, 47, order.cache, ("waveform",))
    assert [report.measure for report in run(without)] == ["filmstrip"]
    with pytest.raises(Cancelled):
        run(order, cancelled=lambda: True)


def test_what_a_killed_run_left_is_swept_up_when_nobody_can_be_writing(order):
    folder = order.media_cache.path(order.content_hash, "x").parent
    folder.mkdir(parents=True)
    old, fresh = folder / "unfinished-old.npz", folder / "unfinished-fresh.npz"
    old.touch()
    fresh.touch()
    os.utime(old, (time.time() - 7200,) * 2)
    run(order)
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_cache_that_cannot_be_written_to_is_said(order, tmp_path):
    (tmp_path / "cache").write_text("a file where a folder should be")
    assert {report.state for report in run(order)} == {"failed"}


def test_an_order_is_read_as_it_was_written_and_nonsense_is_refused(order):
    assert AnalysisOrder.from_json(order.as_json()) == order
    for text in ("", "[]", "{}", '{"path": 1, "first": "x"}'):
        with pytest.raises(ChaiError):
            AnalysisOrder.from_json(text)
    assert Report.from_json("Loading something ...") is None


def test_the_process_measures_by_a_file_as_a_shell_would(order, tmp_path):
    file = tmp_path / "order.json"
    file.write_text(order.as_json())
    line = [sys.executable, "-m", "chai_desktop.media.analysis", str(file)]
    done = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, check=True)
    states = {said["measure"]: said["state"] for said in map(json.loads, done.stdout.splitlines())}
    assert {states["waveform"], states["filmstrip"], states["shots"]} == {"done"}
    assert MediaCache(Path(order.cache)).find(order.content_hash, "filmstrip.npz")


def test_the_process_gives_way_and_ends_when_the_pipe_is_closed(order):
    with start(order) as child:
        assert child.stdout is not None and child.stdin is not None
        child.stdout.readline()
        process = psutil.Process(child.pid)
        if sys.platform == "linux":
            cores = os.cpu_count() or 1
            assert process.nice() >= 10
            assert len(process.cpu_affinity()) <= max(1, cores - 1)
        child.stdin.close()
        child.stdin = None
        assert child.wait(10) in (0, 2)
    assert list(Path(order.cache).rglob("unfinished*")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's promise is Linux's")
def test_the_process_does_not_outlive_a_window_that_is_killed():
    """The one in the middle starts it and is killed hard; its pipes stay open in nobody's hands."""

    parent = textwrap.dedent("""
        import subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-m", "chai_desktop.media.analysis", "-"], stdin=subprocess.PIPE)
        print(child.pid, flush=True)
        time.sleep(60)  # the order never comes
    """)
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True, cwd=ROOT) as middle:
        assert middle.stdout is not None
        child = psutil.Process(int(middle.stdout.readline()))
        time.sleep(1.0)
        assert child.is_running()
        middle.kill()
        middle.wait()
    gone, alive = psutil.wait_procs([child], timeout=8)
    assert (len(gone), alive) == (1, [])


def test_a_file_that_lost_its_end_is_not_measured_in_the_place_of_the_whole_one(order):
    longer = AnalysisOrder(order.path, order.content_hash, 0, 99, order.cache)
    with pytest.raises(MediaError, match="only 48 frames"):
        run(longer)
    assert [path.name for path in Path(order.cache).rglob("*.*")] == ["frames.npz"]


def test_an_unreadable_file_is_a_sentence(order, tmp_path):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no video at all")
    with start(AnalysisOrder(str(broken), "b" * 64, 0, 9, order.cache)) as child:
        out, err = child.communicate(timeout=20)
    assert child.returncode == 1
    assert out == ""
    assert "broken.mp4" in err and "Traceback" not in err
