"""Merging another copy into the open project: plan, consent, backup, merge, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.merge.merge import MergeReport
    from chai_desktop.store.merge.plan import MergePlan
    from chai_desktop.ui.merge.merge_plan_dialog import MergePlanDialog

BeforeMerge = Callable[[ProjectThread, Progress], None]


class MergeDesk(QObject):
    """``before_merge`` keeps the project as it is, on the thread of the job; where it raises, nothing is merged."""

    said = Signal(object)  # Notice
    merged = Signal()  # the project holds more than before
    settle_wanted = Signal()

    def __init__(self, window: QWidget, jobs: JobQueue, before_merge: BeforeMerge) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._before_merge = before_merge
        self.dialog: MergePlanDialog | None = None

    def begin(self, thread: ProjectThread, path: Path, verb: str) -> None:
        """Look into the other file and show what it would bring. ``verb``: "Merge" or "Hand in"."""

        def look_inside(progress: Progress) -> MergePlan:
            progress(None, f"Looking into {path.name}")
            return thread.ask(lambda project: project.plan_merge(path))

        self._jobs.submit(verb, look_inside, partial(self._show_plan, thread, path, verb), self._failed)

    def _show_plan(self, thread: ProjectThread, path: Path, verb: str, plan: MergePlan) -> None:
        from chai_desktop.ui.merge.merge_plan_dialog import MergePlanDialog  # made when it is needed

        self.dialog = MergePlanDialog(self._window, plan, verb)
        self.dialog.accepted.connect(partial(self._merge, thread, path, verb))
        self.dialog.open()

    def _merge(self, thread: ProjectThread, path: Path, verb: str) -> None:
        def work(progress: Progress) -> MergeReport:
            self._before_merge(thread, progress)

            def between(share: float) -> None:
                progress.check()
                progress(share, f"Bringing in what is new in {path.name}")

            return thread.ask(lambda project: project.merge(path, between))

        self._jobs.submit(verb, work, partial(self._tell, path), self._failed)

    def _tell(self, path: Path, report: MergeReport) -> None:
        from chai_desktop.ui.merge.merge_words import merged

        settle = WayOut("Settle...", self.settle_wanted.emit) if report.conflicts else None
        level = Level.WARNING if report.notes else Level.INFO if report.conflicts else Level.GOOD
        self.said.emit(Notice(merged(report, path.name), "", level, report.notes, settle))
        self.merged.emit()

    def _failed(self, error: ChaiError) -> None:
        if isinstance(error, Cancelled):
            self.said.emit(Notice("The merge was stopped.", "Nothing was changed."))
        else:
            self.said.emit(Notice.of_error(error))
