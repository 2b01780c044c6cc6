"""How long it takes to list the frames of a file, against reading its packets and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import av

from benchmarks.coded_clips import ClipRecipe, make_clip
from benchmarks.table import BenchmarkError, Row
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.index_cache import cached_index
from chai_desktop.media.media_cache import MediaCache

_RUNS = 7
_SECONDS = 60
_SUFFIXES = (".mp4", ".mkv", ".ts")
_PROMISE = 0.5  # seconds for one minute
_SCENE = ClipRecipe("scene", ".mp4", Fraction(1, 24), (1,), group=48, b_frames=3, frames=96, size=(1920, 1080))


def measure() -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        scene = make_clip(_SCENE, Path(folder))
        ratios: list[float] = []
        busy: list[float] = []
        for suffix in _SUFFIXES:
            film = _minute_of(scene, Path(folder) / f"minute{suffix}")
            plain, index = _alternately(partial(_read, film), partial(_list, film))
            ratios.append(median(index) / median(plain))
            busy.append(_processor_time(film))
            rows.append(_row(f"frame_index{suffix}", index, film))
        rows += [_ratio(ratios), _busy(busy)]
        rows.append(_kept(Path(folder) / "minute.mp4", MediaCache(Path(folder) / "cache")))
    return rows


def _minute_of(scene: Path, path: Path) -> Path:
    """The packets of a short scene again and again until a minute is full: as much to read as a real minute."""
    with av.open(str(scene)) as old, av.open(str(path), "w") as new:
        track = old.streams.video[0]
        stream = new.add_stream_from_template(track)
        packets = [(packet, packet.pts or 0, packet.dts or 0) for packet in old.demux(track) if packet.size]
        assert track.time_base is not None
        scene_ticks = round(Fraction(_SCENE.frames, 24) / track.time_base)
        for turn in range(_SECONDS * 24 // _SCENE.frames):
            for packet, pts, dts in packets:
                copy = av.Packet(bytes(packet))
                copy.pts, copy.dts = pts + turn * scene_ticks, dts + turn * scene_ticks
                copy.time_base, copy.duration = track.time_base, packet.duration
                copy.is_keyframe, copy.stream = packet.is_keyframe, stream
                new.mux(copy)
    return path


def _read(path: Path) -> None:
    with av.open(str(path)) as container:
        for _packet in container.demux(video=0):
            pass


def _list(path: Path) -> None:
    frames = build_frame_index(path).frame_count
    if frames != _SECONDS * 24:
        raise BenchmarkError(f"{path.name} has {frames} frames by its index, not {_SECONDS * 24}")


def _alternately(*works: Callable[[], object]) -> list[list[float]]:
    """Seconds of each, one after the other in each round, so that other load strikes both; the first is not counted."""
    rounds = [[_seconds(work) for work in works] for _ in range(_RUNS + 1)]
    return [list(column) for column in zip(*rounds[1:], strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _row(name: str, seconds: list[float], film: Path) -> Row:
    how = (
        f"a minute of 1920x1080 at 24 frames per second ({film.stat().st_size / 2**20:.0f} MB, in the file cache), "
        f"{_RUNS} times"
    )
    middle = median(seconds)
    return Row(name, middle, "s per minute", f"<= {_PROMISE}", middle <= _PROMISE, how, p95=max(seconds))


def _ratio(ratios: list[float]) -> Row:
    how = (
        "medians of the rows above against reading all packets with PyAV alone, in turns; the worst of "
        f"{', '.join(_SUFFIXES)} ({', '.join(f'{ratio:.2f}' for ratio in ratios)})"
    )
    return Row("frame_index.against_reading", max(ratios), "x", "", None, how)


def _processor_time(film: Path) -> float:
    began = process_time()
    for _ in range(_RUNS):
        _list(film)
    return (process_time() - began) / _RUNS


def _busy(seconds: list[float]) -> Row:
    how = f"of all threads, mean of {_RUNS}, the worst of {', '.join(_SUFFIXES)}: what is left when other load is away"
    return Row("frame_index.processor_time", max(seconds), "s per minute", "", None, how)


def _kept(film: Path, cache: MediaCache) -> Row:
    content = "0" * 64
    cached_index(film, content, cache)
    if cache.find(content, "frames.npz") is None:
        raise BenchmarkError("the index was not kept")
    times = [1000 * _seconds(lambda: cached_index(film, content, cache)) for _ in range(5 * _RUNS)]
    how = "the same minute (.mp4), its index being kept beside the project already"
    return Row("frame_index.kept", median(times), "ms", "<= 20", median(times) <= 20, how, p95=max(times))
