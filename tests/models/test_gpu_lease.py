"""The lease of the GPU, between real processes. The GPU alone is stood in for: by a program called nvidia-smi."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from chai_desktop.errors import EngineError
from chai_desktop.models.gpu import Gpu, visible_gpus
from chai_desktop.models.gpu_lease import Holder, take_lease, who_holds
from chai_desktop.places import gpu_lease_file
from chai_desktop.runs.identity import this_process

ROOT = Path(__file__).resolve().parents[2]
CARDS = "GPU-aaaa, NVIDIA H100, 81559, 80000\nGPU-bbbb, NVIDIA L4, 23034, 22500\n"
TAKES = """
import sys
from chai_desktop.errors import EngineError
from chai_desktop.models.gpu_lease import take_lease
sys.stdin.readline()
try:
    take_lease("A training run", party=int(sys.argv[1]) if len(sys.argv) > 1 else None)
    print("held", flush=True)
except EngineError as error:
    print(error, flush=True)
sys.stdin.readline()
"""

Take = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the driver's own program name these cards."""
    if os.name != "posix":
        pytest.skip("the stand-in is a shell script")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    program = tmp_path / "bin" / "nvidia-smi"
    program.parent.mkdir()

    def set_cards(words: str) -> None:
        program.write_text(f"#!/bin/sh\ncat <<'END'\n{words}END\n")
        program.chmod(0o755)

    set_cards(CARDS)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return set_cards


@pytest.fixture
def taker(cards: object) -> Iterator[Take]:
    """Starts a process that takes the lease when it is told to, and holds it until it ends."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: object, **more: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
        line = [sys.executable, "-c", TAKES, *map(str, words)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started.append(subprocess.Popen(line, text=True, env=environment, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_of_many_that_want_it_at_once_one_gets_it(taker: Take) -> None:
    takers = [taker() for _ in range(6)]
    for process in takers:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.stdout.readline().strip() for process in takers if process.stdout]
    assert answers.count("held") == 1
    (holder,) = who_holds()
    assert holder.pid == takers[answers.index("held")].pid
    for words in (each for each in answers if each != "held"):
        assert words.startswith("A training run holds the GPU since ")
        assert f"(process {holder.pid})" in words
        assert "Use the CPU" in words


def test_a_holder_that_was_killed_holds_nothing(taker: Take) -> None:
    first = taker()
    assert answer(first) == "held"
    with pytest.raises(EngineError, match="A training run holds the GPU"):
        take_lease("A test")
    first.kill()  # not waited for: a process that has ended, and that nobody has buried yet
    psutil.wait_procs([psutil.Process(first.pid)], timeout=5)
    lease = take_lease("A test")
    assert [holder.purpose for holder in who_holds()] == ["A test"]
    lease.give_back()
    assert who_holds() == ()


def test_processes_of_one_party_share(taker: Take) -> None:
    mine = taker(os.getpid())
    assert answer(mine) == "held"
    take_lease("The window")
    assert {holder.pid for holder in who_holds()} == {mine.pid, os.getpid()}
    assert "holds the GPU" in answer(taker())


def test_different_cards_do_not_meet(taker: Take) -> None:
    assert answer(taker(CUDA_VISIBLE_DEVICES="0")) == "held"
    assert answer(taker(CUDA_VISIBLE_DEVICES="GPU-b")) == "held"
    assert "holds the GPU" in answer(taker(CUDA_VISIBLE_DEVICES="1"))
    assert answer(taker(CUDA_VISIBLE_DEVICES="")) == "held"  # sees none, and needs none
    assert len(who_holds()) == 2


def stale(**changes: object) -> str:
    me = this_process()
    row = {"pid": me.pid, "started": me.process_started, "boot": me.boot_id, "party": 1, "purpose": "An old run"}
    return json.dumps([{**row, "since": "2026-11-27T12:00:00+00:00", "gpus": ["GPU-aaaa"], **changes}])


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(stale(started=this_process().process_started - 600), id="its number was given to another process"),
        pytest.param(stale(boot="another"), id="the machine was started anew"),
        pytest.param(stale(pid=2**22 + 1), id="no such process"),
        "",
        "{not json",
        "[1]",
        '{"pid": 3}',
        '[{"pid": 3}]',
        pytest.param(stale(pid="one"), id="a number that is none"),
    ],
)
def test_a_file_that_names_nobody_alive_holds_nothing(cards: object, words: str) -> None:
    path = gpu_lease_file()
    path.parent.mkdir(parents=True)
    path.write_text(words)
    take_lease("A test").give_back()
    path.write_text(stale())
    with pytest.raises(EngineError, match="An old run holds the GPU since"):
        take_lease("A test")


def test_without_a_gpu_there_is_nothing_to_hold(cards: Callable[[str], None]) -> None:
    cards("No devices were found\n")
    assert take_lease("A test").holder is None
    take_lease("A test").give_back()
    assert not gpu_lease_file().exists()


def test_a_full_gpu_is_told_by_its_driver(cards: Callable[[str], None]) -> None:
    cards("GPU-aaaa, NVIDIA H100, 81559, 300\n")
    with pytest.raises(EngineError, match=r"The GPU is full: 0\.3 of 86 GB are free \(NVIDIA H100\)") as said:
        take_lease("A test")
    assert "nvidia-smi" in said.value.hint
    assert who_holds() == ()
    cards("GPU-aaaa, NVIDIA GB10, [N/A], [N/A]\n")  # memory of the machine: not known, and no reason to refuse
    holder = take_lease("A test").holder
    assert isinstance(holder, Holder)


@pytest.mark.parametrize(
    ("chosen", "seen"),
    [
        (None, ["GPU-aaaa", "GPU-bbbb"]),
        ("1,0", ["GPU-bbbb", "GPU-aaaa"]),
        ("0,7,1", ["GPU-aaaa"]),
        ("-1", []),
        ("", []),
        ("GPU-bb", ["GPU-bbbb"]),
        ("MIG-1234", ["MIG-1234"]),
    ],
)
def test_which_cards_are_seen(cards: object, monkeypatch: pytest.MonkeyPatch, chosen: str | None, seen: list) -> None:
    if chosen is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", chosen)
    gpus = visible_gpus()
    assert [gpu.uuid for gpu in gpus] == seen
    if chosen is None:
        assert gpus[0] == Gpu("GPU-aaaa", "NVIDIA H100", 81559 * 2**20, 80000 * 2**20)


@pytest.mark.parametrize("words", ["exit 1", "echo nonsense", "echo a, b, c, d"])
def test_a_driver_that_does_not_answer_well_is_no_error(cards: object, words: str) -> None:
    program = Path(shutil.which("nvidia-smi") or "")
    program.write_text(f"#!/bin/sh\n{words}\n")
    assert all(gpu.total_bytes == 0 for gpu in visible_gpus())
