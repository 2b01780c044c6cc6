"""The figures of the player as rows of the table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from benchmarks.clip_matrix import HD_LONG, MATRIX, clip_folder
from benchmarks.coded_clips import ClipRecipe, make_clips
from benchmarks.exactness import ExactnessReport, ask_player
from benchmarks.playback.bare_mpv import BareMpv
from benchmarks.playback.stage import Stage, stage
from benchmarks.playback.trials import (
    bare_steps_back,
    drags,
    held_key,
    longest_stall,
    playing,
    random_seeks,
    steps_back,
)
from benchmarks.table import BenchmarkError, Row, middle_and_p95
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.proxy import make_proxy


@dataclass(frozen=True)
class Extent:
    """How much is asked. ``clip`` is the one on which speed is measured; seconds are of each trial."""

    requests: int = 5000
    matrix: tuple[ClipRecipe, ...] = MATRIX
    clip: ClipRecipe = HD_LONG
    steps: int = 40
    bare_steps: int = 15
    seeks: int = 30
    hold: float = 4.0
    drag: float = 4.0
    drags: int = 5
    play: float = 60.0
    stall: float = 15.0
    rest: float = 2.5


def measure() -> list[Row]:
    return measure_playback(Extent())


def measure_playback(extent: Extent) -> list[Row]:
    with clip_folder() as folder, tempfile.TemporaryDirectory(prefix="chai-bench-") as made:
        make_clips((extent.clip, *extent.matrix), folder)
        path = folder / f"{extent.clip.name}{extent.clip.suffix}"
        with stage(path, extent.rest) as on_stage:
            if QGuiApplication.platformName() == "offscreen":
                raise BenchmarkError("frames are read from the screen, and Qt's offscreen platform has none")
            return [
                *_speed(on_stage, extent),
                *_with_proxy(on_stage, extent, Path(made) / "proxy.mkv"),
                *_watching(on_stage, extent),
                *_exact(ask_player(on_stage.player, extent.requests, folder, extent.matrix), extent),
            ]


def _speed(on_stage: Stage, extent: Extent) -> Iterator[Row]:
    middle = extent.clip.frames * 2 // 3
    with BareMpv(on_stage.clip, build_frame_index(on_stage.clip)) as bare:
        bare_steps = bare_steps_back(bare, middle, extent.bare_steps)
        steps = steps_back(on_stage, middle, extent.steps)
        seeks, bare_seeks = random_seeks(on_stage, bare, extent.seeks)
    what = f"{extent.clip.size[1]} lines, groups of {extent.clip.group}"
    how = f"the key for one frame back to that frame read from the screen, {len(steps)} times after a rest; {what}"
    yield _timed("step_back", steps, "<= 20", median(steps) <= 20, how)
    how = f"libmpv's own frame-back-step without a window (vo=null), {len(bare_steps)} times, same clip and run"
    yield _timed("step_back_mpv", bare_steps, "", None, how)
    ratio = median(bare_steps) / median(steps)
    yield _row("step_back_gain", ratio, "x", ">= 8", ratio >= 8, "libmpv's median over the window's")
    how = f"request to the frame read from the screen, {len(seeks)} random frames, each in a clip just opened; {what}"
    yield _timed("seek", seeks, "", None, how)
    how = "the same frames by libmpv alone (vo=null): order to playback-restart; before and after the window's"
    yield _timed("seek_mpv", bare_seeks, "", None, how)
    ratio = median(seeks) / median(bare_seeks)
    yield _row("seek_ratio", ratio, "x", "<= 1.1", ratio <= 1.1, "the window's median over libmpv's")
    for name, key, first in (
        ("held_forward", Qt.Key.Key_Right, extent.clip.frames // 3),
        ("held_back", Qt.Key.Key_Left, middle),
    ):
        rate = held_key(on_stage, key, first, extent.hold)
        how = f"distinct frames on the screen, seen by another process; key repeated 33 times a second; {what}"
        yield _row(name, rate, "frames/s", ">= 24", rate >= 24, how)


def _with_proxy(on_stage: Stage, extent: Extent, proxy: Path) -> Iterator[Row]:
    make_proxy(on_stage.clip, build_frame_index(on_stage.clip), proxy, lambda _fraction: None, lambda: False)
    use = getattr(on_stage.player, "use_proxy", None)
    if use is not None:
        use(proxy)
    found = drags(on_stage, extent.drag, extent.drags)
    how = f"{extent.drags} drags of {extent.drag:g} s over the whole clip and back, 60 movements a second, with proxy"
    yield _row("drag", found.rate, "frames/s", ">= 20", found.rate >= 20, f"distinct frames on the screen; {how}")
    how = f"letting go to that frame on the screen, {extent.drags} times; other process"
    yield _timed("drag_settled", found.settled, "<= 150", median(found.settled) <= 150, how)
    longest, usual = longest_stall(on_stage, extent.stall)
    how = (
        f"longest gap of a 10 ms heartbeat in {extent.stall:g} s of dragging while another process computes motion "
        f"curves of the same clip; 99 in 100 gaps were below {usual:.0f} ms"
    )
    yield _row("stall", longest, "ms", "<= 50", longest <= 50, how)


def _watching(on_stage: Stage, extent: Extent) -> Iterator[Row]:
    seen = playing(on_stage, extent.play)
    counts = ", ".join(f"{name} {count}" for name, count in seen.drops.items())
    how = f"{seen.seconds:.0f} s at normal speed; libmpv's counters: {counts}"
    yield _row(
        "dropped", seen.drops["frame-drop-count"] + seen.drops["decoder-frame-drop-count"], "frames", "", None, how
    )
    how = f"of {seen.due} frames due, those that another process did not see on the screen"
    yield _row("not_seen", max(0, seen.due - seen.shown), "frames", "", None, how)


def _exact(report: ExactnessReport, extent: Extent) -> Iterator[Row]:
    kinds = ", ".join(f"{len(times)} {kind}" for kind, times in report.latencies.items())
    how = (
        f"{report.total} requests ({kinds}) in the main window ({report.picture_path}), read from the "
        f"{report.read_from}; {len(extent.matrix)} clips of every group, rate, container and size"
    )
    if report.misses:
        how += f"; first misses: {report.misses[:3]}"
    holds = report.wrong == 0 and report.total >= extent.requests
    yield _row("wrong", report.wrong, "frames", f"0 of {extent.requests}", holds, how)


def _timed(name: str, times: list[float], target: str, holds: bool | None, how: str) -> Row:
    middle, p95 = middle_and_p95(times)
    return Row(f"playback.{name}", round(middle, 1), "ms", target, holds, how, round(p95, 1))


def _row(name: str, value: float, unit: str, target: str, holds: bool | None, how: str) -> Row:
    return Row(f"playback.{name}", round(value, 2), unit, target, holds, how)
