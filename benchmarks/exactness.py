"""Asks the real player for random frames of coded clips and reads back which frame the screen shows.

Run as ``python -m benchmarks.exactness``, with a display (``xvfb-run -a -s "-screen 0 1920x1080x24"`` makes one).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from benchmarks.coded_clips import HARD_RECIPES, RECIPES, ClipRecipe, make_clip
from benchmarks.playback.screen import frame_on_screen
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player.player_view import PlayerView

_LARGE = 1920  # pixels wide
_PAUSE_LIMIT = 1000  # milliseconds
_LIMIT = 10_000  # milliseconds after which a request counts as not answered


@dataclass(frozen=True)
class Miss:
    """A request whose frame was not on screen when the player said so. ``seen`` is None where no code was readable."""

    clip: str
    request: str
    wanted: int
    said: int
    seen: int | None


@dataclass
class ExactnessReport:
    """Latencies are milliseconds from the request to the player's ``frame_shown``, by kind of request."""

    picture_path: str = ""
    read_from: str = ""  # "screen" or "player"
    total: int = 0
    misses: list[Miss] = field(default_factory=list)
    latencies: dict[str, list[float]] = field(default_factory=dict)

    @property
    def wrong(self) -> int:
        return len(self.misses)

    def median(self, kind: str) -> float:
        return median(self.latencies[kind])

    def p95(self, kind: str) -> float:
        return float(np.percentile(self.latencies[kind], 95))

    def as_dict(self) -> dict[str, object]:
        figures = {
            kind: {
                "requests": len(ms),
                "median_ms": round(self.median(kind), 1),
                "p95_ms": round(self.p95(kind), 1),
            }
            for kind, ms in self.latencies.items()
        }
        return {
            "picture_path": self.picture_path,
            "read_from": self.read_from,
            "total": self.total,
            "wrong": self.wrong,
            "misses": [vars(miss) for miss in self.misses],
            "latencies": figures,
        }


def measure_exactness(
    requests: int = 500,
    folder: Path | None = None,
    recipes: Sequence[ClipRecipe] = RECIPES,
    force_software: bool = False,
    seed: int = 1,
) -> ExactnessReport:
    """Make the clips (in ``folder``, or in a temporary one), ask ``requests`` times in all, and say what was seen.

    Needs a QApplication. The player stands in a small window of its own.
    """
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return measure_exactness(requests, Path(made), recipes, force_software, seed)
    view = PlayerView(force_software=force_software, audio=False)
    view.resize(960, 640)
    view.show()
    try:
        return ask_player(view, requests, folder, recipes, seed)
    finally:
        view.close()
        view.deleteLater()


def ask_player(
    view: PlayerView, requests: int, folder: Path, recipes: Sequence[ClipRecipe], seed: int = 1
) -> ExactnessReport:
    """Ask a player that is on show ``requests`` times in all, and say what was seen.

    Requests are seeks to random frames, steps by 1 and 10 in both directions, bursts of three requests of which the
    last counts, and pauses in the middle of playing. Clips of HD size and above, which are slow, get fewer of them.
    """
    trial = _Trial(view, np.random.default_rng(seed))
    weights = np.array([1.0 if recipe.size[0] < _LARGE else 0.25 for recipe in recipes])
    shares = np.diff(np.round(np.concatenate([[0], np.cumsum(weights) / weights.sum()]) * requests)).astype(int)
    for recipe, share in zip(recipes, shares, strict=True):
        trial.run(make_clip(recipe, folder), recipe.name, int(share))
    trial.report.picture_path = view.picture_path
    trial.report.read_from = "player" if QGuiApplication.platformName() == "offscreen" else "screen"
    return trial.report


class _Trial:
    def __init__(self, view: PlayerView, random: np.random.Generator) -> None:
        self._view = view
        self._random = random
        self._loop = QEventLoop()
        self._wanted: int | None = None
        self._said = -1
        self._opened = False
        self._turned = 0
        self.report = ExactnessReport()
        view.frame_shown.connect(self._shown)
        view.opened.connect(self._mark_opened)

    def run(self, path: Path, name: str, requests: int) -> None:
        self._opened = False
        index = build_frame_index(path)
        self._turned = index.rotation
        self._view.open_clip(path, index)
        self._wait_until(lambda: self._opened)
        for _ in range(requests):
            kind = str(self._random.choice(("seek", "step back", "step forward", "jump", "burst", "pause"), p=_SHARES))
            started = perf_counter()
            wanted = self._ask(kind)
            self._wait_until(partial(self._settled, wanted))
            self.report.latencies.setdefault(kind, []).append((perf_counter() - started) * 1000)
            self._check(name, kind, wanted)

    def _ask(self, kind: str) -> int | None:
        """Send a request; the frame it asks for, or None where that is for the player to say (pause)."""
        view, last = self._view, self._view.state.last
        here, there = view.current_frame, int(self._random.integers(0, last + 1))
        if kind == "seek":
            view.seek_frame(there)
            return there
        if kind == "step back":
            view.step_back()
            return max(0, here - 1)
        if kind == "step forward":
            view.step_forward()
            return min(last, here + 1)
        if kind == "jump":
            frames = 10 if self._random.random() < 0.5 else -10
            view.step(frames)
            return min(last, max(0, here + frames))
        if kind == "burst":
            for frame in (*self._random.integers(0, last + 1, 2), there):
                view.seek_frame(int(frame))
            return there
        view.play()
        self._pass_time(int(self._random.integers(30, 400)))
        view.pause()
        self._pass_time(150)
        self._wait_until(self._looks_settled, _PAUSE_LIMIT)
        return None

    def _settled(self, wanted: int | None) -> bool:
        state = self._view.state
        return state.wanted is None and (wanted is None or self._said == wanted)

    def _check(self, clip: str, kind: str, wanted: int | None) -> None:
        said = self._view.current_frame
        wanted = said if wanted is None else wanted
        seen = frame_on_screen(self._view, self._turned)
        self.report.total += 1
        if not wanted == said == seen:
            self.report.misses.append(Miss(clip, kind, wanted, said, seen))

    def _shown(self, frame: int) -> None:
        self._said = frame
        self._loop.quit()

    def _mark_opened(self) -> None:
        self._opened = True
        self._loop.quit()

    def _looks_settled(self) -> bool:
        """Nobody announces the frame on which playing came to rest: it may be drawn a little after it is named."""
        if frame_on_screen(self._view, self._turned) == self._view.current_frame:
            return True
        QTimer.singleShot(10, self._loop.quit)
        return False

    def _wait_until(self, holds: Callable[[], bool], limit: int = _LIMIT) -> None:
        overdue = QTimer(singleShot=True, interval=limit)
        overdue.timeout.connect(self._loop.quit)
        overdue.start()
        while not holds() and overdue.isActive():
            self._loop.exec()
        overdue.stop()

    def _pass_time(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


_SHARES = (0.40, 0.18, 0.18, 0.12, 0.08, 0.04)  # of the kinds of request, in the order of ``run``


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--software", action="store_true", help="draw without OpenGL")
    parser.add_argument("--hard", action="store_true", help="120 and 240 frames per second and MPEG-TS as well")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    recipes = (*RECIPES, *HARD_RECIPES) if chosen.hard else RECIPES
    report = measure_exactness(chosen.requests, None, recipes, chosen.software, chosen.seed)
    print(json.dumps(report.as_dict(), indent=2))
    del application
    return 1 if report.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
