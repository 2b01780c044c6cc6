"""Writes what a person does into the project: one operation each, followed by a fresh reading of the clip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.store.project import Project
from chai_desktop.ui.annotate.session import Session, read_session
from chai_desktop.ui.annotate.unsaved import Place, Unsaved
from chai_desktop.ui.notices.notice import Notice
from chai_desktop.workers.project_thread import ProjectThread

Write = Callable[[Project], Any]


class ClipWriter(QObject):
    """``unsaved`` holds the words that could not be saved yet. What was read after a write goes to ``read``."""

    said = Signal(object)  # Notice
    saved = Signal(str)  # clip id: something about this clip is on the disk
    read = Signal(object)  # Session: after a write, or after one that was refused

    def __init__(self, project: ProjectThread, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self.unsaved = Unsaved()

    def write(
        self,
        place: Place,
        operation: Write,
        then: Callable[[Session], None] | None = None,
        typed: tuple[str, str] | None = None,
        before_shown: Callable[[], None] | None = None,
    ) -> None:
        """Run an operation and read the clip anew; ``then`` follows when that was shown.

        Where the operation is refused, the window goes back to what the file holds; the words of ``typed`` (field
        and text) are kept until they can be saved. ``before_shown`` is called in either case.
        """
        clip_id = place[0]

        def show_read(session: Session) -> None:
            if before_shown is not None:
                before_shown()
            self.read.emit(session)

        def write_and_read(project: Project) -> Session:
            operation(project)
            return read_session(project, clip_id)

        def show(session: Session) -> None:
            if typed is not None:
                self.unsaved.saved(place, typed[0])
            self.note_saved(clip_id)
            show_read(session)
            if then is not None:
                then(session)

        def refused(error: ChaiError) -> None:
            if typed is not None:
                self.unsaved.keep(place, *typed)
            self.complain(error)
            self._project.call(lambda project: read_session(project, clip_id), show_read)

        self._project.call(write_and_read, show, refused)

    def keep_typing(self, place: Place, field: str, value: object) -> None:
        """Keep words that are no version yet; None: there are none any more."""
        clip_id, aspect = place

        def kept(_done: None) -> None:
            if value is not None:  # that something was forgotten saves no word
                self.unsaved.saved(place, field)
            self.note_saved(clip_id)

        def not_kept(error: ChaiError) -> None:
            self.unsaved.keep(place, field, value)
            self.complain(error)

        self._project.call(lambda project: project.set_typed(clip_id, aspect, field, value), kept, not_kept)

    def note_saved(self, clip_id: str) -> None:
        """Something reached the disk: what could not be saved before may do so now."""
        for place, field, value in self.unsaved:
            self.unsaved.saved(place, field)
            self.keep_typing(place, field, value)
        self.saved.emit(clip_id)

    def complain(self, error: ChaiError) -> None:
        if not isinstance(error, Cancelled):
            self.said.emit(Notice.of_error(error))
