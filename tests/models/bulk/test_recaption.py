"""A run writes each row once, whatever happens to it on the way."""

from __future__ import annotations

import itertools
import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chai_desktop.models.bulk.clip_list import BulkClip, of_shard
from chai_desktop.models.bulk.recaption import Manner, recaption
from chai_desktop.models.bulk.rows import ROWS, reasons, rows_of, what_is_done
from chai_desktop.models.requests import DraftRequest
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.runs import control
from chai_desktop.runs.control import Wish
from chai_desktop.runs.lines import each_line
from chai_desktop.runs.records import Outcome
from chai_desktop.runs.run_folder import RunError, RunFolder
from chai_desktop.runs.truth import Condition, look
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from tests.models.bulk.conftest import ANSWERS, TROUBLED_CHOICE, Make, Start

Clips = Callable[..., list[BulkClip]]
TWO = (Aspect.SCENE, Aspect.CAMERA)


def written(folder: RunFolder) -> list[tuple[str, str]]:
    return [(row.clip, str(row.aspect)) for row in rows_of(folder)]


def all_rows(folder: RunFolder) -> list[dict[str, object]]:
    return [row for path in folder.files_called(ROWS) for row in each_line(path)]


def counted(folder: RunFolder) -> Counter[tuple[object, ...]]:
    """How often each clip and aspect has a row."""
    return Counter((row["content_hash"], row["aspect"]) for row in all_rows(folder))


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def test_the_texts_are_those_of_the_engine_with_all_that_traces_them(clips_of: Clips, made: Make) -> None:
    clips = clips_of(["a", "b"], (Aspect.CAMERA,))
    folder = made(clips)
    assert recaption(folder) is Outcome.DONE
    spec = load_specification()
    request = DraftRequest(
        "a", clips[0].content_hash, Aspect.CAMERA, ANSWERS, spec.version, spec.policy(Aspect.CAMERA).version
    )
    expected = RulesEngine().draft([request])[0]
    row = next(rows_of(folder))
    assert (row.texts[0].text, row.texts[0].fingerprint) == (expected.text, expected.fingerprint)
    assert written(folder) == [("a", "camera"), ("b", "camera")]
    truth = look(folder, 1)
    assert (truth.condition, truth.step, truth.figure("written")) == (Condition.DONE, 2, 2.0)
    before = all_rows(folder)
    assert recaption(folder) is Outcome.DONE
    assert all_rows(folder) == before


def test_a_file_that_is_gone_or_changed_is_a_row_with_the_reason(clips_of: Clips, made: Make) -> None:
    clips = clips_of(["gone", "good", "changed"])
    folder = made(clips)
    gone, changed = Path(clips[0].path), Path(clips[2].path)
    kept = gone.read_bytes()
    gone.unlink()
    changed.write_bytes(b"another film")
    assert recaption(folder) is Outcome.DONE
    assert written(folder) == [("good", "camera")]
    told = dict(reasons(folder))
    assert any("0.mp4 cannot be read" in reason for reason in told)
    assert any("12 bytes now" in reason for reason in told)
    gone.write_bytes(kept)
    recaption(folder)
    assert written(folder) == [("good", "camera")]  # a reason is a result too, until somebody asks again
    recaption(folder, manner=Manner(retry=True))
    assert written(folder) == [("good", "camera"), ("gone", "camera")]
    assert len(reasons(folder)) == 1


def test_one_aspect_that_is_refused_costs_the_others_nothing(clips_of: Clips, made: Make) -> None:
    clip = replace(clips_of(["cut"], tuple(Aspect))[0], answers={**ANSWERS, "shot_transition": "yes",
                                                                 "subject.type": "a woman"})  # fmt: skip
    folder = made([clip])
    assert recaption(folder) is Outcome.DONE
    assert written(folder) == [("cut", "subject")]
    assert sum(count for _reason, count in reasons(folder)) == 4


def test_stop_finishes_the_clip_and_continuing_does_the_rest_alone(clips_of: Clips, made: Make) -> None:
    folder = made(clips_of(list("abcdef"), TWO))
    asked = itertools.count()

    def stop_after_two(_share: float, _words: str) -> None:
        if next(asked) == 1:
            control.ask(folder.path, Wish.STOP)
            time.sleep(0.25)

    assert recaption(folder, manner=Manner(tell=stop_after_two)) is Outcome.STOPPED
    truth = look(folder, 1)
    assert truth.condition is Condition.STOPPED
    assert truth.sentence == "Stopped at 2 of 6 clips."
    assert len(written(folder)) == 4
    control.withdraw(folder.path)
    assert recaption(folder) is Outcome.DONE
    assert set(counted(folder).values()) == {1}
    assert len(written(folder)) == 12


def test_a_clip_that_was_done_in_part_is_done_for_the_rest_of_its_aspects(clips_of: Clips, made: Make) -> None:
    folder = made(clips_of(["a", "b"], TWO))
    recaption(folder)
    rows = folder.path / ROWS
    whole = rows.read_bytes()
    lines = whole.splitlines(keepends=True)
    rows.write_bytes(lines[0] + lines[1] + lines[2][: len(lines[2]) // 2])  # a power cut tore the third row
    assert recaption(folder) is Outcome.DONE
    assert [row["aspect"] for row in all_rows(folder)] == ["scene", "camera", "scene", "camera"]
    assert set(counted(folder).values()) == {1}


def test_two_parts_at_once_make_a_disjoint_union(clips_of: Clips, made: Make, started: Start) -> None:
    clips = clips_of([f"clip {n}" for n in range(40)], TWO)
    folder = made(clips, shards=2)
    both = [started(folder, "--shard", "1/2"), started(folder, "--shard", "2/2")]
    assert [process.wait(60) for process in both] == [0, 0]
    parts = [{row["content_hash"] for row in each_line(path)} for path in folder.files_called(ROWS)]
    assert len(parts) == 2
    assert parts[0].isdisjoint(parts[1])
    assert parts[0] and parts[1]
    assert parts[0] | parts[1] == {clip.content_hash for clip in clips}
    assert set(counted(folder).values()) == {1}
    alone = made(clips, name="alone")
    recaption(alone)
    texts = [sorted((row.clip, row.aspect, row.texts[0].text) for row in rows_of(each)) for each in (folder, alone)]
    assert texts[0] == texts[1]
    assert look(folder, 2).condition is Condition.DONE
    again = started(folder)  # without a part named: all of them, one after the other, and nothing is left
    assert again.wait(60) == 0
    assert set(counted(folder).values()) == {1}


def test_shards_are_the_same_everywhere_and_none_is_forgotten(clips_of: Clips) -> None:
    clips = clips_of([str(n) for n in range(60)])
    parts = [of_shard(clips, shard, 7) for shard in range(1, 8)]
    assert sorted(clip.name for part in parts for clip in part) == sorted(clip.name for clip in clips)
    moved = [replace(clip, path=f"/elsewhere/{clip.name}") for clip in clips]
    assert [clip.name for clip in of_shard(moved, 3, 7)] == [clip.name for clip in parts[2]]


def test_killed_again_and_again_nothing_is_done_twice(clips_of: Clips, made: Make, started: Start, offered) -> None:
    clips = clips_of([f"clip {n}" for n in range(8)] + ["is slow"] + [f"late {n}" for n in range(8)], TWO)
    folder = made(clips, TROUBLED_CHOICE)
    for _ in range(2):
        process = started(folder)
        wait_for(lambda: len(all_rows(folder)) >= 16, "the first eight clips are written")
        time.sleep(0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert look(folder, 1).condition is Condition.INTERRUPTED
        assert len(all_rows(folder)) == 16
    process = started(folder)
    wait_for(lambda: look(folder, 1).condition is Condition.RUNNING, "it runs")
    control.ask(folder.path, Wish.STOP_NOW)
    assert process.wait(30) == 3
    assert look(folder, 1).condition is Condition.STOPPED
    assert set(counted(folder).values()) == {1}


def test_a_signal_ends_it_in_order(clips_of: Clips, made: Make, started: Start, offered) -> None:
    folder = made(clips_of(["a", "is slow"], TWO), TROUBLED_CHOICE)
    process = started(folder)
    wait_for(lambda: len(all_rows(folder)) == 2, "the first clip is written")
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 3
    assert look(folder, 1).sentence == "Stopped at 1 of 2 clips."


def test_a_clip_that_kills_the_engine_costs_itself_alone(clips_of: Clips, made: Make, offered) -> None:
    folder = made(clips_of(["a", "dies", "b", "out of memory", "c"], TWO), TROUBLED_CHOICE)
    assert recaption(folder) is Outcome.DONE
    assert [clip for clip, _aspect in written(folder)] == ["a", "a", "b", "b", "c", "c"]
    told = dict(reasons(folder))
    assert any("signal 9" in reason for reason in told)
    assert any("not enough memory" in reason for reason in told)
    assert sum(told.values()) == 4


def test_an_engine_that_dies_at_every_clip_ends_the_run_and_leaves_no_reasons(
    clips_of: Clips, made: Make, offered
) -> None:
    clips = clips_of(["a", "dies", "dies", "dies", "dies"])
    folder = made(clips, TROUBLED_CHOICE)
    assert recaption(folder) is Outcome.FAILED
    truth = look(folder, 1)
    assert "3 clips in a row" in truth.sentence
    assert "continue" in truth.hint
    assert truth.step == 1
    assert [row["clip"] for row in all_rows(folder)] == ["a"]


def test_an_engine_that_cannot_be_loaded_fails_the_run_at_once(clips_of: Clips, made: Make, offered) -> None:
    folder = made(clips_of(["a", "b"]), replace(TROUBLED_CHOICE, model="not a model"))
    assert recaption(folder) is Outcome.FAILED
    assert "weights.gguf" in look(folder, 1).sentence
    assert all_rows(folder) == []


def test_candidates_differ_by_their_seeds(clips_of: Clips, made: Make, offered) -> None:
    folder = made(clips_of(["a"], TWO), TROUBLED_CHOICE, candidates=3, temperature=0.8, seed=5)
    assert recaption(folder) is Outcome.DONE
    assert [len(row.texts) for row in rows_of(folder)] == [3, 3]


def test_with_critique_and_revision_the_revision_is_the_result(clips_of: Clips, made: Make) -> None:
    from tests.models.bulk.conftest import RULES

    folder = made(clips_of(["a"]), critic=RULES, reviser=RULES)
    assert recaption(folder) is Outcome.DONE
    text = next(rows_of(folder)).texts[0]
    assert text.draft or "nothing to change" in " ".join(text.notes)


def test_a_step_that_the_engine_does_not_have_leaves_the_draft(clips_of: Clips, made: Make) -> None:
    from tests.models.bulk.conftest import RULES

    folder = made(clips_of(["a"]), reward=RULES)
    assert recaption(folder) is Outcome.DONE
    text = next(rows_of(folder)).texts[0]
    assert text.text
    assert text.p_yes is None
    assert any("Not scored" in note for note in text.notes)


def test_a_list_or_a_model_that_was_exchanged_is_refused(clips_of: Clips, made: Make) -> None:
    folder = made(clips_of(["a", "b"]))
    clips = folder.path / "clips.ndjson"
    kept = clips.read_bytes()
    clips.write_bytes(kept.replace(b'"a"', b'"x"'))
    with pytest.raises(RunError, match="not the list"):
        recaption(folder)
    clips.write_bytes(kept)
    recaption(folder)
    lines = (folder.path / ROWS).read_text().splitlines()
    (folder.path / ROWS).write_text(lines[0].replace('"model_hash":""', '"model_hash":"another"') + "\n")
    assert recaption(folder) is Outcome.FAILED
    assert "another model" in look(folder, 1).sentence


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"candidates": 0}, "candidates"),
        ({"candidates": 4}, "temperature above 0"),
        ({"temperature": 9.0}, "temperature"),
        ({"clips_file": "../clips.ndjson"}, "beside"),
        ({"captioner": 3}, "captioner"),
        ({"critic": {"engine": "rules", "model": "", "settings": {}}}, "belong together"),
    ],
)
def test_settings_that_cannot_be_done_are_named(clips_of: Clips, made: Make, change: dict, said: str) -> None:
    folder = made(clips_of(["a"]))
    data = json.loads(folder.description_file.read_text())
    data["settings"].update(change)
    folder.description_file.write_text(json.dumps(data))
    with pytest.raises(RunError, match=said):
        recaption(folder)


def test_files_may_lie_elsewhere_on_another_computer(clips_of: Clips, made: Make, tmp_path: Path) -> None:
    folder = made(clips_of(["a"]))
    (tmp_path / "films").rename(tmp_path / "moved")
    manner = Manner(folders={str(tmp_path / "films"): str(tmp_path / "moved")})
    recaption(folder, manner=manner)
    assert written(folder) == [("a", "camera")]


def test_a_full_disk_is_a_sentence_and_what_was_written_stays(clips_of: Clips, made: Make, monkeypatch) -> None:
    folder = made(clips_of(["a", "b"]))
    recaption(folder)
    before = all_rows(folder)
    (folder.path / ROWS).chmod(0o444)
    if os.access(folder.path / ROWS, os.W_OK):
        (folder.path / ROWS).rename(folder.path / "kept")
        (folder.path / ROWS).mkdir()  # whoever may write everywhere cannot write a file here either
    assert recaption(folder) is Outcome.FAILED
    assert "cannot be written" in look(folder, 1).sentence
    if (folder.path / "kept").exists():
        (folder.path / ROWS).rmdir()
        (folder.path / "kept").rename(folder.path / ROWS)
    assert all_rows(folder) == before


def test_a_disk_that_is_full_while_a_clip_is_written_is_no_reason_against_the_clip(
    clips_of: Clips, made: Make, offered: None
) -> None:
    slow = [replace(clip, answers={**ANSWERS, "pace": "slowly"}) for clip in clips_of(["a", "b"])]
    folder = made(slow, TROUBLED_CHOICE)
    in_the_way = folder.path / f"state.json.new-{os.getpid()}"

    def fill() -> bool:
        in_the_way.mkdir(exist_ok=True)
        return False

    with pytest.raises(RunError, match="cannot be written to"):
        recaption(folder, manner=Manner(told_to_end=fill))
    in_the_way.rmdir()
    assert reasons(folder) == []
    assert recaption(folder) is Outcome.DONE
    assert written(folder) == [("a", "camera"), ("b", "camera")]


def test_what_is_done_is_told_by_the_rows_alone(clips_of: Clips, made: Make) -> None:
    folder = made(clips_of(["a", "b"], TWO))
    recaption(folder)
    done = what_is_done(folder)
    assert len(done.written) == 4
    assert done.refused == set()
