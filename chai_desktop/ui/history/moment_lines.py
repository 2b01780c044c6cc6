"""The steps of a clip as lines of a list, without Qt: by day, newest first, with who, when and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Moment

ANSWERS = "answers"
Wanted = Aspect | str | None  # an aspect's texts, ANSWERS, or everything
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BEFORE_NAME = {"undo": "Undone: ", "redo": "Done again: "}


@dataclass(frozen=True)
class DayLine:
    """Stands above the steps of one day."""

    text: str


@dataclass(frozen=True)
class MomentLine:
    """One step; ``clock`` is the local time of day."""

    moment: Moment
    title: str
    clock: str

    @property
    def detail(self) -> str:
        undone = ", undone later" if self.moment.undone else ""
        return f"{self.clock}  {self.moment.author.name}{undone}"

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        return f"{self.title}, {self.detail}"


Line = DayLine | MomentLine


def moment_lines(moments: Sequence[Moment], clip_name: str, now: datetime, wanted: Wanted = None) -> list[Line]:
    """The steps that ``wanted`` lets through. ``now`` carries the time zone in which times are told."""
    lines: list[Line] = []
    for moment in moments:
        if not _is_wanted(moment, wanted):
            continue
        at = local_time(moment, now)
        day = DayLine(day_words(at, now))
        if day not in lines:
            lines.append(day)
        lines.append(MomentLine(moment, _title(moment, clip_name), f"{at:%H:%M:%S}"))
    return lines


def local_time(moment: Moment, now: datetime) -> datetime:
    return datetime.fromisoformat(moment.at).astimezone(now.tzinfo)


def day_words(at: datetime, now: datetime) -> str:
    """ "Today", "Yesterday", or weekday and date."""
    if at.date() == now.date():
        return "Today"
    if at.date() == now.date() - timedelta(days=1):
        return "Yesterday"
    return f"{_DAYS[at.weekday()]} {at:%Y-%m-%d}"


def when_words(moment: Moment, now: datetime) -> str:
    """Day and time as they stand in a sentence: "today at 10:14:05"."""
    at = local_time(moment, now)
    day = day_words(at, now)
    return f"{day.lower() if day in ('Today', 'Yesterday') else f'on {day}'} at {at:%H:%M:%S}"


def _is_wanted(moment: Moment, wanted: Wanted) -> bool:
    if wanted is None:
        return True
    return moment.answers if wanted == ANSWERS else wanted in moment.aspects


def _title(moment: Moment, clip_name: str) -> str:
    """The step's name; that it is about this clip need not be said in the clip's own history."""
    name = moment.name
    for aspect in moment.aspects:
        for joint in (" of ", ", ", " "):
            name = name.replace(f"{joint}{clip_name}, {aspect.label}", f", {aspect.label}")
    return _BEFORE_NAME.get(moment.kind, "") + name.removesuffix(f" of {clip_name}")
