"""Writes a part of the project for somebody who works on it elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project
    from chai_desktop.ui.merge.hand_out_dialog import HandOutDialog
    from chai_desktop.ui.merge.hand_out_model import HandOut


class HandOutDesk(QObject):
    said = Signal(object)  # Notice

    def __init__(self, window: QWidget, jobs: JobQueue) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self.dialog: HandOutDialog | None = None

    def begin(self, thread: ProjectThread, clip_ids: list[str]) -> None:
        """Ask for whom these clips are."""
        if not clip_ids:
            hint = "Select them in the library: click one, then others with Ctrl or Shift held."
            self.said.emit(Notice("No clips are selected.", hint, Level.WARNING))
            return
        from chai_desktop.ui.merge.hand_out_model import read_hand_out

        thread.call(lambda project: read_hand_out(project, clip_ids), partial(self._ask, thread), self._failed)

    def _ask(self, thread: ProjectThread, hand_out: HandOut) -> None:
        from chai_desktop.ui.merge.hand_out_dialog import HandOutDialog

        self.dialog = HandOutDialog(self._window, hand_out)
        self.dialog.agreed.connect(lambda name, path: self._write(thread, hand_out, name, Path(path)))
        self.dialog.open()

    def _write(self, thread: ProjectThread, hand_out: HandOut, name: str, path: Path) -> None:
        """The dialog stays until the file is there, so that a name that cannot be used can be mended."""
        ids = [clip.id for clip in hand_out.clips]

        def write(project: Project) -> int:
            known = next((person for person in project.people() if person.name == name), None)
            return project.export_share(ids, path, (known or project.add_person(name)).id)

        def work(progress: Progress) -> int:
            progress(None, f"Writing {path.name}")
            return thread.ask(write)

        self._jobs.submit("Hand out", work, partial(self._tell, name, path), self._refused)

    def _tell(self, name: str, path: Path, count: int) -> None:
        from chai_desktop.ui.merge.merge_words import counted

        if self.dialog is not None:
            self.dialog.accept()
        folder = WayOut("Show in folder", lambda: _show_folder(path.parent))
        hint = "Give the file to them, with the video files. File > Hand in takes their work back."
        self.said.emit(Notice(f"{counted(count, 'clip')} for {name} in {path.name}.", hint, way_out=folder))

    def _refused(self, error: ChaiError) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_refusal(str(error))
        else:
            self._failed(error)

    def _failed(self, error: ChaiError) -> None:
        self.said.emit(Notice.of_error(error))


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
