"""Which clips a piece of footage would become, without Qt: a person chooses, joins neighbours, and moves cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chai_desktop.exchange.splitting import Footage, part_name
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.shots import Shot, Transition
from chai_desktop.media.timecode import clock_time

_BEGINS = {
    Transition.START: "start",
    Transition.CUT: "cut",
    Transition.DISSOLVE: "dissolve",
    Transition.FADE: "fade",
    Transition.WIPE: "wipe",
}


@dataclass(frozen=True)
class PlannedClip:
    """One row of the plan. Frames of the shot are those of the file."""

    shot: Shot
    chosen: bool = True


class SplitPlan:
    """``index`` is that of the whole file; ``shots`` lie within the footage."""

    def __init__(self, footage: Footage, shots: Sequence[Shot], index: FrameIndex) -> None:
        self.footage = footage
        self.index = index
        self.rows = [PlannedClip(shot) for shot in shots]

    def name(self, row: int) -> str:
        return part_name(self.footage.facts.name, row + 1, len(self.rows))

    def frames(self, row: int) -> str:
        """The frames as the person counts them in the clip that is split."""
        shot, before = self.rows[row].shot, self.footage.facts.first_frame
        return f"{shot.first - before} to {shot.last - before}"

    def begins_with(self, row: int) -> str:
        return _BEGINS[self.rows[row].shot.transition]

    def length(self, row: int) -> str:
        shot = self.rows[row].shot
        return clock_time(self.index.part(shot.first, shot.last).duration).removeprefix("00:")

    def chosen(self) -> list[tuple[str, Shot]]:
        """Names and frames of the clips that would be added."""
        return [(self.name(n), row.shot) for n, row in enumerate(self.rows) if row.chosen]

    def choose(self, row: int, chosen: bool) -> None:
        self.rows[row] = replace(self.rows[row], chosen=chosen)

    def choose_all(self, chosen: bool) -> None:
        self.rows = [replace(row, chosen=chosen) for row in self.rows]

    def can_join(self, row: int) -> bool:
        return 0 < row < len(self.rows)

    def join(self, row: int) -> None:
        """Make one clip of this row and the one above, with all frames between them."""
        above, this = self.rows[row - 1], self.rows[row]
        joined = replace(above.shot, last=this.shot.last)
        self.rows[row - 1 : row + 1] = [PlannedClip(joined, above.chosen or this.chosen)]

    def can_move(self, row: int, by: int) -> bool:
        """Whether the row can begin ``by`` frames later (earlier where negative) and no clip becomes empty."""
        if not 0 < row < len(self.rows):
            return False
        above, this = self.rows[row - 1].shot, self.rows[row].shot
        first = this.first + by
        last_above = above.last + by if above.last == this.first - 1 else above.last
        return above.first <= last_above < first <= this.last

    def move(self, row: int, by: int) -> None:
        """Move the beginning of the row; where the one above ends right before it, its end goes along."""
        above, this = self.rows[row - 1], self.rows[row]
        if above.shot.last == this.shot.first - 1:
            self.rows[row - 1] = replace(above, shot=replace(above.shot, last=above.shot.last + by))
        self.rows[row] = replace(this, shot=replace(this.shot, first=this.shot.first + by))

    @property
    def may_take_out(self) -> bool:
        """Whether the clip that is split can leave the project: it is in it, and nobody worked on it."""
        return self.footage.clip is not None and not self.footage.has_work

    def left_out(self) -> int:
        """Frames of the footage that would be in no clip."""
        facts = self.footage.facts
        kept = sum(shot.frame_count for _name, shot in self.chosen())
        return facts.last_frame - facts.first_frame + 1 - kept
