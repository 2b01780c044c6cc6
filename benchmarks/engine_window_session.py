"""`python -m benchmarks.engine_window_session HOME MODEL`: the real window with an engine, and how long it stalls.

Prints one line of JSON: for each phase the longest gap between two beats of the window's thread, and the most that the
thread computed between two; in milliseconds.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

_BEAT = 5  # milliseconds
_WRITING = 5.0  # seconds of a draft that are looked at
_PATIENCE = 60.0  # seconds for anything


def main() -> int:
    os.environ["CHAI_DESKTOP_HOME"] = sys.argv[1]
    from chai_desktop import places
    from chai_desktop.app import make_application, make_workbench
    from chai_desktop.models.choice import EngineChoice
    from chai_desktop.models.roles import EngineRole
    from chai_desktop.settings import SettingsFile
    from chai_desktop.ui.theme.theme import apply_theme

    application = make_application()
    apply_theme(application, "dark")
    settings = SettingsFile(places.settings_file())
    settings.change(measure_clips="no")
    bench = make_workbench(settings)
    bench.window.resize(1366, 768)
    bench.window.show()
    bench.open_first(None)
    _until(lambda: bench.library.first_clip() is not None)
    bench.window.show_room("Annotate")
    _until(bench.annotate.has_clip)
    annotator = bench.annotate.annotator
    assert annotator is not None
    _until(lambda: annotator.view.player.state.is_open)
    _let_pass(3.0)

    choice = EngineChoice("gguf", sys.argv[2], {"threads": 1})
    bench.engines.assign(EngineRole.CAPTIONER, choice)
    active = bench.engines.jobs.active_jobs
    pane = annotator.view.captions.pre_pane
    found: dict[str, object] = {"idle": _longest(lambda: _let_pass(2.0))}

    def load() -> None:
        bench.engines.load(choice)
        _until(lambda: bench.engines.state(choice).pid is not None and not active())

    def draft() -> None:
        bench.registry.run("caption.draft_all")
        _until(lambda: pane.written.words != "")
        _let_pass(_WRITING)
        annotator.view.captions.cancel()
        _until(lambda: not active())

    def crash() -> None:
        bench.registry.run("caption.draft")
        _until(lambda: len(pane.written.words.split()) > 3)
        pid = bench.engines.state(choice).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        _until(lambda: "ended by signal" in bench.window.notices.words())
        _let_pass(0.5)

    for name, phase in (("load", load), ("draft", draft), ("crash", crash)):
        found[name] = _longest(phase)
    found["heavy"] = sorted({"torch", "transformers", "llama_cpp"} & set(sys.modules))
    bench.window.close()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _longest(phase: Callable[[], None]) -> tuple[float, float]:
    """The longest gap between two beats while the phase lasts, and the most that the window's thread itself computed
    between two; milliseconds. On a busy machine only the second says something about the window.
    """
    beats = [(time.perf_counter(), time.thread_time())]
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_BEAT)
    timer.timeout.connect(lambda: beats.append((time.perf_counter(), time.thread_time())))
    timer.start()
    phase()
    timer.stop()
    gaps = [(1000 * (after[0] - before[0]), 1000 * (after[1] - before[1])) for before, after in pairwise(beats)]
    return max(gap for gap, _own in gaps), max(own for _gap, own in gaps)


def _let_pass(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _until(test: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not test():
        _let_pass(0.02)
        if time.monotonic() > end:
            sys.stderr.write("the window waited in vain\n")
            sys.stderr.flush()
            os._exit(1)  # its threads would wait for one another


if __name__ == "__main__":
    assert Path(sys.argv[1]).is_dir()
    raise SystemExit(main())
