"""What stands on the ruler, without Qt: frame numbers where frames are wide enough to be told apart, else time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale, frame_width, frames_in

_FRAMES = (1, 2, 5, 10, 20, 50, 100)
_SECONDS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
_FRAMES_FROM = 1.5  # pixels of a frame from which the ruler counts frames
_EDGES_FROM = 5.0  # pixels of a frame from which each has a tick of its own


@dataclass(frozen=True)
class Tick:
    """``seconds`` from the first frame; a small one has no label."""

    seconds: float
    label: str = ""


def ruler_ticks(sight: Sight, scale: TimeScale, room: float) -> list[Tick]:
    """The ticks in sight, labels at least ``room`` pixels apart."""
    if frame_width(sight, scale) >= _FRAMES_FROM:
        return _frame_ticks(sight, scale, room)
    return _time_ticks(sight, room)


def _frame_ticks(sight: Sight, scale: TimeScale, room: float) -> list[Tick]:
    first, last = frames_in(sight, scale)
    width = frame_width(sight, scale)
    step = next((step for step in _FRAMES if step * width >= room), _FRAMES[-1])
    small = 1 if width >= _EDGES_FROM else max(1, step // 5)
    ticks, free_from = [], -room
    for frame in range(first - first % small, last + 1, small):
        x = sight.x_of(scale.begin(frame))
        labelled = frame % step == 0 and x >= free_from
        if labelled:
            free_from = x + room
        ticks.append(Tick(scale.begin(frame), str(frame) if labelled else ""))
    return ticks


def _time_ticks(sight: Sight, room: float) -> list[Tick]:
    step = next((step for step in _SECONDS if step * sight.per_second >= room), _SECONDS[-1])
    fifth = step / 5
    numbers = np.arange(int(sight.first / fifth), int(sight.last / fifth) + 1)
    return [Tick(n * fifth, clock_words(n * fifth, step) if n % 5 == 0 else "") for n in map(int, numbers)]


def clock_words(seconds: float, step: float = 1.0) -> str:
    """1:05, or 1:00:05; with tenths where the steps are shorter than a second."""
    tenths = round(seconds * 10)
    whole, rest = divmod(tenths, 10)
    hours, minutes = divmod(whole // 60, 60)
    clock = f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"
    return f"{clock}.{rest}" if step < 1 else clock
