"""What a person does to the player, with the clock running: stepping, seeking, holding a key, dragging, watching."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from benchmarks.playback.bare_mpv import BareMpv
from benchmarks.playback.screen import Watcher, band_place, now
from benchmarks.playback.stage import Stage, every, let_pass, wait_until
from benchmarks.table import BenchmarkError

_ROOT = Path(__file__).resolve().parents[2]
_KEY_REPEAT = 30  # milliseconds: 33 a second, as desktops repeat a held key
_MOUSE = 16  # milliseconds: 60 movements a second
_BEAT = 10  # milliseconds of the heartbeat by which stalls are found
_LIMIT = 20.0  # seconds
_DROPS = ("frame-drop-count", "decoder-frame-drop-count", "mistimed-frame-count", "vo-delayed-frame-count")


def timed_step_back(stage: Stage) -> float:
    """Press the key for one frame back; milliseconds until the frame before is on the screen."""
    return _until_on_screen(stage, stage.player.state.target - 1, lambda: stage.press(Qt.Key.Key_Left))


def timed_seek(stage: Stage, frame: int) -> float:
    return _until_on_screen(stage, frame, lambda: stage.player.seek_frame(frame))


def steps_back(stage: Stage, first: int, count: int) -> list[float]:
    """Milliseconds of ``count`` single steps back from ``first``, after a rest there."""
    stage.go_to(first)
    let_pass(stage.rest)
    times = []
    for _ in range(count):
        times.append(timed_step_back(stage))
        stage.release(Qt.Key.Key_Left)
        let_pass(0.03)
    return times


def bare_steps_back(bare: BareMpv, first: int, count: int) -> list[float]:
    """The same by libmpv's own ``frame-back-step``."""
    bare.seek(first)
    times = [bare.step_back() for _ in range(count)]
    if bare.frame() != first - count:
        raise BenchmarkError(f"libmpv stepped back to frame {bare.frame()}, not to {first - count}")
    return times


def random_seeks(stage: Stage, bare: BareMpv, count: int, seed: int = 1) -> tuple[list[float], list[float]]:
    """Milliseconds of exact seeks through the window, and by libmpv alone, to the same frames.

    The clip is opened anew before each of the window's, so that no frame of it is at hand but the first ones.
    """
    dice = random.Random(seed)
    frames = [
        dice.randrange(stage.player.state.frame_count // 10, stage.player.state.frame_count) for _ in range(count)
    ]
    stage.reopen()
    alone = [bare.seek(frame) for frame in frames[: count // 2]]
    through = []
    for frame in frames:
        stage.reopen()
        through.append(timed_seek(stage, frame))
    let_pass(stage.rest)
    return through, alone + [bare.seek(frame) for frame in frames[count // 2 :]]


def held_key(stage: Stage, key: Qt.Key, first: int, seconds: float) -> float:
    """Distinct frames that came to the screen in each second while an arrow key was held down."""
    stage.go_to(first)
    let_pass(stage.rest)
    with Watcher(band_place(stage.player)) as watcher:
        start = now()
        every(_KEY_REPEAT, seconds, lambda _part: stage.press(key))
        end = now()
        stage.release(key)
        wait_until(lambda: stage.shows(stage.player.current_frame), "the frame on which the key was let go")
    _require_direction(watcher, start, end, 1 if key == Qt.Key.Key_Right else -1)
    return watcher.distinct(start, end) / (end - start)


@dataclass(frozen=True)
class Drag:
    """``rate``: distinct frames on the screen in a second. ``settled``: milliseconds from letting go to the frame."""

    rate: float
    settled: list[float] = field(default_factory=list)


def drags(stage: Stage, seconds: float, times: int) -> Drag:
    """Drag along the line below the picture, there and back over the whole clip, and let go; several times."""
    line = stage.player.transport.scrub
    last = stage.player.state.last
    rates, settled = [], []
    for number in range(times):
        stage.go_to(0)
        let_pass(stage.rest)
        final = round(last * (0.15 + 0.7 * (number + 1) / (times + 1)))
        with Watcher(band_place(stage.player)) as watcher:
            QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=stage.place_on_line(0))
            start = now()
            every(_MOUSE, seconds, lambda part: QTest.mouseMove(line, stage.place_on_line(_there_and_back(part, last))))
            end = now()
            QTest.mouseMove(line, stage.place_on_line(final))
            QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=stage.place_on_line(final))
            released, wanted = now(), stage.player.state.target
            wait_until(lambda wanted=wanted: stage.shows(wanted), "the frame on which the mouse was let go")  # type: ignore[misc]
            let_pass(0.3)
        arrived = watcher.first(wanted, released)
        if arrived is None:
            raise BenchmarkError(f"frame {wanted} was not seen on the screen after the mouse was let go")
        rates.append(watcher.distinct(start, end) / (end - start))
        settled.append((arrived - released) * 1000)
    return Drag(sum(rates) / len(rates), settled)


@dataclass(frozen=True)
class Playing:
    """``drops`` by libmpv's own counters; ``shown`` distinct frames were seen on the screen of ``due``."""

    seconds: float
    drops: dict[str, int]
    shown: int
    due: int


def playing(stage: Stage, seconds: float) -> Playing:
    """Play from the start at normal speed."""
    stage.go_to(0)
    let_pass(stage.rest)
    before = _counters(stage)
    with Watcher(band_place(stage.player)) as watcher:
        start = now()
        stage.player.play()
        let_pass(seconds)
        last = stage.player.current_frame
        end = now()
        stage.player.pause()
        let_pass(0.5)
    after = _counters(stage)
    drops = {name: after[name] - before[name] for name in _DROPS}
    return Playing(end - start, drops, watcher.distinct(start, end), last)


def longest_stall(stage: Stage, seconds: float) -> tuple[float, float]:
    """Milliseconds: the longest and the 99th percentile of the gaps between heartbeats of the window's thread.

    Meanwhile a person drags, and another process computes motion curves of the same clip.
    """
    line, last = stage.player.transport.scrub, stage.player.state.last
    stage.go_to(0)
    with _computing(stage.clip):
        let_pass(1.0)
        beats: list[float] = []
        timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_BEAT)
        timer.timeout.connect(lambda: beats.append(time.perf_counter()))
        timer.start()
        QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=stage.place_on_line(0))
        every(_MOUSE, seconds, lambda part: QTest.mouseMove(line, stage.place_on_line(_there_and_back(part, last))))
        QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=stage.place_on_line(0))
        timer.stop()
    gaps = sorted((b - a) * 1000 for a, b in pairwise(beats))
    return gaps[-1], gaps[int(len(gaps) * 0.99)]


@contextmanager
def _computing(clip: Path) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.playback.computing", str(clip)], cwd=_ROOT)
    try:
        yield
        if process.poll() is not None:
            raise BenchmarkError("the process that was to compute motion curves meanwhile ended by itself")
    finally:
        process.terminate()
        process.wait(10)


def _until_on_screen(stage: Stage, frame: int, ask: Callable[[], None]) -> float:
    """Milliseconds from ``ask`` to the frame read from the screen, looked at whenever the player says that it shows."""
    loop = QEventLoop()
    arrived: list[float] = []

    def look() -> None:
        if not arrived and stage.shows(frame):
            arrived.append(time.perf_counter())
            loop.quit()

    again = QTimer(interval=2)  # where the player says so before the screen does
    again.timeout.connect(look)
    overdue = QTimer(singleShot=True, interval=round(_LIMIT * 1000))
    overdue.timeout.connect(loop.quit)
    overdue.start()
    stage.player.frame_shown.connect(look)
    started = time.perf_counter()
    ask()
    again.start()
    if not arrived:
        loop.exec()
    stage.player.frame_shown.disconnect(look)
    if not arrived:
        raise BenchmarkError(f"frame {frame} did not come to the screen in {_LIMIT:.0f} s")
    return (arrived[0] - started) * 1000


def _there_and_back(part: float, last: int) -> int:
    return round(last * (1 - abs(2 * part - 1)))


def _require_direction(watcher: Watcher, start: float, end: float, direction: int) -> None:
    frames = [sight.frame for sight in watcher.between(start, end) if sight.frame is not None]
    if any((b - a) * direction <= 0 for a, b in pairwise(frames)):
        raise BenchmarkError(f"with the key held the frames did not go one way: {frames[:200]}")


def _counters(stage: Stage) -> dict[str, int]:
    libmpv = stage.player._core.player  # the figures are libmpv's own, and no part of what the player offers
    assert libmpv is not None
    return {name: int(libmpv._get_property(name) or 0) for name in _DROPS}
