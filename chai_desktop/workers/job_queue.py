"""Background work with progress and cancel, one piece after the other on a thread of its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from chai_desktop.errors import Cancelled, ChaiError

_log = logging.getLogger(__name__)
_REPORT_EVERY = 0.03  # seconds; more often than a screen is drawn would only load the UI thread


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(eq=False)
class Job:
    """One piece of work as the window sees it; its fields change on the UI thread only."""

    title: str
    lasting: bool = False  # worth a row in the project while it runs, should it be cut off
    background: bool = False  # nobody waits for it: the status line shows any other job rather than this one
    state: JobState = JobState.WAITING
    fraction: float | None = None  # 0..1, None while unknown
    text: str = ""
    error: ChaiError | None = None
    _stop: list[bool] = field(default_factory=list)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; a waiting job never starts."""
        self._stop.append(True)

    @property
    def active(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def cancel_asked(self) -> bool:
        return bool(self._stop)


class Progress:
    """What the work itself holds: it reports through it, and asks it whether to go on."""

    def __init__(self, job: Job, send: Callable[[float | None, str], None]) -> None:
        self._job = job
        self._send = send
        self._sent_at = 0.0

    def __call__(self, fraction: float | None, text: str = "") -> None:
        now = time.monotonic()
        if now - self._sent_at >= _REPORT_EVERY or fraction == 1.0:
            self._sent_at = now
            self._send(fraction, text)

    def cancelled(self) -> bool:
        return self._job.cancel_asked

    def check(self) -> None:
        """Raise Cancelled where the person has asked for it."""
        if self.cancelled():
            raise Cancelled


Work = Callable[[Progress], Any]


@dataclass(frozen=True)
class _Order:
    job: Job
    work: Work
    done: Callable[[Any], None] | None
    failed: Callable[[ChaiError], None] | None


class JobQueue(QThread):
    """Runs jobs in order. Signals and callbacks arrive on the thread that made the queue (the UI thread)."""

    changed = Signal(object)  # Job: state, progress or text are new
    failed = Signal(object)  # ChaiError of a job that has no `failed` of its own
    _arrived = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._jobs: list[Job] = []
        self._listening = True
        self._arrived.connect(self._deliver)

    def submit(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[ChaiError], None] | None = None,
        lasting: bool = False,
    ) -> Job:
        """Queue ``work``; it gets a Progress. ``done`` gets its result, ``failed`` its error (also Cancelled).

        ``lasting`` says that a person has to be told of it if it is cut off by a crash. After ``finish`` nothing is
        begun any more.
        """
        job = Job(title, lasting)
        if not self._listening:  # finished: a thread that were started again would be destroyed while it runs
            job.state = JobState.CANCELLED
            return job
        self._jobs.append(job)
        self._orders.put(_Order(job, work, done, failed))
        if not self.isRunning():
            self.start()
        return job

    def active_jobs(self) -> list[Job]:
        return [job for job in self._jobs if job.active]

    def finish(self) -> None:
        """Cancel everything and end the thread. Blocks until the running step has ended; nothing is told any more."""
        self._listening = False
        for job in self._jobs:
            job.cancel()
        self._orders.put(None)
        self.wait()

    def run(self) -> None:
        while (order := self._orders.get()) is not None:
            self._run_one(order)

    def _run_one(self, order: _Order) -> None:
        job = order.job
        self._tell(lambda: self._update(job, JobState.RUNNING))
        progress = Progress(job, lambda fraction, text: self._tell(lambda: self._advance(job, fraction, text)))
        try:
            progress.check()
            result = order.work(progress)
        except Cancelled as stopped:
            self._tell(partial(self._end, order, JobState.CANCELLED, stopped))
        except ChaiError as refused:
            self._tell(partial(self._end, order, JobState.FAILED, refused))
        except Exception as defect:  # noqa: BLE001 - the boundary of background work: a defect must not end the thread
            _log.exception("job failed: %s", job.title)
            told = ChaiError(f"{job.title} failed: {defect}.", "The log has the details (Help > Show the log).")
            self._tell(partial(self._end, order, JobState.FAILED, told))
        else:
            self._tell(partial(self._succeed, order, result))

    def _tell(self, message: Callable[[], None]) -> None:
        self._arrived.emit(message)

    @Slot(object)
    def _deliver(self, message: Callable[[], None]) -> None:
        if self._listening:
            message()

    def _update(self, job: Job, state: JobState) -> None:
        job.state = state
        self.changed.emit(job)

    def _advance(self, job: Job, fraction: float | None, text: str) -> None:
        if job.active:
            job.fraction, job.text = fraction, text
            self.changed.emit(job)

    def _succeed(self, order: _Order, result: Any) -> None:
        self._jobs.remove(order.job)
        self._update(order.job, JobState.DONE)
        if order.done is not None:
            order.done(result)

    def _end(self, order: _Order, state: JobState, error: ChaiError) -> None:
        self._jobs.remove(order.job)
        order.job.error = error
        self._update(order.job, state)
        if order.failed is not None:
            order.failed(error)
        elif state is JobState.FAILED:
            self.failed.emit(error)
