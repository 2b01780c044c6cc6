"""What was done in a project, step by step, and taking it back."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.journal import history, journal, moments, undo
from chai_desktop.store.project_parts.part import ProjectPart
from chai_desktop.store.records import ClipState, JournalEntry, JournalStep, Moment, UndoState, Version


class JournalView(ProjectPart):
    """Undo, redo, and the history of a clip."""

    def undo_state(self) -> UndoState:
        return undo.undo_state(self._file)

    def undo(self) -> JournalStep | None:
        """Take back the newest step of the person at this computer."""
        return undo.undo(self._file)

    def redo(self) -> JournalStep | None:
        """Do again what was undone last, unless something else was done since."""
        return undo.redo(self._file)

    def history(self, clip_id: str, aspect: Aspect) -> list[Version]:
        return history.history(self._file, clip_id, aspect)

    def journal(self, limit: int = 50) -> list[JournalEntry]:
        """The newest steps of all people, newest first."""
        return journal.journal(self._file, limit)

    def moments(self, clip_id: str) -> list[Moment]:
        """Every operation on a clip, newest first."""
        return moments.moments(self._file, clip_id)

    def clip_at(self, clip_id: str, operation_id: str) -> ClipState:
        """The clip as it was after that operation."""
        return moments.clip_at(self._file, clip_id, operation_id)

    def bring_back(self, clip_id: str, operation_id: str, aspect: Aspect | None) -> None:
        """Make current what was current then: the texts of an aspect, or (None) the answers. A step of its own."""
        moments.bring_back(self._file, clip_id, operation_id, aspect)
