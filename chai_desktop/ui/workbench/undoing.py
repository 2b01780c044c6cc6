"""Undo and redo across the rooms: typing is put away before, what is on show is read again after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.store.journal_steps import JournalStep
from chai_desktop.ui.undo.undo_desk import UndoDesk

if TYPE_CHECKING:
    from chai_desktop.ui.library.library_desk import LibraryDesk
    from chai_desktop.ui.library.library_view import LibraryView
    from chai_desktop.ui.workbench.annotate_host import AnnotateHost


class Undoing(QObject):
    said = Signal(str)  # what was done, for the status line
    clip_wanted = Signal(str, object)  # clip id, Aspect or None: the step was about another clip than the one on show

    def __init__(self, annotate: AnnotateHost, library: LibraryView, library_desk: LibraryDesk) -> None:
        super().__init__(annotate)
        self.desk = UndoDesk(self)
        self._annotate = annotate
        self._library = library
        self._library_desk = library_desk
        self.desk.taken.connect(self._taken)
        self.desk.nothing.connect(
            lambda undone: self.said.emit("There is nothing to undo" if undone else "There is nothing to redo")
        )

    def undo(self) -> None:
        self._annotate.put_typing_away()
        self.desk.undo()

    def redo(self) -> None:
        self._annotate.put_typing_away()
        self.desk.redo()

    @Slot(object, bool)
    def _taken(self, step: JournalStep, undone: bool) -> None:
        words = f"{'Undone' if undone else 'Done again'}: {step.name}"
        if not step.clip_id:
            self._annotate.read_anew()
            self._library_desk.read_all()
        elif step.clip_id == self._annotate.wanted_clip:
            self._show_here(step)
        else:
            name = self._library.name_of(step.clip_id)
            words += f" - in {name}" if name and name not in step.name else ""
            self.clip_wanted.emit(step.clip_id, step.aspect)
        if step.clip_id:
            self._library_desk.note(step.clip_id)
        self.said.emit(words)

    def _show_here(self, step: JournalStep) -> None:
        annotator = self._annotate.annotator
        if annotator is not None and step.aspect is not None and step.aspect != annotator.aspect:
            annotator.show_aspect(step.aspect)
        self._annotate.read_anew()
