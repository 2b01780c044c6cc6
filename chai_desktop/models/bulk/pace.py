"""How fast a run is, from its last clips: what was long ago says little about what is left."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from chai_desktop.models.requests import Usage

_LAST = 20  # clips


@dataclass
class Pace:
    """Seconds and tokens of the last clips that an engine wrote for."""

    _clips: deque[tuple[float, int, float]] = field(default_factory=lambda: deque(maxlen=_LAST))

    def add(self, seconds: float, usage: Usage) -> None:
        self._clips.append((seconds, usage.new_tokens, usage.writing_seconds))

    def figures(self, clips_left: int) -> dict[str, float]:
        """``clips_per_hour``, ``tokens_per_second``, ``seconds_left``; those that are not known are left out."""
        seconds = sum(clip[0] for clip in self._clips)
        if not self._clips or seconds <= 0:
            return {}
        each = seconds / len(self._clips)
        figures = {"clips_per_hour": 3600 / each, "seconds_left": each * clips_left}
        writing = sum(clip[2] for clip in self._clips)
        if writing > 0:
            figures["tokens_per_second"] = sum(clip[1] for clip in self._clips) / writing
        return figures
