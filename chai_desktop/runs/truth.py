"""The truth about a run: from who lives and what lies there, never from a file that says "running"."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chai_desktop.runs.identity import Standing
from chai_desktop.runs.records import RunResult, RunState
from chai_desktop.runs.run_folder import RunFolder, Seat


class Condition(StrEnum):
    """In the order in which one seat's decides for the whole run."""

    RUNNING = "running"
    ELSEWHERE = "elsewhere"  # a process of another computer has it, or had
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    STOPPED = "stopped"
    WAITING = "waiting"  # not begun
    DONE = "done"


@dataclass(frozen=True)
class SeatTruth:
    condition: Condition
    state: RunState | None
    result: RunResult | None  # of the attempt that was the last

    @property
    def step(self) -> int:
        return self.state.step if self.state else self.result.step if self.result else 0

    @property
    def total(self) -> int:
        return self.state.total if self.state else self.result.total if self.result else 0

    @property
    def figures(self) -> dict[str, float]:
        return self.state.figures if self.state else self.result.figures if self.result else {}


@dataclass(frozen=True)
class RunTruth:
    condition: Condition
    seats: tuple[SeatTruth, ...]

    @property
    def step(self) -> int:
        return sum(seat.step for seat in self.seats)

    def figure(self, name: str) -> float:
        """Summed over the seats; 0 where none of them tells it."""
        return sum(seat.figures.get(name, 0.0) for seat in self.seats)

    def rate(self, name: str) -> float:
        """Summed over the seats that run: what the others did once counts for nothing now."""
        running = [seat for seat in self.seats if seat.condition in (Condition.RUNNING, Condition.ELSEWHERE)]
        return sum(seat.figures.get(name, 0.0) for seat in running)

    @property
    def sentence(self) -> str:
        """What a person should know; the way out is another sentence (``hint``)."""
        return _sentence(self)

    @property
    def hint(self) -> str:
        failed = [seat.result.hint for seat in self.seats if seat.condition is Condition.FAILED and seat.result]
        return failed[0] if failed else ""


def look(folder: RunFolder, shards: int) -> RunTruth:
    """How a run stands now."""
    seats = tuple(seat_truth(seat) for seat in folder.seats(shards))
    return RunTruth(_of_all(seats), seats)


def seat_truth(seat: Seat) -> SeatTruth:
    state, result = seat.state(), seat.result()
    if result is not None and (state is None or result.attempt >= state.attempt):
        return SeatTruth(Condition(str(result.outcome)), state, result)
    if state is None:
        begun = seat.events_file.exists()  # a state that a power cut tore: it was begun, and nobody lives to mend it
        return SeatTruth(Condition.INTERRUPTED if begun else Condition.WAITING, None, None)
    return SeatTruth(_CONDITIONS[state.owner.standing()], state, None)


_CONDITIONS = {
    Standing.ALIVE: Condition.RUNNING,
    Standing.GONE: Condition.INTERRUPTED,
    Standing.ELSEWHERE: Condition.ELSEWHERE,
}


def _of_all(seats: Sequence[SeatTruth]) -> Condition:
    found = {seat.condition for seat in seats}
    return next(condition for condition in Condition if condition in found)


def _sentence(truth: RunTruth) -> str:
    seats = [seat for seat in truth.seats if seat.condition is truth.condition]
    several = f" ({len(seats)} of {len(truth.seats)} parts)" if len(truth.seats) > 1 else ""
    match truth.condition:
        case Condition.RUNNING:
            phase = seats[0].state.phase if seats[0].state else ""
            return f"{phase}{several}"
        case Condition.ELSEWHERE:
            return _elsewhere(seats[0])
        case Condition.INTERRUPTED:
            return f"Interrupted{several}: its process is gone. It can go on from {_where(truth)}."
        case Condition.WAITING:
            return f"Not begun{several}."
        case _:
            words = seats[0].result.words if seats[0].result else ""
            return words if not several else f"{words}{several}"


def _where(truth: RunTruth) -> str:
    """The step from which it goes on, and of how many, where that is known."""
    total = sum(seat.total for seat in truth.seats)
    return f"{truth.step:,} of {total:,}" if total else "the beginning"


def _elsewhere(seat: SeatTruth) -> str:
    assert seat.state is not None
    ago = max(0.0, time.time() - seat.state.heartbeat)
    return f"On another computer, {seat.state.owner.host}. It was heard of {spoken(ago)} ago."


def spoken(seconds: float) -> str:
    """A length of time in rough words: "40 s", "12 min", "3 h 20 min", "2 days"."""
    if seconds < 1:
        return "less than a second"
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes // (24 * 60)} days"
