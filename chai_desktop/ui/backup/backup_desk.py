"""The list of backups, looking into one, and putting one in the project's place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.workers.job_queue import JobQueue, Progress

if TYPE_CHECKING:
    from chai_desktop.store.backup.names import Backup
    from chai_desktop.store.backup.preview import BackupPreview
    from chai_desktop.store.backup.restoring import Restored
    from chai_desktop.ui.backup.backups_dialog import BackupsDialog


class BackupDesk(QObject):
    """``close_project`` lets go of the file; ``open_project`` opens it again, to work or only to read."""

    said = Signal(object)  # Notice

    def __init__(
        self,
        window: QWidget,
        jobs: JobQueue,
        close_project: Callable[[], None],
        open_project: Callable[[Path, bool], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._close_project = close_project
        self._open_project = open_project
        self.dialog: BackupsDialog | None = None

    def open(self, path: Path) -> None:
        """Show the backups of the project at ``path``."""
        from chai_desktop.store.backup.names import list_backups

        try:
            backups = list_backups(path)
        except ChaiError as error:
            self._failed(error)
            return
        from chai_desktop.ui.backup.backups_dialog import BackupsDialog  # made when it is asked for

        dialog = self.dialog = BackupsDialog(self._window, path.stem, backups)
        dialog.preview_wanted.connect(self._look_into)
        dialog.restore_wanted.connect(partial(self._restore, path))
        dialog.reading_wanted.connect(lambda backup: self._open_project(backup.path, True))
        dialog.folder_wanted.connect(partial(_show_folder_of, path))
        dialog.open()
        first = dialog.chosen()
        if first is not None:
            self._look_into(first)

    def _look_into(self, backup: Backup) -> None:
        def work(progress: Progress) -> BackupPreview:
            from chai_desktop.store.backup.preview import preview

            progress(None, backup.path.name)
            return preview(backup)

        self._jobs.submit("Look into", work, partial(self._show, backup), partial(self._show_fault, backup))

    def _show(self, backup: Backup, found: BackupPreview) -> None:
        from chai_desktop.ui.backup.backup_words import preview_lines

        if self.dialog is not None:
            self.dialog.show_preview(backup, preview_lines(found))

    def _show_fault(self, backup: Backup, error: ChaiError) -> None:
        if self.dialog is not None:
            self.dialog.show_preview(backup, [str(error)])

    def _restore(self, path: Path, backup: Backup) -> None:
        self._close_project()

        def work(progress: Progress) -> Restored:
            from chai_desktop.store.backup.restoring import restore_backup

            return restore_backup(path, backup, lambda words: progress(None, words))

        self._jobs.submit("Restore", work, partial(self._restored, backup), partial(self._not_restored, path))

    def _restored(self, backup: Backup, restored: Restored) -> None:
        from chai_desktop.ui.backup.backup_words import backup_row

        self._open_project(restored.path, False)
        kept = "" if restored.kept_at is None else f"What it was before is kept: {restored.kept_at.name}."
        words = f"{restored.path.name} is what it was on {backup_row(backup)[0]}."
        self.said.emit(Notice(words, kept, Level.INFO))

    def _not_restored(self, path: Path, error: ChaiError) -> None:
        """Nothing was changed, so the project is opened as it was."""
        self._failed(error)
        self._open_project(path, False)

    def _failed(self, error: ChaiError) -> None:
        self.said.emit(Notice.of_error(error))


def _show_folder_of(path: Path) -> None:
    from chai_desktop.store.backup.names import backup_folder

    folder = backup_folder(path)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else path.parent)))
