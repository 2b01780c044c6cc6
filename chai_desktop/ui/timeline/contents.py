"""What the timeline shows: one object that its lanes read and its view changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.timeline.curve_set import SHOWN_FIRST, CurveData
from chai_desktop.ui.timeline.lane_heights import Lane
from chai_desktop.ui.timeline.timeline_marks import PointMark, StateMark
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale

if TYPE_CHECKING:
    from chai_desktop.media.waveform import Waveform


@dataclass(eq=False)
class Contents:
    """``scale`` and ``sight`` are None while no clip is open. Frames are ordinals of the clip.

    ``film``: pictures by frame, rising. ``shots``: first and last frame of each. ``range``: between in and out.
    ``point``: the number of the chosen point of ``aspect``.
    """

    scale: TimeScale | None = None
    sight: Sight | None = None
    film: tuple[tuple[int, QImage], ...] = ()
    waveform: Waveform | None = None
    shots: tuple[tuple[int, int], ...] = ()
    curves: Mapping[str, CurveData] = field(default_factory=dict)
    shown_curves: tuple[str, ...] = SHOWN_FIRST
    states: tuple[StateMark, ...] = ()
    points: tuple[PointMark, ...] = ()
    aspect: Aspect = Aspect.CAMERA
    point: int | None = None
    range: tuple[int, int] | None = None
    frame: int = 0

    def forget(self) -> None:
        """Another clip: nothing of the former one stays but what the person chose to see."""
        kept = Contents(aspect=self.aspect, shown_curves=self.shown_curves)
        self.__dict__.update(kept.__dict__)

    @property
    def visible_curves(self) -> tuple[CurveData, ...]:
        return tuple(self.curves[key] for key in self.shown_curves if key in self.curves)

    def present(self) -> set[Lane]:
        """The lanes that have something to show; the pictures keep their place while they are being made."""
        lanes = {Lane.RULER, Lane.FILM}
        if self.waveform is not None and self.waveform.has_sound:
            lanes.add(Lane.SOUND)
        if len(self.shots) > 1:
            lanes.add(Lane.SHOTS)
        if self.visible_curves:
            lanes.add(Lane.CURVES)
        if self.states:
            lanes.add(Lane.STATES)
        if self.points:
            lanes.add(Lane.POINTS)
        return lanes

    def rows(self) -> dict[Lane, int]:
        return {
            Lane.STATES: len(self.states),
            Lane.POINTS: 1 + max((mark.row for mark in self.points), default=0),
        }
