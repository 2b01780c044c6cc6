"""Backups that nobody has to think of: at opening, every half hour of work, and before something large happens."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.backup.names import Reason

AFTER_OPENING_MS = 3000  # the person sees their clips first
HALF_HOUR_MS = 30 * 60 * 1000
_log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Keeps one project at a time. The copy is made on the project's thread in steps, between which edits are served;
    it is verified on the thread of the jobs. What fails is said once for each project that is opened."""

    warned = Signal(object)  # ChaiError

    def __init__(self, jobs: JobQueue, after_opening_ms: int = AFTER_OPENING_MS, every_ms: int = HALF_HOUR_MS) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._thread: ProjectThread | None = None
        self._path = Path()
        self._kept = ""  # mark of the newest state that is in a backup
        self._has_warned = False
        self._at_open = QTimer(self, singleShot=True, interval=after_opening_ms)
        self._at_open.timeout.connect(self._keep_at_open)
        self._often = QTimer(self, interval=every_ms)
        self._often.timeout.connect(self._keep_again)

    def follow(self, thread: ProjectThread, path: Path) -> None:
        """Keep the project that was opened for writing."""
        self._thread, self._path = thread, path
        self._kept, self._has_warned = "", False
        self._at_open.start()
        self._often.start()

    @Slot()
    def leave(self) -> None:
        """The project is being closed."""
        self._thread = None
        self._at_open.stop()
        self._often.stop()

    def keep(self, thread: ProjectThread, reason: Reason, progress: Progress) -> None:
        """Make a backup now, inside a job. Raises ProjectError, and Cancelled where the job is stopped."""
        from chai_desktop.store.backup.making import make_backup

        def between(share: float) -> None:
            progress.check()
            progress(share, "Making a backup")

        path, mark = thread.ask(lambda project: (project.path, project.change_mark()))
        make_backup(path, reason, lambda target: thread.copy_to(target, between))
        self._kept = mark

    @Slot()
    def _keep_at_open(self) -> None:
        self._submit(at_open=True)

    @Slot()
    def _keep_again(self) -> None:
        self._submit(at_open=False)

    def _submit(self, at_open: bool) -> None:
        thread = self._thread
        if thread is not None:
            self._jobs.submit("Backup", lambda progress: self._work(thread, at_open, progress), None, self._failed)

    def _work(self, thread: ProjectThread, at_open: bool, progress: Progress) -> None:
        """Nothing where nothing changed: a copy of a large project is not begun for that."""
        from chai_desktop.store.backup.making import is_backed_up
        from chai_desktop.store.backup.names import Reason

        path, mark, newest = thread.ask(
            lambda project: (project.path, project.change_mark(), project.newest_operation())
        )
        if mark == self._kept:
            return
        if at_open and is_backed_up(path, newest):
            self._kept = mark
            return
        self.keep(thread, Reason.AT_OPEN if at_open else Reason.HALF_HOUR, progress)

    def _failed(self, error: ChaiError) -> None:
        if isinstance(error, Cancelled) or self._thread is None:
            return
        _log.warning("no backup of %s: %s", self._path, error)
        if not self._has_warned:
            self._has_warned = True
            self.warned.emit(error)
