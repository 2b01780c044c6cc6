"""What the Runs page says, without a window."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from chai_desktop.runs.identity import ProcessIdentity, boot_id, this_process
from chai_desktop.runs.records import Outcome, RunDescription, RunResult, RunState
from chai_desktop.runs.run_folder import RunFolder
from chai_desktop.runs.truth import look, spoken
from chai_desktop.runs.whole_files import write_whole
from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.runs.run_plan import RunPlan, Which
from chai_desktop.ui.runs.run_words import row_of, settings_lines
from chai_desktop.workers.runs.run_watcher import SeenRun, read_runs

SETTINGS = {"clip_count": 5000, "row_count": 25000, "captioner": {"engine": "gguf", "model": "M.gguf"}}
FIGURES = {
    "written": 600.0,
    "refused": 2.0,
    "clips_per_hour": 1940.0,
    "tokens_per_second": 812.0,
    "seconds_left": 7020.0,
}


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "r", RunDescription("r", "recaption", "Night", "2026-11-27T12:00:00Z", SETTINGS))


def seen(folder: RunFolder) -> SeenRun:
    return SeenRun(folder.path, folder.description(), look(folder, 1))


def stands(folder: RunFolder, owner: ProcessIdentity, result: RunResult | None = None) -> SeenRun:
    seat = folder.seat(1, 1)
    write_whole(seat.state_file, RunState(owner, 1, "Writing captions", 120, 5000, 0.0, FIGURES))
    if result is not None:
        write_whole(seat.result_file, result)
    return seen(folder)


def test_a_run_at_work_tells_how_far_and_how_fast(folder: RunFolder) -> None:
    row = row_of(stands(folder, this_process()))
    assert (row.state, row.clips, row.speed, row.left) == (
        "Running", "120 of 5,000", "1,940 clips/h, 812 tokens/s", "1 h 57 min",
    )  # fmt: skip
    assert row.sentence == "Writing captions: 600 captions so far, 2 without one."
    assert (row.can_stop, row.can_continue, row.can_remove, row.can_collect) == (True, False, False, True)


def test_a_dead_one_offers_to_go_on_and_shows_no_speed(folder: RunFolder) -> None:
    row = row_of(stands(folder, ProcessIdentity(2**22 + 1, 1.0, boot_id(), this_process().host)))
    assert (row.state, row.speed, row.left) == ("Interrupted", "", "")
    assert (row.can_stop, row.can_continue, row.can_retry, row.can_remove) == (False, True, True, True)
    assert row.continue_words == "Continue"


def test_one_elsewhere_is_continued_here_only_after_a_long_silence(folder: RunFolder) -> None:
    run = stands(folder, ProcessIdentity(1, 1.0, "their start", "node7"))
    row = row_of(run)
    assert row.state == "Elsewhere"
    assert "node7" in row.sentence
    assert (row.can_stop, row.can_continue) == (True, True)  # nothing was heard since 1970
    state = folder.seat(1, 1).state()
    assert state is not None
    write_whole(folder.seat(1, 1).state_file, replace(state, heartbeat=time.time() - 5))
    assert not row_of(seen(folder)).can_continue


def test_how_it_failed_stands_there_with_the_way_out(folder: RunFolder) -> None:
    result = RunResult(1, Outcome.FAILED, "The disk is full.", "Make space.", 120, 5000, "", FIGURES)
    row = row_of(stands(folder, this_process(), result))
    assert (row.state, row.sentence, row.hint) == ("Failed", "The disk is full.", "Make space.")


def test_one_that_was_only_made_can_be_started(folder: RunFolder) -> None:
    row = row_of(seen(folder))
    assert (row.state, row.clips, row.continue_words) == ("Not begun", "0 of 5,000", "Start")
    assert ("Engine", "gguf, M.gguf") in settings_lines(seen(folder))


def test_what_cannot_be_read_is_listed_and_can_only_be_removed(folder: RunFolder) -> None:
    folder.description_file.write_text("{")
    (run,) = read_runs(folder.path.parent)
    row = row_of(run)
    assert (row.state, row.can_remove, row.can_continue) == ("Unreadable", True, False)
    assert "not JSON" in row.sentence
    assert read_runs(folder.path / "nowhere") == ()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "less than a second"), (89, "89 s"), (600, "10 min"), (12000, "3 h 20 min"), (200000, "2 days")],
)
def test_lengths_of_time(seconds: float, words: str) -> None:
    assert spoken(seconds) == words


def plan(**changes: object) -> RunPlan:
    statuses = {"a": frozenset(), "b": frozenset(Aspect), "c": frozenset({Aspect.CAMERA})}
    return RunPlan(statuses, ["b"], "M.gguf", {"M.gguf": 3600.0}, **changes)  # type: ignore[arg-type]


def test_a_plan_counts_what_is_missing() -> None:
    missing = plan()
    assert (missing.clip_ids, missing.captions) == (["a", "c"], 9)
    assert [missing.count(which) for which in Which] == [2, 1, 3]
    assert plan(aspects={Aspect.CAMERA}).clip_ids == ["a"]
    assert plan(which=Which.ALL).captions == 15
    assert (
        plan(which=Which.SELECTED, candidates=4).summary() == "5 captions of 1 clip, 4 candidates of each, by M.gguf."
    )


def test_a_plan_without_work_says_so() -> None:
    nothing = plan(aspects=set())
    assert nothing.summary() == "Choose at least one aspect."
    assert "nothing to write" in RunPlan({"b": frozenset(Aspect)}, [], "M.gguf").summary()
    assert nothing.estimate() == ""


def test_the_time_is_known_from_runs_before_or_not_claimed() -> None:
    assert "less than a minute" in plan().estimate()
    assert "3 min" in plan(which=Which.ALL, candidates=64).estimate()
    assert "after the first clips" in RunPlan({"a": frozenset()}, [], "another").estimate()
