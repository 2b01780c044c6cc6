"""Reads the open conflicts, writes down what was chosen, and tells how many are left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.ui.notices.notice import Notice
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.spec.aspects import Aspect
    from chai_desktop.store.merge.conflicts import Conflict
    from chai_desktop.store.project import Project
    from chai_desktop.ui.merge.conflict_model import ConflictPage
    from chai_desktop.ui.merge.conflicts_view import ConflictsView


class ConflictDesk(QObject):
    """``room`` is an empty page until somebody looks at it; the view is made then."""

    said = Signal(object)  # Notice
    counted = Signal(int)  # conflicts that are open
    settled = Signal()  # what is current has changed
    clip_wanted = Signal(str, object)  # clip id, aspect or None

    def __init__(self, window: QWidget, thread: Callable[[], ProjectThread | None]) -> None:
        super().__init__(window)
        self._thread = thread
        self.room = QWidget()
        self._layout = QVBoxLayout(self.room)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.view: ConflictsView | None = None

    def count(self) -> None:
        """Find out how many are open; cheap where there are none."""
        thread = self._thread()
        if thread is None:
            self.counted.emit(0)
        else:
            thread.call(lambda project: project.count_conflicts(), self.counted.emit, self._failed)

    def show(self) -> None:
        """Read them and show them in the room."""
        view, thread = self._built(), self._thread()
        if thread is None:
            view.show_pages([], read_only=False)
            return

        def read(project: Project) -> tuple[list[ConflictPage], bool]:
            from chai_desktop.ui.merge.conflict_model import read_conflicts

            return read_conflicts(project), project.read_only

        thread.call(read, self._show, self._failed)

    def _show(self, found: tuple[list[ConflictPage], bool]) -> None:
        pages, read_only = found
        self._built().show_pages(pages, read_only)
        self.counted.emit(len(pages))

    def _built(self) -> ConflictsView:
        if self.view is None:
            from chai_desktop.ui.merge.conflicts_view import ConflictsView  # made when it is first looked at

            self.view = ConflictsView()
            self.view.settled.connect(self._settle)
            self.view.clip_wanted.connect(self._open_clip)
            self._layout.addWidget(self.view)
            self.room.setFocusProxy(self.view)
        return self.view

    def _settle(self, conflict: Conflict, key: int) -> None:
        thread = self._thread()
        if thread is None:
            return

        def settle(project: Project) -> bool:
            """A press of the key that comes twice settles once."""
            open_now = {(each.kind, each.a, each.b) for each in project.conflicts()}
            if (conflict.kind, conflict.a, conflict.b) not in open_now:
                return False
            project.settle(conflict, key)
            return True

        thread.call(settle, lambda done: self._tell_settled(done), self._failed)
        self.show()

    def _tell_settled(self, done: bool) -> None:
        if done:
            self.settled.emit()

    def _open_clip(self, conflict: Conflict) -> None:
        aspect: Aspect | None = conflict.aspect
        if aspect is None and conflict.question:
            from chai_desktop.errors import SpecError
            from chai_desktop.spec.specification import load_specification  # read already, for the labels

            try:
                aspect = load_specification().question(conflict.question).aspect
            except SpecError:
                aspect = None
        self.clip_wanted.emit(conflict.clip_id, aspect)

    def _failed(self, error: ChaiError) -> None:
        self.said.emit(Notice.of_error(error))
