"""Bringing a damaged project back, as background work whose steps are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.workers.job_queue import JobQueue, Progress

if TYPE_CHECKING:
    from chai_desktop.store.recovery.report import RecoveryReport
    from chai_desktop.ui.backup.recovery_dialog import RecoveryDialog


class RecoveryDesk(QObject):
    _stepped = Signal(str)  # from the thread of the job

    def __init__(self, window: QWidget, jobs: JobQueue, open_project: Callable[[Path, bool], None]) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._open_project = open_project
        self._kept: Path | None = None
        self.dialog: RecoveryDialog | None = None
        self._stepped.connect(self._show_step)

    def begin(self, path: Path) -> None:
        """Climb the ladder for the project at ``path``, which no window has open."""
        from chai_desktop.ui.backup.recovery_dialog import RecoveryDialog

        dialog = self.dialog = RecoveryDialog(self._window, path.name)
        dialog.open_wanted.connect(lambda: self._open_project(path, False))
        dialog.folder_wanted.connect(self._show_kept)
        dialog.show()

        def work(progress: Progress) -> RecoveryReport:
            from chai_desktop.store.recovery.ladder import recover

            def on_step(words: str) -> None:
                progress.check()  # the ladder may be left at any step, and begins anew the next time
                progress(None, words)
                self._stepped.emit(words)

            return recover(path, on_step=on_step)

        self._jobs.submit("Recovery", work, self._report, partial(self._fail, path))

    @Slot(str)
    def _show_step(self, words: str) -> None:
        if self.dialog is not None:
            self.dialog.add_step(words)

    def _report(self, report: RecoveryReport) -> None:
        from chai_desktop.ui.backup.backup_words import lost_in_short, report_words

        self._kept = report.damaged_kept_at
        words = [report_words(report)]
        if lost_in_short(report):
            words.append(f"Lost: {lost_in_short(report)}.")
        if self._kept is not None:
            words.append(f"The damaged file is kept in {self._kept}.")
        if self.dialog is not None:
            self.dialog.show_result(
                f"{report.result.name} can be opened again", "\n".join(words), True, self._kept is not None
            )
            self.dialog.show()

    def _fail(self, path: Path, error: ChaiError) -> None:
        if self.dialog is not None:
            self.dialog.show_result(f"{path.name} could not be recovered", str(error), False, False)
            self.dialog.show()

    @Slot()
    def _show_kept(self) -> None:
        if self._kept is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._kept)))
