"""Clips in, triples out: import and export as jobs, with what the person is told afterwards."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.exchange.import_clips import ImportProblem, ImportReport
    from chai_desktop.store.project import Project


class ClipTransfer(QObject):
    said = Signal(object)  # Notice
    imported = Signal()
    added = Signal(list)  # Clips that an import brought

    def __init__(self, jobs: JobQueue) -> None:
        super().__init__(jobs)
        self._jobs = jobs

    def import_paths(self, thread: ProjectThread, paths: list[Path]) -> None:
        """Files that cannot be used are named with their reason; the rest is added."""

        def work(progress: Progress) -> ImportReport:
            from chai_desktop.exchange.import_clips import import_files  # loads the decoders

            return import_files(thread.ask, paths, progress, progress.cancelled)

        self._jobs.submit("Import", work, self._imported, self._failed, lasting=True)

    def export(self, thread: ProjectThread, path: Path) -> None:
        from chai_desktop.exchange.triples import export_triples  # not needed at the start

        def export(project: Project) -> int:
            with _written_down(project, f"Export to {path.name}"):
                return export_triples(project, path)

        thread.call(export, functools.partial(self._exported, path), self._failed)

    def _imported(self, report: ImportReport) -> None:
        told = (*report.problems, *report.notes)
        details = tuple(_in_words(each) for each in told)
        level = Level.WARNING if details else Level.GOOD
        one = len(details) == 1
        self.said.emit(Notice(report.summary(), details[0] if one else "", level, () if one else details[:200]))
        self.imported.emit()
        self.added.emit(list(report.added))

    def _exported(self, path: Path, count: int) -> None:
        if count:
            self.said.emit(Notice(f"{count} triples written to {path}.", level=Level.GOOD))
        else:
            self.said.emit(
                Notice("Nothing is submitted in this project yet.", "Submit a caption first.", Level.WARNING)
            )

    def _failed(self, error: ChaiError) -> None:
        if isinstance(error, Cancelled):
            self.said.emit(Notice("The import was stopped.", "Clips that were added before stay.", Level.INFO))
            self.imported.emit()
        else:
            self.said.emit(Notice.of_error(error))


@contextmanager
def _written_down(project: Project, title: str) -> Iterator[None]:
    """A row for work on the project's own thread. That it cannot be written must not keep the work from being done."""
    run, state = "", "failed"
    with suppress(ChaiError):
        run = "" if project.read_only else project.begin_run("job", title)
    try:
        yield
        state = "done"
    finally:
        with suppress(ChaiError):
            if run:
                project.end_run(run, state)


def _in_words(problem: ImportProblem) -> str:
    """The file, what is the matter with it, what to do, and where it lies; the name stands there once."""
    name = "" if problem.path.name in problem.reason else f"{problem.path.name}: "
    return f"{name}{problem.reason} {problem.hint}".rstrip() + f" ({problem.path.parent})"
