"""Finding moved files again: folder, search, plan, consent, and what came of it."""

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
    from chai_desktop.exchange.relinking import RelinkPlan
    from chai_desktop.store.records import Clip
    from chai_desktop.ui.relink.relink_dialog import RelinkDialog

_TITLE = "Find missing media"


class RelinkDesk(QObject):
    """``ask_for_folder`` asks the person; None: they changed their mind."""

    said = Signal(object)  # Notice
    changed = Signal()  # files of clips are known to be elsewhere

    def __init__(self, window: QWidget, jobs: JobQueue, ask_for_folder: Callable[[], Path | None]) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._ask_for_folder = ask_for_folder
        self._thread: ProjectThread | None = None
        self._may_change = False
        self.dialog: RelinkDialog | None = None

    def attach(self, thread: ProjectThread | None, may_change: bool) -> None:
        """The project whose files are looked for; ``may_change``: it is not open only to read."""
        self._thread, self._may_change = thread, may_change
        if self.dialog is not None:
            self.dialog.reject()

    def begin(self) -> None:
        """Ask for a folder and look for all missing files in it."""
        folder = self._ask_for_folder() if self._thread is not None else None
        if folder is not None:
            self.search(folder)

    def search(self, folder: Path) -> None:
        thread = self._thread
        if thread is None:
            return

        def work(progress: Progress) -> RelinkPlan | None:
            from chai_desktop.exchange.relinking import missing_clips, plan_relink

            clips: list[Clip] = thread.ask(lambda project: project.clips())
            progress(None, "Which files are missing?")
            missing = missing_clips(clips)
            return plan_relink(missing, folder, progress, progress.cancelled) if missing else None

        self._jobs.submit(_TITLE, work, partial(self._show_plan, thread), self._failed)

    def explain(self, clip_id: str, error: ChaiError) -> None:
        """A clip's picture cannot be shown: where its file is gone, offer to look for it."""
        thread = self._thread
        if thread is None or isinstance(error, Cancelled):
            return

        def is_missing(_progress: Progress) -> bool:
            from chai_desktop.exchange.relinking import missing_clips

            return bool(missing_clips([thread.ask(lambda project: project.clip(clip_id))]))

        def tell(missing: bool) -> None:
            way_out = WayOut("Find missing media...", self.begin) if missing and self._may_change else None
            self.said.emit(Notice(error.message, error.hint, Level.ERROR, way_out=way_out))

        self._jobs.submit(_TITLE, is_missing, tell, lambda _error: tell(False))

    def _show_plan(self, thread: ProjectThread, plan: RelinkPlan | None) -> None:
        if plan is None:
            self.said.emit(Notice("Every clip has its file."))
            return
        if thread is not self._thread:
            return
        from chai_desktop.ui.relink.relink_dialog import RelinkDialog  # made when it is needed

        self.dialog = RelinkDialog(self._window, plan)
        self.dialog.accepted.connect(partial(self._relink, thread, plan))
        self.dialog.finished.connect(self._close)
        self.dialog.open()

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _relink(self, thread: ProjectThread, plan: RelinkPlan) -> None:
        paths = plan.paths()
        thread.call(lambda project: project.relink_clips(paths), partial(self._tell, plan), self._failed)

    def _tell(self, plan: RelinkPlan, clips: list[Clip]) -> None:
        from chai_desktop.ui.relink.relink_words import done

        level = Level.WARNING if plan.still_missing else Level.GOOD
        self.said.emit(Notice(done(len(clips), len(plan.still_missing)), level=level))
        self.changed.emit()

    def _failed(self, error: ChaiError) -> None:
        if isinstance(error, Cancelled):
            self.said.emit(Notice("The search was stopped.", "Nothing was changed."))
        else:
            self.said.emit(Notice.of_error(error))
