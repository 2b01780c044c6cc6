"""Reads the library's rows from the project: all of them in slices, and after an edit only the one that changed."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from chai_desktop.errors import ProjectError
from chai_desktop.ui.library.library_model import LibraryRow, rows_of
from chai_desktop.ui.library.library_view import LibraryView
from chai_desktop.workers.job_queue import JobQueue
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project
    from chai_desktop.store.records import Found

FIRST_SLICE = 100  # rows: more than a screen shows
SLICE = 250  # some milliseconds of the project's thread; an edit waits no longer than that
_AFTER_EDIT_MS = 250
_MOST_FOUND = 200

Page = tuple[list[LibraryRow], int | None]


class LibraryDesk(QObject):
    """Every request carries a number; what arrives for an older one is left aside."""

    failed = Signal(object)  # ChaiError
    first_read = Signal()  # there are rows to work with

    def __init__(self, view: LibraryView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._thread: ProjectThread | None = None
        self._reading = 0
        self._searching = 0
        self._collected: list[LibraryRow] = []
        self._changed: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_EDIT_MS)
        self._soon.timeout.connect(self._read_changed)
        self._disk = JobQueue("disk", self)  # of its own: a disk that does not answer keeps nothing else waiting
        view.pictures_wanted.connect(self._read_pictures)
        view.looks_wanted.connect(self._look_at_files)
        view.search_wanted.connect(self._search)

    def attach(self, thread: ProjectThread | None) -> None:
        """The project whose clips are shown from now on; None: no project is open."""
        self._thread = thread
        self._reading += 1
        self._searching += 1
        self._changed.clear()

    def finish(self) -> None:
        self._disk.finish()

    def read_all(self) -> None:
        """Read every row. Rows on show stay until all are read; where there are none, they come as they are read."""
        if self._thread is not None:
            self._reading += 1
            self._collected = []
            self._changed.clear()
            self._read_slice(self._reading, 0, FIRST_SLICE, replaces=bool(len(self._view.rows)))

    def note(self, clip_id: str) -> None:
        """A clip was worked on: its row is read again soon."""
        self._changed.add(clip_id)
        self._soon.start()

    def _read_slice(self, number: int, after: int, size: int, replaces: bool) -> None:
        def read(project: Project) -> Page:
            clips, mark = project.clip_page(after, size)
            return rows_of(clips), mark

        if self._thread is not None and number == self._reading:
            self._thread.call(read, partial(self._show_slice, number, replaces), self.failed.emit)

    def _show_slice(self, number: int, replaces: bool, page: Page) -> None:
        if number != self._reading:
            return
        rows, mark = page
        if replaces:
            self._collected += rows
        else:
            self._view.append_rows(rows, more=mark is not None)
        if mark is not None:
            self._read_slice(number, mark, SLICE, replaces)
        elif replaces:
            self._view.show_rows(self._collected)
        self.first_read.emit()

    def _read_changed(self) -> None:
        changed, self._changed = self._changed, set()
        for clip_id in changed:
            if self._thread is not None:
                self._thread.call(
                    partial(_row_of, clip_id), partial(self._show_changed, clip_id, self._reading), self.failed.emit
                )

    def _show_changed(self, clip_id: str, number: int, row: LibraryRow | None) -> None:
        if number != self._reading:
            return
        if row is None:
            self._view.remove_row(clip_id)
        elif not self._view.put_row(row):
            self.read_all()  # it came back: its place is among the others

    def _read_pictures(self, clip_ids: list[str]) -> None:
        for clip_id in clip_ids:
            if self._thread is not None:
                show = partial(self._view.show_thumbnail, clip_id)
                self._thread.call(lambda project, wanted=clip_id: project.thumbnail(wanted), show)  # type: ignore[misc]

    def _look_at_files(self, paths: dict[str, str]) -> None:
        """Whether the files are where they were; a folder that may not be looked into counts as not there."""
        self._disk.submit(
            "Look at files",
            lambda progress: {clip_id: os.path.exists(path) for clip_id, path in paths.items()},
            self._view.show_presence,
        )

    def _search(self, words: str) -> None:
        """The newest request wins: older ones that still wait are not even begun."""
        self._searching += 1
        number = self._searching

        def read(project: Project) -> list[Found] | None:
            return project.search(words, _MOST_FOUND) if number == self._searching else None

        def show(found: list[Found] | None) -> None:
            if found is not None and number == self._searching:
                self._view.show_found(words, found)

        if self._thread is not None and words.strip():
            self._thread.call(read, show, self.failed.emit)


def _row_of(clip_id: str, project: Project) -> LibraryRow | None:
    """None where the project does not hold the clip any more."""
    try:
        return rows_of([project.clip(clip_id)])[0]
    except ProjectError:
        return None
