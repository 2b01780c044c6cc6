"""Looks models up on the hub and downloads them, when a person asks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.models.catalog.download import download, plan_download
from chai_desktop.models.catalog.hub_plan import DownloadChoice, DownloadPlan
from chai_desktop.ui.models.download_dialog import DownloadDialog
from chai_desktop.ui.models.models_desk import ModelsDesk
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.workers.job_queue import JobQueue, Progress


class DownloadDesk(QObject):
    said = Signal(object)  # Notice

    def __init__(self, desk: ModelsDesk, jobs: JobQueue) -> None:
        super().__init__(desk)
        self._desk = desk
        self._jobs = jobs
        self.dialog: DownloadDialog | None = None
        desk.view.download_wanted.connect(self.open)

    @Slot()
    def open(self) -> None:
        if self.dialog is None:
            self.dialog = DownloadDialog(self._desk.view.window())
            self.dialog.look_up_wanted.connect(self._look_up)
            self.dialog.download_wanted.connect(self._download)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.name.setFocus()

    @Slot(str)
    def _look_up(self, name: str) -> None:
        dialog = self.dialog
        assert dialog is not None

        def work(progress: Progress) -> DownloadPlan:
            return plan_download(name, progress.cancelled)

        def failed(error: ChaiError) -> None:
            dialog.show_problem(str(error))

        self._jobs.submit(f"Ask the hub for {name}", work, dialog.show_plan, failed)

    @Slot(object, object)
    def _download(self, plan: DownloadPlan, choice: DownloadChoice) -> None:
        def work(progress: Progress) -> Path:
            return download(plan, choice, progress, progress.cancelled)

        def done(_folder: Path) -> None:
            self.said.emit(Notice(f"{plan.repository} is here.", level=Level.GOOD))
            self._desk.search()

        def failed(error: ChaiError) -> None:
            self.said.emit(Notice(f"{plan.repository}: {error.message}", error.hint, Level.WARNING))

        self._jobs.submit(f"Download {plan.repository}", work, done, failed)
