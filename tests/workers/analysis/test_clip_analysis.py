"""The window's side of measuring: newest clip first, progress, cancel, and a process that breaks down."""

from __future__ import annotations

import os
import shutil
import signal
import sys

import pytest

from chai_desktop.media.content_hash import content_hash
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.workers.analysis.analysis_process import AnalysisProcess
from chai_desktop.workers.analysis.clip_analysis import ClipAnalysis, ClipToMeasure, time_words
from chai_desktop.workers.job_queue import JobState


@pytest.fixture
def clip_to_measure(small_clip) -> ClipToMeasure:
    return ClipToMeasure(small_clip, content_hash(small_clip), 0, 47)


@pytest.fixture
def cache(tmp_path) -> MediaCache:
    return MediaCache(tmp_path / "cache")


@pytest.fixture
def analysis(qtbot):
    made = ClipAnalysis()
    made.told, made.jobs, made.failures = [], [], []
    made.measured.connect(lambda _hash, measure, path: made.told.append((measure, path)))
    made.changed.connect(lambda job: made.jobs.append((job.state, job.title, job.fraction)))
    made.failed.connect(lambda _hash, sentence: made.failures.append(sentence))
    yield made
    made.shut_down()
    assert made.findChildren(AnalysisProcess) == [] or all(p.pid == 0 for p in made.findChildren(AnalysisProcess))


def running(analysis) -> AnalysisProcess | None:
    return next((each for each in analysis.findChildren(AnalysisProcess) if each.pid), None)


def test_a_clip_is_measured_with_progress_and_told_at_once_the_next_time(qtbot, analysis, clip_to_measure, cache):
    analysis.follow(clip_to_measure, cache)
    assert analysis.told == []
    qtbot.waitUntil(lambda: JobState.DONE in [state for state, *_rest in analysis.jobs], timeout=30_000)
    measures = [measure for measure, _path in analysis.told]
    assert measures[:3] == ["waveform", "filmstrip", "shots"]
    assert all(path.exists() for _measure, path in analysis.told)
    assert {title for _state, title, _fraction in analysis.jobs} == {f"Measure {clip_to_measure.path.name}"}
    fractions = [fraction for _state, _title, fraction in analysis.jobs]
    assert fractions == sorted(fractions)
    analysis.told.clear()
    analysis.follow(clip_to_measure, cache)
    assert sorted(measure for measure, _path in analysis.told) == sorted(measures)
    qtbot.wait(600)
    assert running(analysis) is None  # nothing is left to do


def test_the_newest_clip_goes_first_and_the_former_process_ends(qtbot, analysis, clip_to_measure, cache, tmp_path):
    other = tmp_path / "other.mp4"
    shutil.copy(clip_to_measure.path, other)
    analysis.follow(clip_to_measure, cache)
    qtbot.waitUntil(lambda: running(analysis) is not None, timeout=5000)
    first = running(analysis)
    ended = []
    first.ended.connect(ended.append)
    analysis.follow(ClipToMeasure(other, "c" * 64, 0, 47), cache)
    qtbot.waitUntil(lambda: bool(ended), timeout=10_000)
    qtbot.waitUntil(lambda: cache.find("c" * 64, "filmstrip.npz") is not None, timeout=30_000)


def test_clips_that_are_only_passed_by_are_not_measured(qtbot, analysis, clip_to_measure, cache):
    for number in range(5):
        analysis.follow(ClipToMeasure(clip_to_measure.path, f"{number}" * 64, 0, 47), cache)
        qtbot.wait(30)
    qtbot.waitUntil(lambda: bool(analysis.told), timeout=30_000)
    analysis.leave()
    assert [folder.name[0] for folder in cache.folder.iterdir()] == ["4"]


def test_a_cancel_stops_it(qtbot, analysis, clip_to_measure, cache):
    jobs = []
    analysis.changed.connect(lambda job: jobs.append(job))
    analysis.follow(clip_to_measure, cache)
    qtbot.waitUntil(lambda: bool(jobs), timeout=10_000)
    jobs[0].cancel()
    assert jobs[0].state is JobState.CANCELLED
    qtbot.waitUntil(lambda: running(analysis) is None, timeout=10_000)
    qtbot.wait(500)
    assert running(analysis) is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
def test_a_process_that_breaks_down_costs_one_measure(qtbot, analysis, clip_to_measure, cache):
    def kill_first(job):
        process = running(analysis)
        if process is not None and "sound" in job.text and not analysis.failures:
            os.kill(process.pid, signal.SIGKILL)

    analysis.changed.connect(kill_first)
    analysis.follow(clip_to_measure, cache)
    qtbot.waitUntil(lambda: "shots" in [measure for measure, _path in analysis.told], timeout=30_000)
    assert analysis.failures == [f"Measuring the sound of {clip_to_measure.path.name} broke off."]
    assert "waveform" not in [measure for measure, _path in analysis.told]


def test_a_library_is_measured_one_after_the_other(qtbot, analysis, clip_to_measure, cache):
    clips = [ClipToMeasure(clip_to_measure.path, letter * 64, 0, 47) for letter in "de"]
    analysis.follow_all(clips, cache)
    qtbot.waitUntil(
        lambda: all(cache.find(clip.content_hash, "shots.json") for clip in clips) and running(analysis) is None,
        timeout=40_000,
    )
    titles = list(dict.fromkeys(title for _state, title, _fraction in analysis.jobs))
    assert titles == ["Measure the library, 1 of 2", "Measure the library, 2 of 2"]


def test_switched_off_it_only_tells_what_is_there(qtbot, analysis, clip_to_measure, cache):
    analysis.turn(False)
    analysis.follow(clip_to_measure, cache)
    qtbot.wait(700)
    assert running(analysis) is None
    analysis.turn(True)
    qtbot.waitUntil(lambda: bool(analysis.told), timeout=30_000)


def test_a_file_that_is_gone_is_a_sentence_in_the_log_and_no_job_stays(qtbot, analysis, cache, tmp_path, caplog):
    analysis.follow(ClipToMeasure(tmp_path / "gone.mp4", "f" * 64, 0, 9), cache)
    qtbot.waitUntil(lambda: "gone.mp4" in caplog.text, timeout=20_000)
    qtbot.waitUntil(lambda: running(analysis) is None, timeout=5000)
    assert analysis.jobs == []


def test_time_is_said_as_people_say_it():
    assert [time_words(seconds) for seconds in (0.2, 42, 200, 7800)] == ["1 s", "42 s", "3 min", "2 h 10 min"]
