"""What an engine's process holds, and that it is given back: memory by ending, the GPU with it."""

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

from chai_desktop.errors import EngineError
from chai_desktop.models.gpu_lease import who_holds
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.requests import RevisionRequest
from chai_desktop.spec.aspects import Aspect

Start = Callable[..., EngineProcess]
HELD = 256 * 1024 * 1024


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in the driver's place that names one card."""
    if os.name != "posix":
        pytest.skip("the stand-in is a shell script")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    program = tmp_path / "bin" / "nvidia-smi"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho GPU-aaaa, NVIDIA H100, 81559, 80000\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def held_by_children() -> int:
    """Resident bytes of all processes below this one."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        try:
            total += child.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def test_after_unloading_the_memory_is_free(started: Start) -> None:
    before = held_by_children()
    engine = started("large")
    engine.load()
    assert held_by_children() - before > HELD
    engine.unload()
    assert held_by_children() <= before


def test_a_process_that_uses_the_gpu_holds_it_until_it_ends(started: Start, card: None) -> None:
    engine = started(engine="heavy", model="/models/weights.gguf")
    engine.load()
    (holder,) = who_holds()
    assert (holder.pid, holder.party, holder.gpus) == (engine.pid, os.getpid(), ("GPU-aaaa",))
    assert holder.purpose == "The engine “heavy” (weights.gguf)"
    engine.unload()
    assert who_holds() == ()
    engine.load()
    assert engine.pid is not None
    os.kill(engine.pid, signal.SIGKILL)
    while engine.pid is not None:  # it dies a moment later
        time.sleep(0.01)
    assert who_holds() == ()
    assert engine.revise(RevisionRequest(Aspect.CAMERA, "x")).text


def test_two_engines_of_one_window_share_the_gpu(started: Start, card: None) -> None:
    captioner, reward = started(engine="heavy"), started(engine="heavy", model="reward")
    captioner.load()
    reward.load()
    assert {holder.pid for holder in who_holds()} == {captioner.pid, reward.pid}


def test_a_gpu_that_is_held_by_another_program_is_refused_and_the_cpu_is_not(
    started: Start, card: None, held_elsewhere: int
) -> None:
    with pytest.raises(
        EngineError, match=rf"A training run holds the GPU since .* \(process {held_elsewhere}\)"
    ) as said:
        started(engine="heavy").load()
    assert "Use the CPU" in said.value.hint
    for settings in ({"device": "cpu"}, {"gpu_layers": 0}):
        engine = started(engine="heavy", **settings)
        engine.load()
        assert engine.pid not in {holder.pid for holder in who_holds()}
    started(engine="troubled").load()


@pytest.fixture
def held_elsewhere(card: None):
    """The number of a process, no child of this one's engines, that holds the GPU."""
    code = "from chai_desktop.models.gpu_lease import take_lease as t; t('A training run'); print(flush=True); input()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    root = str(Path(__file__).resolve().parents[3])
    with subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": root}, **pipes) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.kill()
