"""Writes down in the project what runs in the background, so that after a crash somebody can say what was interrupted.

Only work that lasts is worth a row: what ends within a second leaves none.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from chai_desktop.workers.job_queue import Job, JobState
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project

LASTS_MS = 1000
BEAT_EVERY = 2.0  # seconds
_ENDS = {JobState.DONE: "done", JobState.FAILED: "failed", JobState.CANCELLED: "cancelled"}


@dataclass(eq=False)
class _Row:
    """``id`` is set and read on the project thread only."""

    id: str = ""
    beaten_at: float = 0.0


class RunLog(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: ProjectThread | None = None
        self._waiting: set[Job] = set()
        self._rows: dict[Job, _Row] = {}

    def attach(self, thread: ProjectThread | None) -> None:
        """The project in which work is written down from now on."""
        self._thread = thread
        self._waiting.clear()
        self._rows.clear()

    @Slot(object)
    def follow(self, job: Job) -> None:
        """A job's state or progress is new."""
        if not job.lasting:
            return
        if not job.active:
            self._waiting.discard(job)
            row = self._rows.pop(job, None)
            if row is not None:
                self._end(row, _ENDS[job.state], job.text)
        elif job.state is JobState.RUNNING and job not in self._waiting and job not in self._rows:
            self._waiting.add(job)
            QTimer.singleShot(LASTS_MS, self, lambda: self._begin(job))
        elif job in self._rows:
            self._beat(self._rows[job], job)

    def close(self) -> None:
        """The window closes: what still runs ends with it, on purpose."""
        for row in self._rows.values():
            self._end(row, "cancelled", "The window was closed.")
        self.attach(None)

    def _begin(self, job: Job) -> None:
        if job not in self._waiting or self._thread is None:
            return
        self._waiting.discard(job)
        row = self._rows[job] = _Row(beaten_at=time.monotonic())

        def begin(project: Project) -> None:
            if not project.read_only:
                row.id = project.begin_run("job", job.title)

        self._thread.call(begin)

    def _beat(self, row: _Row, job: Job) -> None:
        now = time.monotonic()
        if now - row.beaten_at < BEAT_EVERY or self._thread is None:
            return
        row.beaten_at = now
        fraction, words = job.fraction, job.text
        self._thread.call(lambda project: project.beat(row.id, fraction, words) if row.id else None)

    def _end(self, row: _Row, state: str, words: str) -> None:
        if self._thread is not None:
            self._thread.call(lambda project: project.end_run(row.id, state, words) if row.id else None)
