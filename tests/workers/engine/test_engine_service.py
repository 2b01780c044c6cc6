"""The engines of the window: real processes, on good days and on bad ones."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Listener
from chai_desktop.models.process import client
from chai_desktop.models.requests import DraftRequest, RevisionRequest
from chai_desktop.models.roles import RULES, EngineRole, EngineRoles
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.workers.engine.engine_service import EngineService, name_of
from chai_desktop.workers.engine.engine_state import Phase
from chai_desktop.workers.job_queue import JobQueue

TROUBLED = EngineChoice("troubled")


@pytest.fixture
def settings(tmp_path):
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def service(qtbot, settings, installed, tmp_path):
    service = EngineService(settings, JobQueue("engine"), tmp_path / "engines.log")
    yield service
    service.finish()


def draft_of(name):
    request = DraftRequest(name, "", Aspect.CAMERA, {"steadiness": "smooth"}, "1", "1")
    return lambda engine, progress: engine.draft([request], Listener(progress, cancelled=progress.cancelled))[0].text


def result_of(qtbot, service, role, work, timeout=10000):
    """What the work came to: its result, or its error."""
    came = []
    service.submit(role, "Test", work, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=timeout)
    return came[0]


def test_the_rules_work_in_this_process(qtbot, service):
    said = result_of(qtbot, service, EngineRole.CAPTIONER, lambda engine, _progress: (engine.name, os.getpid()))
    assert said == ("rules", os.getpid())
    state = service.state(RULES)
    assert (state.phase, state.pid, state.resident_bytes) == (Phase.LOADED, None, 0)
    assert [role for role in EngineRole if service.available(role)] == list(EngineRole)[:3]


def test_an_engine_that_cannot_be_started_does_not_seem_to_load_for_ever(qtbot, settings, installed, tmp_path):
    (tmp_path / "no folder").write_text("")
    service = EngineService(settings, JobQueue("engine"), tmp_path / "no folder" / "engines.log")
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    error = result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))
    state = service.state(TROUBLED)
    service.finish()
    assert isinstance(error, EngineError) and "cannot be started" in error.message
    assert (state.phase, state.sentence) == (Phase.FAILED, error.message)


def test_an_engine_that_had_to_be_ended_for_a_cancel_did_not_end_by_itself(qtbot, service, monkeypatch):
    monkeypatch.setattr(client, "_PATIENCE", 0.3)
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))
    sentences, came = [], []
    service.stopped.connect(sentences.append)
    job = service.submit(EngineRole.CAPTIONER, "Test", draft_of("never listens"), came.append, came.append)
    qtbot.waitUntil(lambda: job.state == "running")
    job.cancel()
    qtbot.waitUntil(lambda: bool(came), timeout=10000)
    assert isinstance(came[0], Cancelled)
    qtbot.wait(1300)
    assert (service.state(TROUBLED).phase, sentences) == (Phase.UNLOADED, [])
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x")) == "The camera 🎥 of x."


def test_two_roles_with_one_choice_share_a_process_that_is_kept(qtbot, service):
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    service.assign(EngineRole.REVISER, TROUBLED)
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x")) == "The camera 🎥 of x."
    pid = service.state(TROUBLED).pid
    revise = RevisionRequest(Aspect.CAMERA, "x")
    texts = [
        result_of(qtbot, service, EngineRole.REVISER, lambda engine, _progress: engine.revise(revise).text)
        for _ in range(2)
    ]
    assert texts == ["x 1", "x 2"]
    state = service.state(TROUBLED)
    assert (state.phase, state.pid) == (Phase.LOADED, pid)
    assert state.resident_bytes > 1_000_000
    assert service.available(EngineRole.CAPTIONER)


def test_another_choice_lives_beside_it_until_no_role_has_it(qtbot, service):
    other = EngineChoice("troubled", "other")
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    service.assign(EngineRole.CRITIC, other)
    for role in (EngineRole.CAPTIONER, EngineRole.CRITIC):
        assert result_of(qtbot, service, role, draft_of("x"))
    first, second = service.state(TROUBLED).pid, service.state(other).pid
    assert first != second
    service.assign(EngineRole.CRITIC, RULES)
    qtbot.waitUntil(lambda: not psutil.pid_exists(second))
    assert service.state(other).phase is Phase.UNLOADED
    assert service.state(TROUBLED).pid == first


def test_what_the_window_says_for_all_engines_reaches_each(qtbot, service, settings):
    service.assign(EngineRole.CAPTIONER, EngineChoice("troubled", settings={"prompts": {"draft": "own"}}))
    settings.change(sampling=json.dumps({"fps": 4.0}), prompts=json.dumps({"draft": "of the window"}))
    full = service._full(service.choice(EngineRole.CAPTIONER))
    assert full.settings == {"sampling": {"fps": 4.0}, "prompts": {"draft": "own"}}
    settings.change(sampling="{")
    assert "sampling" not in service._full(RULES).settings


def test_other_settings_of_the_frames_do_not_leave_the_former_process_behind(qtbot, service, settings):
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))
    former = service.state(TROUBLED).pid
    settings.change(sampling='{"fps": 1.0}')
    assert service.state(TROUBLED).phase is Phase.UNLOADED
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))
    assert not psutil.pid_exists(former)
    assert service.state(TROUBLED).pid not in (None, former)


def test_a_death_in_the_middle_is_told_and_the_next_order_starts_anew(qtbot, service):
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    stopped = []
    service.stopped.connect(stopped.append)
    error = result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("dies"))
    assert isinstance(error, EngineError)
    qtbot.waitUntil(lambda: bool(stopped))
    assert stopped == [error.message]
    state = service.state(TROUBLED)
    assert (state.phase, state.pid) == (Phase.FAILED, None)
    assert "signal 9" in state.sentence
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x")) == "The camera 🎥 of x."
    assert service.state(TROUBLED).phase is Phase.LOADED


def test_a_death_while_nobody_waits_is_noticed(qtbot, service):
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))
    with qtbot.waitSignal(service.stopped, timeout=5000) as stopped:
        os.kill(service.state(TROUBLED).pid, signal.SIGKILL)
    assert "started anew" in stopped.args[0]
    assert service.state(TROUBLED).phase is Phase.FAILED
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))


def test_what_cannot_be_loaded_says_why(qtbot, service):
    bad = EngineChoice("troubled", "not a model")
    service.assign(EngineRole.CAPTIONER, bad)
    error = result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))
    assert "no model file" in error.message
    assert service.state(bad).phase is Phase.FAILED
    assert "no model file" in service.state(bad).sentence


def test_an_engine_that_is_not_there_is_not_available(qtbot, service):
    service.assign(EngineRole.CAPTIONER, EngineChoice("of another planet"))
    assert not service.available(EngineRole.CAPTIONER)
    assert "no engine called" in result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x")).message


def test_what_it_cannot_do_is_known_once_it_was_loaded(qtbot, service):
    service.assign(EngineRole.CRITIC, TROUBLED)
    assert service.available(EngineRole.CRITIC)
    service.load(TROUBLED)
    qtbot.waitUntil(lambda: service.state(TROUBLED).phase is Phase.LOADED, timeout=10000)
    assert not service.available(EngineRole.CRITIC)


def test_a_cancel_stops_the_work_and_keeps_the_engine(qtbot, service):
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    came = []
    job = service.submit(EngineRole.CAPTIONER, "Slow", draft_of("is slow"), came.append, came.append)
    qtbot.waitUntil(lambda: job.text == "Slowly", timeout=10000)
    pid = service.state(TROUBLED).pid
    job.cancel()
    qtbot.waitUntil(lambda: bool(came))
    assert isinstance(came[0], Cancelled)
    assert (service.state(TROUBLED).phase, service.state(TROUBLED).pid) == (Phase.LOADED, pid)


def test_loading_is_told_and_can_be_cancelled(qtbot, service):
    slow = EngineChoice("troubled", "loads slowly")
    job = service.load(slow)
    qtbot.waitUntil(lambda: service.state(slow).phase is Phase.LOADING and service.state(slow).pid is not None)
    qtbot.waitUntil(lambda: job.text == "Loading loads slowly")
    process = psutil.Process(service.state(slow).pid)
    job.cancel()
    qtbot.waitUntil(lambda: not job.active)
    assert service.state(slow).phase is Phase.UNLOADED
    assert not process.is_running()


def test_unloading_stops_what_it_does_and_gives_the_memory_back(qtbot, service):
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    came = []
    job = service.submit(EngineRole.CAPTIONER, "Slow", draft_of("is slow"), came.append, came.append)
    qtbot.waitUntil(lambda: job.text == "Slowly", timeout=10000)
    process = psutil.Process(service.state(TROUBLED).pid)
    service.unload(TROUBLED)
    qtbot.waitUntil(lambda: service.state(TROUBLED).phase is Phase.UNLOADED)
    assert isinstance(came[0], Cancelled)
    assert not process.is_running()
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))
    service.unload_all()
    qtbot.waitUntil(lambda: service.state(TROUBLED).phase is Phase.UNLOADED)


def test_what_a_person_asks_for_does_not_wait_for_the_background(qtbot, service):
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    given_up = []
    job = service.submit(EngineRole.CAPTIONER, "Ahead", draft_of("is slow"), None, given_up.append, background=True)
    qtbot.waitUntil(lambda: job.text == "Slowly", timeout=10000)
    began = time.monotonic()
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x")) == "The camera 🎥 of x."
    assert time.monotonic() - began < 2
    assert isinstance(given_up[0], Cancelled)


def test_closing_ends_an_engine_that_listens_to_nobody(qtbot, service):
    service.assign(EngineRole.CAPTIONER, TROUBLED)
    assert result_of(qtbot, service, EngineRole.CAPTIONER, draft_of("x"))
    process = psutil.Process(service.state(TROUBLED).pid)
    begun = threading.Event()

    def work(engine, progress):
        begun.set()
        return draft_of("never listens")(engine, progress)

    service.submit(EngineRole.CAPTIONER, "Deaf", work)
    qtbot.waitUntil(begun.is_set)
    began = time.monotonic()
    service.finish()
    assert time.monotonic() - began < 2
    assert not process.is_running()


def test_roles_are_remembered(service, settings):
    service.use_roles(EngineRoles(reviser_sees=True).assigned(EngineRole.REVISER, TROUBLED))
    again = EngineService(SettingsFile(settings._path), service.jobs, service._log)
    assert again.choice(EngineRole.REVISER) == TROUBLED
    assert again.roles.reviser_sees


def test_names_for_people():
    assert name_of(EngineChoice("gguf", "/models/Qwen3-VL-8B-Q4.gguf")) == "Qwen3-VL-8B-Q4"
    assert name_of(EngineChoice("transformers", "/models/Qwen3-VL-8B-Instruct/")) == "Qwen3-VL-8B-Instruct"
    assert name_of(RULES) == "rules"


def test_the_service_costs_the_start_of_the_window_nothing():
    code = (
        "import sys, chai_desktop.workers.engine.engine_service as _\n"
        "print([name for name in ('pydantic', 'psutil', 'chai_desktop.models.requests', 'chai_desktop.store')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
