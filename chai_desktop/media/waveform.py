"""The sound of a file to look at: lowest, highest and mean level of short stretches, at several resolutions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.stored_arrays import read_arrays
from chai_desktop.media.unusable import explain_open_error

Levels = NDArray[np.int16]
Floats = NDArray[np.float64]

VERSION = 1  # of the stored file
_FULL = 32767  # stands for a sample of 1.0
_FINEST = 0.002  # seconds
_MOST_STRETCHES = 1_200_000  # of the finest resolution: what ten hours of sound may cost in memory
_COARSER = 4  # stretches of one resolution that make one of the next
_LEAST_STRETCHES = 1000  # of the coarsest resolution
_JUMP = 0.02  # seconds; a smaller difference between a timestamp and the count of samples is rounding
_CHUNK = 1 << 16  # samples worked on at once


@dataclass(frozen=True, eq=False)
class Resolution:
    """``low``, ``high``, ``mean`` (root mean square): one value for each stretch of ``step`` seconds, 32767 is full."""

    step: float
    low: Levels
    high: Levels
    mean: Levels


@dataclass(frozen=True, eq=False)
class Waveform:
    """Stretch k of a resolution begins at the raw time ``start`` + k * step: that of ``FrameIndex.seconds``.

    ``resolutions`` go from the finest to the coarsest; a file without sound has none. Channels are mixed to one.
    """

    start: float
    resolutions: tuple[Resolution, ...]

    @property
    def has_sound(self) -> bool:
        return bool(self.resolutions)

    def columns(self, edges: Floats) -> tuple[Floats, Floats, Floats]:
        """Lowest, highest and mean level (-1..1) between each two neighbours of ``edges``, rising raw times.

        From the coarsest resolution that is fine enough; 0 where the file has no sound.
        """
        columns = max(0, len(edges) - 1)
        if not self.resolutions or not columns:
            nothing = np.zeros(columns)
            return nothing, nothing, nothing
        width = float(edges[-1] - edges[0]) / columns
        fine = [each for each in self.resolutions if 2 * each.step <= width]
        return _columns(fine[-1] if fine else self.resolutions[0], self.start, edges)


def make_waveform(
    path: Path | str,
    index: FrameIndex,
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Waveform:
    """Read the sound that belongs to the frames of ``index``: from the first one's timestamp to the last one's end.

    Memory is bounded whatever the length. Sound that begins later than the picture leaves silence before it. Raises
    MediaError where the file cannot be opened, Cancelled.
    """
    path = Path(path)
    start = index.seconds(0)
    try:
        with av.open(str(path)) as container:
            stream = container.streams.best("audio")
            if not isinstance(stream, av.AudioStream) or stream.codec_context is None or not stream.rate:
                return Waveform(start, ())
            grid = _Grid(index.duration, stream.rate)
            for place, samples in _sound(container, stream, start):
                grid.add(place, samples)
                progress(min(1.0, grid.filled))
                if cancelled():
                    raise Cancelled
    except (av.error.FFmpegError, OSError) as error:
        raise explain_open_error(path, error) from error
    return Waveform(start, _pyramid(grid.resolution()))


def save_waveform(waveform: Waveform, path: Path) -> None:
    """Write it as a NumPy archive (.npz)."""
    steps = np.array([each.step for each in waveform.resolutions], dtype=np.float64)
    arrays: dict[str, Any] = {"version": np.int64(VERSION), "start": np.float64(waveform.start), "steps": steps}
    for number, each in enumerate(waveform.resolutions):
        arrays |= {f"low{number}": each.low, f"high{number}": each.high, f"mean{number}": each.mean}
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def load_waveform(path: Path) -> Waveform | None:
    """What ``save_waveform`` wrote; None where the file is damaged or of another version."""
    stored = read_arrays(path, VERSION)
    if stored is None:
        return None
    resolutions = tuple(
        Resolution(float(step), stored[f"low{n}"], stored[f"high{n}"], stored[f"mean{n}"])
        for n, step in enumerate(stored["steps"])
    )
    return Waveform(float(stored["start"]), resolutions)


class _Grid:
    """Takes samples in any order of time and keeps the extremes and the energy of each stretch."""

    def __init__(self, seconds: float, rate: int) -> None:
        self._samples = max(1, round(seconds * rate))
        step = max(_FINEST, seconds / _MOST_STRETCHES)
        self._per_stretch = max(1, round(step * rate))
        self._rate = rate
        count = -(-self._samples // self._per_stretch)
        self._low, self._high = np.full(count, np.inf, np.float32), np.full(count, -np.inf, np.float32)
        self._energy = np.zeros(count, np.float32)
        self._number = np.zeros(count, np.int32)
        self.filled = 0.0  # how far the newest sample lies in the whole

    def add(self, place: int, samples: NDArray[np.float32]) -> None:
        """``place``: how many samples lie between the grid's start and the first of ``samples``; may be negative."""
        first, last = max(0, -place), min(len(samples), self._samples - place)
        self.filled = (place + len(samples)) / self._samples
        if last <= first:
            return
        inside, place = samples[first:last], place + first
        stretches = np.arange(place // self._per_stretch, (place + len(inside) - 1) // self._per_stretch + 1)
        cuts = np.maximum(stretches * self._per_stretch - place, 0)
        self._low[stretches] = np.minimum(self._low[stretches], np.minimum.reduceat(inside, cuts))
        self._high[stretches] = np.maximum(self._high[stretches], np.maximum.reduceat(inside, cuts))
        self._energy[stretches] += np.add.reduceat(inside * inside, cuts)
        self._number[stretches] += np.diff(np.append(cuts, len(inside))).astype(np.int32)

    def resolution(self) -> Resolution:
        heard = self._number > 0
        mean = np.sqrt(self._energy / np.maximum(self._number, 1))
        return Resolution(
            self._per_stretch / self._rate,
            _stored(np.where(heard, self._low, 0)),
            _stored(np.where(heard, self._high, 0)),
            _stored(mean),
        )


def _sound(
    container: av.container.InputContainer, stream: av.AudioStream, start: float
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Stretches of mixed sound without a gap in them, each with its place in samples from ``start``."""
    rate = stream.rate
    resampler = av.AudioResampler(format="fltp", rate=rate)
    waiting: list[NDArray[np.float32]] = []
    place = following = 0
    for frame in _frames(container, stream):
        at = following if frame.time is None else round((frame.time - start) * rate)
        if waiting and (abs(at - following) > _JUMP * rate or following - place >= _CHUNK):
            yield place, np.concatenate(waiting)
            waiting = []
        if abs(at - following) > _JUMP * rate or not following:
            following = at
        if not waiting:
            place = following
        for planes in resampler.resample(frame):
            samples = planes.to_ndarray().mean(axis=0, dtype=np.float32)  # FFmpeg's own mix adds up to more than full
            waiting.append(samples)
            following += len(samples)
    if waiting:
        yield place, np.concatenate(waiting)


def _frames(container: av.container.InputContainer, stream: av.AudioStream) -> Iterator[av.AudioFrame]:
    packets = container.demux(stream)
    while True:
        try:
            yield from next(packets).decode()
        except StopIteration:
            return
        except av.error.InvalidDataError:
            continue  # a damaged packet costs its own sound; where the file itself breaks off, the next call ends


def _pyramid(finest: Resolution) -> tuple[Resolution, ...]:
    made = [finest]
    while len(made[-1].low) > _LEAST_STRETCHES * _COARSER:
        made.append(_coarser(made[-1]))
    return tuple(made)


def _coarser(fine: Resolution) -> Resolution:
    cuts = np.arange(0, len(fine.low), _COARSER)
    energy = np.add.reduceat(fine.mean.astype(np.float64) ** 2, cuts)
    number = np.diff(np.append(cuts, len(fine.low)))
    return Resolution(
        fine.step * _COARSER,
        np.minimum.reduceat(fine.low, cuts),
        np.maximum.reduceat(fine.high, cuts),
        np.sqrt(energy / number).astype(np.int16),
    )


def _columns(resolution: Resolution, start: float, edges: Floats) -> tuple[Floats, Floats, Floats]:
    count = len(resolution.low)
    places = np.floor((edges - start) / resolution.step + 1e-9)
    inside = (places[:-1] < count) & (places[1:] >= 0)
    cuts = np.clip(places, 0, count - 1).astype(np.int64)
    low = np.minimum.reduceat(resolution.low, cuts)[:-1] / _FULL
    high = np.maximum.reduceat(resolution.high, cuts)[:-1] / _FULL
    energy = np.add.reduceat(resolution.mean.astype(np.float64) ** 2, cuts)[:-1]
    mean = np.sqrt(energy / np.maximum(1, np.diff(cuts))) / _FULL
    return np.where(inside, low, 0.0), np.where(inside, high, 0.0), np.where(inside, mean, 0.0)


def _stored(values: NDArray[np.float32]) -> Levels:
    return np.clip(np.rint(values * _FULL), -_FULL, _FULL).astype(np.int16)
