"""Decodes the frames of a plan: what a model is shown of a clip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.frame_reader import FrameReader
from chai_desktop.media.sampling.plan import SamplingPlan, plan_of
from chai_desktop.media.sampling.scaling import FrameScaler
from chai_desktop.media.sampling.settings import SamplingSettings

_NEIGHBOURS = 12  # frames to either side that may stand in for a damaged one


@dataclass(frozen=True, eq=False)
class SampledVideo:
    """``frames``: uint8 (2 * pairs, height, width, 3), RGB, upright, square pixels; an odd last frame stands twice.

    ``notes``: in plain sentences, what is not as planned.
    """

    plan: SamplingPlan
    frames: NDArray[np.uint8]
    notes: tuple[str, ...] = field(default=())


def sample(
    path: Path | str,
    first: int,
    last: int,
    settings: SamplingSettings,
    cancelled: Callable[[], bool] = lambda: False,
    index: FrameIndex | None = None,
) -> SampledVideo:
    """The frames of the clip ``first``..``last`` (ordinals, inclusive) of a file, as a model is to see them.

    ``index`` (of the whole file) saves a second reading of the file where the caller has it. Only what is needed is
    decoded, one full-size frame is held at a time, and the result is at most some 2 x 3 x 1024 bytes for each token of
    the settings' budget. A frame that cannot be decoded is replaced by the sound one nearest to it, with a note.
    Raises MediaError where the file cannot be read, has no such frames or none of them can be decoded; Cancelled.
    """
    path = Path(path)
    index = index or build_frame_index(path, cancelled)
    if not 0 <= first <= last < index.frame_count:
        raise MediaError(
            f"{path.name} has no frames {first} to {last}; its last is {index.frame_count - 1}.",
            "Has the file been replaced by another one?",
        )
    plan = plan_of(index, first, last, settings)
    scaler = FrameScaler(plan.height, plan.width, index.rotation, index.mirrored)
    frames = np.empty((2 * plan.grid[0], plan.height, plan.width, 3), np.uint8)
    with FrameReader(path, index) as reader:
        came_from = _fill(frames, plan, _Sound(reader, first, last, cancelled), scaler)
    return SampledVideo(plan, frames, _notes(path, plan, came_from))


class _Sound:
    """Finds the frame that was asked for, or the nearest sound one."""

    def __init__(self, reader: FrameReader, first: int, last: int, cancelled: Callable[[], bool]) -> None:
        self._reader, self._first, self._last, self._cancelled = reader, first, last, cancelled

    def find(self, n: int, scaler: FrameScaler) -> tuple[int, NDArray[np.uint8]] | None:
        for first, last in ((n, n), (n + 1, n + _NEIGHBOURS), (n - _NEIGHBOURS, n - 1)):
            found = self._nearest(n, max(first, self._first), min(last, self._last), scaler)
            if found is not None:
                return found
        return None

    def _nearest(self, n: int, first: int, last: int, scaler: FrameScaler) -> tuple[int, NDArray[np.uint8]] | None:
        if self._cancelled():
            raise Cancelled
        found = None
        for ordinal, frame in self._reader.frames(first, last, self._cancelled) if first <= last else ():
            found = ordinal, scaler.picture(frame)
            if ordinal >= n:
                break
        if self._cancelled():
            raise Cancelled
        return found


def _fill(frames: NDArray[np.uint8], plan: SamplingPlan, sound: _Sound, scaler: FrameScaler) -> list[int | None]:
    """Write every picture to its place; returns for each from which frame it came, None where it is still missing."""
    came_from: list[int | None] = []
    for place, n in enumerate(plan.frames):
        if place and plan.frames[place - 1] == n:
            frames[place] = frames[place - 1]
            came_from.append(came_from[-1])
            continue
        found = sound.find(n, scaler)
        came_from.append(found[0] if found else None)
        if found:
            frames[place] = found[1]
    _fill_holes(frames, came_from)
    frames[len(plan.frames) :] = frames[len(plan.frames) - 1]
    return came_from


def _fill_holes(frames: NDArray[np.uint8], came_from: list[int | None]) -> None:
    """What even has no sound neighbour shows the nearest picture of the others."""
    whole = [place for place, ordinal in enumerate(came_from) if ordinal is not None]
    for place in range(len(came_from)) if whole else ():
        if came_from[place] is None:
            frames[place] = frames[min(whole, key=lambda other: abs(other - place))]


def _notes(path: Path, plan: SamplingPlan, came_from: list[int | None]) -> tuple[str, ...]:
    if all(ordinal is None for ordinal in came_from):
        raise MediaError(
            f"Not one frame of the clip in {path.name} can be decoded.", "The file is damaged; copy or export it again."
        )
    replaced = sorted({n for n, ordinal in zip(plan.frames, came_from, strict=True) if n != ordinal})
    if not replaced:
        return ()
    named = ", ".join(str(n) for n in replaced[:5]) + (" and more" if len(replaced) > 5 else "")
    many = len(replaced) > 1
    return (
        f"{'Frames' if many else 'Frame'} {named} of {path.name} cannot be decoded; the model was shown "
        f"{'their' if many else 'its'} nearest neighbour{'s' if many else ''}.",
    )
