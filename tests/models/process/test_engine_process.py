"""An engine in a real process of its own, on good days and on bad ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.engine import Listener
from chai_desktop.models.process import client, framing
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.requests import CritiqueRequest, DraftRequest, RevisionRequest, Task
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind

Start = Callable[..., EngineProcess]
ANSWERS = {"camera_movement": "major_simple", "camera_pan": "left_to_right", "steadiness": "smooth"}


def clip(name: str, aspect: Aspect = Aspect.CAMERA) -> DraftRequest:
    return DraftRequest(name, "", aspect, ANSWERS, "1.0.0", "1.0.0")


def test_the_texts_are_those_of_the_engine_itself(started: Start) -> None:
    engine = started(engine="rules")
    point = Point(PointKind.WRONG, "tilts", 11, 15, "pans", "It nods. “é”")
    revision = RevisionRequest(Aspect.CAMERA, "The camera pans up.", (point,), "")
    critique = CritiqueRequest(Aspect.CAMERA, "The beautiful camera zooms in.", ANSWERS)
    assert engine.draft([clip("a")]) == RulesEngine().draft([clip("a")])
    assert engine.tasks == RulesEngine.tasks
    assert engine.revise(revision) == RulesEngine().revise(revision)
    assert engine.critique(critique) == RulesEngine().critique(critique)
    assert engine.critique(critique).points


def test_an_engine_of_another_package_writes_in_pieces(started: Start) -> None:
    told: dict[int, str] = {0: "", 1: ""}

    def piece(number: int, text: str) -> None:
        told[number] += text

    texts = started().draft([clip("x"), clip("x", Aspect.SCENE)], Listener(piece=piece))
    assert [text.text for text in texts] == ["The camera 🎥 of x.", "The scene 🎥 of x."]
    assert {number: text.strip() for number, text in told.items()} == {0: texts[0].text, 1: texts[1].text}


def test_what_libraries_print_does_not_come_between_the_messages(started: Start) -> None:
    engine = started()
    assert engine.draft([clip("prints")])[0].text
    engine.unload()
    log = engine._log_path.read_text()
    assert "a library speaks" in log
    assert "native half" in log


def test_a_death_in_the_middle_is_a_sentence_and_the_next_order_starts_anew(started: Start) -> None:
    engine = started()
    heard: list[str] = []
    with pytest.raises(EngineError, match="ended by signal 9") as said:
        engine.draft([clip("dies")], Listener(piece=lambda _number, text: heard.append(text)))
    assert heard == ["The cam"]
    assert "untouched" in said.value.hint
    assert engine.pid is None
    assert engine.draft([clip("x")])[0].text == "The camera 🎥 of x."


def test_one_that_was_killed_while_nothing_was_asked_is_started_anew(started: Start) -> None:
    engine = started()
    engine.load()
    assert engine.pid is not None
    os.kill(engine.pid, signal.SIGKILL)
    while engine.pid is not None:  # it dies a moment later; an order before that is told of it
        time.sleep(0.01)
    assert engine.revise(RevisionRequest(Aspect.CAMERA, "x")).text == "x 1"


def test_a_lack_of_memory_ends_the_process_and_says_what_to_do(started: Start) -> None:
    engine = started()
    engine.load()
    process = psutil.Process(engine.pid)
    with pytest.raises(EngineError, match="not enough memory") as said:
        engine.draft([clip("out of memory")])
    assert "smaller" in said.value.hint
    assert not process.is_running()
    assert engine.draft([clip("x")])


def test_a_refusal_and_a_defect_leave_the_process_alive(started: Start) -> None:
    engine = started()
    with pytest.raises(EngineError, match="too long") as said:
        engine.draft([clip("refuses")])
    assert said.value.hint == "Split it."
    before = engine.pid
    with pytest.raises(EngineError, match="ZeroDivisionError"):
        engine.draft([clip("has a defect")])
    assert engine.draft([clip("x")])
    assert engine.pid == before


def test_200_cancels_in_a_row(started: Start) -> None:
    engine = started()
    engine.load()
    before = engine.pid
    for _ in range(200):
        steps = iter([False])
        with pytest.raises(Cancelled):
            engine.draft([clip("is slow")], Listener(cancelled=lambda steps=steps: next(steps, True)))
    assert engine.draft([clip("x")])
    assert engine.pid == before


def test_an_engine_that_does_not_stop_is_ended(started: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_PATIENCE", 0.3)
    engine = started()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        engine.draft([clip("never listens")], Listener(cancelled=lambda: True))
    assert time.monotonic() - began < 10
    assert engine.pid is None
    assert engine.draft([clip("x")])


def test_what_cannot_be_sent_is_refused_and_not_waited_for(started: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = started()
    engine.load()
    deadline = time.monotonic() + 5
    monkeypatch.setattr(framing, "LONGEST", 1000)
    order = clip("x" * 2000)
    with pytest.raises(EngineError, match="cannot be asked this"):
        engine.draft([order], Listener(cancelled=lambda: time.monotonic() > deadline))
    assert engine.draft([clip("x")])


def test_ctrl_c_is_for_the_program_and_not_for_its_engine(started: Start) -> None:
    engine = started()
    engine.load()
    before = engine.pid
    assert before is not None
    os.kill(before, signal.SIGINT)
    time.sleep(0.2)
    assert engine.draft([clip("x")])
    assert engine.pid == before


def test_an_end_that_was_asked_for_while_the_process_died_is_no_failure(started: Start) -> None:
    """As where a cluster tells a program and its engine at once to end."""
    engine = started()
    heard: list[str] = []
    asked: list[bool] = []

    def cancelled() -> bool:
        if heard and not asked:
            asked.append(True)
            while engine.pid is not None:
                time.sleep(0.01)
            return False
        return bool(asked)

    with pytest.raises(Cancelled):
        engine.draft([clip("dies")], Listener(piece=lambda _number, text: heard.append(text), cancelled=cancelled))


def test_what_cannot_be_loaded_says_why_and_is_not_tried_again_at_once(started: Start) -> None:
    engine = started("not a model")
    for _ in range(3):
        with pytest.raises(EngineError, match=r"weights\.gguf"):
            engine.load()
    with pytest.raises(EngineError, match="3 times in a row"):
        engine.load()


def test_dying_while_loading_is_told(started: Start) -> None:
    with pytest.raises(EngineError, match="signal 9"):
        started("dies while loading").load()


def test_unloading_ends_the_process_and_the_next_order_starts_another(started: Start) -> None:
    engine = started()
    request = RevisionRequest(Aspect.CAMERA, "x")
    assert [engine.revise(request).text, engine.revise(request).text] == ["x 1", "x 2"]
    process = psutil.Process(engine.pid)
    engine.unload()
    assert not process.is_running()
    assert engine.revise(request).text == "x 1"
    assert engine.tasks == {Task.DRAFT, Task.REVISE}


def test_it_does_not_outlive_the_program_that_started_it(tmp_path: Path, offered: str) -> None:
    program = (
        "import time\nfrom pathlib import Path\n"
        "from chai_desktop.models.choice import EngineChoice\n"
        "from chai_desktop.models.process.client import EngineProcess\n"
        f"engine = EngineProcess(EngineChoice('troubled'), Path({str(tmp_path / 'log')!r}))\n"
        "engine.load()\nprint(engine.pid, flush=True)\ntime.sleep(60)\n"
    )
    path = os.pathsep.join([offered, *filter(None, [os.environ.get("PYTHONPATH"), str(Path.cwd())])])
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    child.wait(timeout=5)
