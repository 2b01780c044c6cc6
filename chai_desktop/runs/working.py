"""The side of a run that works: takes a seat, tells how far it is, hears what is asked, and says how it ended."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from chai_desktop.runs.control import Wish, Wishes
from chai_desktop.runs.identity import ProcessIdentity, this_process
from chai_desktop.runs.lines import LineFile
from chai_desktop.runs.moments import now
from chai_desktop.runs.records import Outcome, RunResult, RunState
from chai_desktop.runs.run_folder import RunError, RunFolder, Seat, cannot_write
from chai_desktop.runs.truth import Condition, seat_truth
from chai_desktop.runs.whole_files import write_whole

_BEAT_EVERY = 1.0  # seconds


class Working:
    """One attempt of one process. Use it as a context: what ends without a word counts as interrupted, as it should."""

    def __init__(self, folder: RunFolder, seat: Seat, total: int) -> None:
        """Take the seat. RunError where another process that lives has it, or nothing can be written."""
        self.seat = seat
        self.total = total
        self.step = 0
        self.figures: dict[str, float] = {}
        self._me = this_process()
        self._phase = "Beginning"
        self._beaten_at = 0.0
        try:
            seat.folder.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(seat)
            before = seat.state()
            self.attempt = before.attempt + 1 if before else _attempt_after(seat)
            self._write_state()
            self._wishes = Wishes(folder.path, seat.state_file)
            self._events = LineFile(seat.events_file)
            self._log = seat.log_file.open("a", encoding="utf-8", errors="replace")
        except OSError as error:
            raise cannot_write(seat.folder, error) from error
        self.event("begun", attempt=self.attempt, pid=self._me.pid, host=self._me.host)

    def beat(self, phase: str = "", force: bool = False) -> None:
        """It lives, and does this. Cheap: the file is written once in a second, unless ``force``."""
        changed = bool(phase) and phase != self._phase
        self._phase = phase or self._phase
        if force or changed or time.monotonic() - self._beaten_at >= _BEAT_EVERY:
            self._write_state()

    def asked(self, wish: Wish) -> bool:
        return self._wishes.asked(wish)

    def event(self, kind: str, **what: Any) -> None:
        """One line in ``events.ndjson``."""
        self._events.append([{"t": now(), "kind": kind, **what}])

    def say(self, words: str) -> None:
        """One line in the log, for people."""
        self._log.write(f"{now()} {words}\n")
        self._log.flush()

    def end(self, outcome: Outcome, words: str, hint: str = "") -> None:
        """Say how it ended; the last thing that an attempt does."""
        self._write_state()
        self.event("ended", outcome=str(outcome), words=words)
        self._events.flush()
        self.say(words)
        result = RunResult(self.attempt, outcome, words, hint, self.step, self.total, now(), dict(self.figures))
        write_whole(self.seat.result_file, result)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._events.close()
        self._log.close()
        self._lock.close()

    def _write_state(self) -> None:
        self._beaten_at = time.monotonic()
        figures: Mapping[str, float] = dict(self.figures)
        state = RunState(self._me, self.attempt, self._phase, self.step, self.total, time.time(), dict(figures))
        write_whole(self.seat.state_file, state)


def _attempt_after(seat: Seat) -> int:
    """The state is not there, or was torn by a power cut: a result must not be taken for that of this attempt."""
    result = seat.result()
    return result.attempt + 1 if result else 1


def _lock(seat: Seat) -> IO[bytes]:
    """Hold the seat as long as this process lives. The system lets go of it, however the process dies."""
    handle = seat.lock_file.open("ab")
    if not _locked(handle):
        handle.close()
        raise _taken(seat.folder, seat.state())
    truth = seat_truth(seat)  # where file locks do not work, as on some network drives, the owner's identity decides
    if truth.condition is Condition.RUNNING and truth.state and truth.state.owner != this_process():
        handle.close()
        raise _taken(seat.folder, truth.state)
    return handle


def _locked(handle: IO[bytes]) -> bool:
    if os.name != "posix":
        return True
    import fcntl  # not on Windows; there the owner's identity decides alone

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _taken(folder: Path, state: RunState | None) -> RunError:
    owner: ProcessIdentity | None = state.owner if state else None
    who = f" by process {owner.pid} on {owner.host}" if owner else ""
    return RunError(f"{folder} is being worked in{who} already.", "Wait for it, or stop it first.")
