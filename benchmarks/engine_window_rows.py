"""How long the window's thread stands still while an engine loads, writes and dies, and what is in its process."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from benchmarks.clip_matrix import HD_LONG
from benchmarks.coded_clips import make_clip
from benchmarks.playback.stage import Stage, let_pass, stage, wait_until
from benchmarks.table import Row
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import EngineRole
from chai_desktop.workers.engine.engine_state import Phase

STALL = 50.0  # milliseconds
_ROUNDS = 3
_BEAT = 10  # milliseconds of the heartbeat by which stalls are found
_HEAVY = ("torch", "torchvision", "transformers", "peft", "llama_cpp")
_ENGINE = Path(__file__).resolve().parents[1] / "tests" / "models" / "process" / "troubled_engine.py"
_LARGE = EngineChoice("troubled", "large")  # holds 256 MB, and takes as long to fill them


@dataclass(frozen=True)
class _Gap:
    """Milliseconds between two heartbeats of the window's thread, and of its own work between two, at most each."""

    longest: float
    work: float


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory(prefix="chai-bench-engine-") as folder,
        _offered(Path(folder)),
        stage(make_clip(HD_LONG, Path(folder)), rest=0.0) as on_stage,
    ):
        let_pass(2.0)
        idle = _gap(lambda: let_pass(3.0))
        rounds = [_round(on_stage) for _ in range(_ROUNDS)]
    loads, drafts, crashes = zip(*rounds, strict=True)
    heavy = sum(name in sys.modules for name in _HEAVY)
    return [
        _row("load", loads, idle, "an engine of 256 MB is loaded"),
        _row("draft", drafts, idle, "a draft of 100 words in 2 s is shown as it comes"),
        _row("crash", crashes, idle, "the engine is killed in the middle of one"),
        Row("engine_window.weights", heavy, "modules", "0", heavy == 0, f"of {', '.join(_HEAVY)} in its process"),
    ]


def _row(name: str, gaps: Sequence[_Gap], idle: _Gap, what: str) -> Row:
    longest, work = max(gap.longest for gap in gaps), max(gap.work for gap in gaps)
    how = f"{what}; the longest gap between heartbeats of {_BEAT} ms in {_ROUNDS} rounds of the real window"
    shares = f"the thread's own work in one gap: at most {work:.0f} ms; longest gap at rest: {idle.longest:.0f} ms"
    return Row(f"engine_window.{name}", longest, "ms", f"<= {STALL:.0f}", longest <= STALL, f"{how}; {shares}")


def _round(on_stage: Stage) -> tuple[_Gap, _Gap, _Gap]:
    """While it loads, writes, and dies."""
    engines = on_stage.workbench.engines
    engines.unload_all()
    wait_until(lambda: engines.state(_LARGE).pid is None, "the engine unloaded")

    def load() -> None:
        engines.load(_LARGE)
        wait_until(lambda: engines.state(_LARGE).phase is Phase.LOADED, "the engine loaded")

    def crash() -> None:
        _begin_draft(on_stage)
        pid = engines.state(_LARGE).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: engines.state(_LARGE).phase is Phase.FAILED, "its end noticed")
        let_pass(0.5)

    loads = _gap(load)
    engines.assign(EngineRole.CAPTIONER, _LARGE)
    _answer_slowly(on_stage)
    return loads, _gap(lambda: _whole_draft(on_stage)), _gap(crash)


def _answer_slowly(on_stage: Stage) -> None:
    """The answer by which this engine takes two seconds for a draft."""
    annotate, answered = on_stage.workbench.annotate, list[object]()
    assert annotate.annotator is not None
    clip_id = annotate.annotator.clip_id
    thread = on_stage.workbench.desk.thread_of_project
    assert thread is not None
    thread.call(lambda project: project.set_answers(clip_id, {"camera.focus_subject": "slowly"}), answered.append)
    wait_until(lambda: bool(answered), "the answer")
    annotate.read_anew()


def _begin_draft(on_stage: Stage) -> None:
    on_stage.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: "word3 " in _written(on_stage), "the first words of a draft")


def _whole_draft(on_stage: Stage) -> None:
    _begin_draft(on_stage)
    wait_until(lambda: not _written(on_stage), "the end of a draft")


def _written(on_stage: Stage) -> str:
    annotator = on_stage.workbench.annotate.annotator
    assert annotator is not None
    return annotator.view.captions.pre_pane.written.words


def _gap(during: Callable[[], None]) -> _Gap:
    beats: list[tuple[float, float]] = []
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_BEAT)
    timer.timeout.connect(lambda: beats.append((time.perf_counter(), time.thread_time())))
    timer.start()
    during()
    timer.stop()
    pairs = list(pairwise(beats))
    longest, work = (max((later[at] - earlier[at]) * 1000 for earlier, later in pairs) for at in (0, 1))
    return _Gap(longest, work)


@contextmanager
def _offered(folder: Path) -> Iterator[None]:
    """The engine of the tests, which does what engines do on bad days, as an installed package."""
    facts = folder / "troubled-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: troubled\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[chai_desktop.engines]\ntroubled = troubled_engine:KIND\n")
    shutil.copy(_ENGINE, folder)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), before]))
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
