"""The plan of a new run, without Qt: which captions it would write, and how long that may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from chai_desktop.spec.aspects import Aspect

MOST_PROCESSES = 64
MOST_CANDIDATES = 64


class Which(StrEnum):
    """The clips of a run."""

    MISSING = "missing"  # without a pre-caption
    SELECTED = "selected"
    ALL = "all"


@dataclass
class RunPlan:
    """``statuses``: clip id -> the aspects that have a pre-caption. ``speeds``: clips per hour of runs before, by the
    name of their engine and model, for one caption of each aspect."""

    statuses: Mapping[str, frozenset[Aspect]]
    selected: Sequence[str]
    engine: str
    speeds: Mapping[str, float] = field(default_factory=dict)
    which: Which = Which.MISSING
    aspects: set[Aspect] = field(default_factory=lambda: set(Aspect))
    candidates: int = 1
    processes: int = 1
    revise: bool = False
    score: bool = False
    start_here: bool = True

    @property
    def clip_ids(self) -> list[str]:
        """Those for which at least one caption is wanted."""
        return [clip_id for clip_id in self._asked() if self.aspects_of(clip_id)]

    def aspects_of(self, clip_id: str) -> list[Aspect]:
        had = self.statuses.get(clip_id, frozenset()) if self.which is Which.MISSING else frozenset()
        return [aspect for aspect in Aspect if aspect in self.aspects and aspect not in had]

    @property
    def captions(self) -> int:
        return sum(len(self.aspects_of(clip_id)) for clip_id in self.clip_ids)

    def count(self, which: Which) -> int:
        """How many clips a choice names."""
        if which is Which.SELECTED:
            return len(self.selected)
        if which is Which.ALL:
            return len(self.statuses)
        return sum(not frozenset(Aspect) <= had for had in self.statuses.values())

    def summary(self) -> str:
        """What would be done, in one sentence."""
        captions, clips = self.captions, len(self.clip_ids)
        if not self.aspects:
            return "Choose at least one aspect."
        if not captions:
            return "There is nothing to write: these clips have pre-captions of these aspects already."
        texts = f", {self.candidates} candidates of each" if self.candidates > 1 else ""
        return f"{captions:,} captions of {clips:,} clip{'s' * (clips != 1)}{texts}, by {self.engine}."

    def estimate(self) -> str:
        """How long it may take, from what this engine did before."""
        speed = self.speeds.get(self.engine, 0.0) * self.processes
        if not self.captions:
            return ""
        if not speed:
            return "How long it takes is known after the first clips: it is shown then."
        hours = self.captions / 5 / speed * self.candidates
        minutes = round(hours * 60)
        words = "less than a minute" if minutes < 1 else f"{minutes} min" if minutes < 90 else f"{hours:.1f} h"
        return f"About {words}, as fast as this engine was in the last run."

    def _asked(self) -> Sequence[str]:
        return self.selected if self.which is Which.SELECTED else list(self.statuses)
