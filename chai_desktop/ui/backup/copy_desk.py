"""Save a copy: the whole project, as it is now, in another file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread


class CopyDesk(QObject):
    said = Signal(object)  # Notice

    def __init__(self, jobs: JobQueue) -> None:
        super().__init__(jobs)
        self._jobs = jobs

    def save(self, thread: ProjectThread, target: Path) -> None:
        """Work goes on meanwhile, and is in the copy."""

        def work(progress: Progress) -> None:
            from chai_desktop.store.file.copy_place import put_copy  # the project thread has loaded the store

            def between(share: float) -> None:
                progress.check()
                progress(share, target.name)

            own = thread.ask(lambda project: project.path)
            put_copy(own, target, lambda draft: thread.copy_to(draft, between))

        self._jobs.submit("Save a copy", work, lambda _: self._saved(target), partial(self._failed, target))

    def _saved(self, target: Path) -> None:
        self.said.emit(Notice(f"A copy was saved as {target}.", level=Level.GOOD))

    def _failed(self, target: Path, error: ChaiError) -> None:
        if isinstance(error, Cancelled):
            self.said.emit(Notice(f"The copy was stopped; {target.name} was not written."))
        else:
            self.said.emit(Notice.of_error(error))
