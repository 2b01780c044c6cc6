"""Takes steps back and does them again on the project thread, and knows what the next such step would be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chai_desktop.store.journal_steps import JournalStep, UndoState
from chai_desktop.ui.undo.undo_words import UndoWords
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project


class UndoDesk(QObject):
    changed = Signal()  # other words than before
    taken = Signal(object, bool)  # JournalStep; True where it was undone, False where it was done again
    nothing = Signal(bool)  # there was nothing to undo (True) or to do again (False)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = UndoWords()
        self._thread: ProjectThread | None = None

    def attach(self, thread: ProjectThread | None) -> None:
        """The project whose steps are meant from now on; None: no project is open."""
        self._thread = thread
        self._show(UndoState(None, None))
        self.refresh()

    def refresh(self) -> None:
        """Something was written: ask anew what the steps would be."""
        if self._thread is not None:
            self._thread.call(lambda project: project.undo_state(), self._show)

    def undo(self) -> None:
        self._take(lambda project: project.undo(), undone=True)

    def redo(self) -> None:
        self._take(lambda project: project.redo(), undone=False)

    def _take(self, take: Callable[[Project], JournalStep | None], undone: bool) -> None:
        def take_and_look(project: Project) -> tuple[JournalStep | None, UndoState]:
            return take(project), project.undo_state()

        def show(found: tuple[JournalStep | None, UndoState]) -> None:
            step, state = found
            self._show(state)
            if step is None:
                self.nothing.emit(undone)
            else:
                self.taken.emit(step, undone)

        if self._thread is not None:
            self._thread.call(take_and_look, show)

    def _show(self, state: UndoState) -> None:
        if state != self.words.state:
            self.words.state = state
            self.changed.emit()
