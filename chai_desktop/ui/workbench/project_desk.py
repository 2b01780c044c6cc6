"""Opening and closing project files: one at a time, each with a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project


class ProjectDesk(QObject):
    """Holds the thread of the project that is open, or None."""

    opening = Signal(str)  # what is being opened, in words
    opened = Signal(object)  # Project; constant attributes only
    refused = Signal(object)  # ChaiError: the file could not be opened, nothing is open now
    failed = Signal(object)  # ChaiError of an operation
    about_to_close = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.thread_of_project: ProjectThread | None = None
        self._is_open = False

    @property
    def is_open(self) -> bool:
        return self._is_open

    def open(self, words: str, opener: Callable[[], Project]) -> None:
        """Close what is open, then run ``opener`` on a new project thread."""
        self.close()
        thread = ProjectThread(opener)
        thread.opened.connect(self._opened)
        thread.failed.connect(self._failed)
        self.thread_of_project = thread
        self.opening.emit(words)
        thread.start()

    def close(self) -> None:
        """Put away what is typed, and close the file. Blocks until the last write is on the disk."""
        if self.thread_of_project is None:
            return
        if self._is_open:
            self.about_to_close.emit()
        self.thread_of_project.finish()
        self.thread_of_project.deleteLater()
        self.thread_of_project = None
        self._is_open = False

    @Slot(object)
    def _opened(self, project: Project) -> None:
        self._is_open = True
        self.opened.emit(project)

    @Slot(object)
    def _failed(self, error: ChaiError) -> None:
        (self.failed if self._is_open else self.refused).emit(error)


def project_file(chosen: str) -> Path:
    """The path of a new project, with its suffix."""
    path = Path(chosen)
    return path if path.suffix == ".chai" else path.with_name(path.name + ".chai")
