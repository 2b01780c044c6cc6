"""What undo and redo speak of. The window needs it before the first project is open, so it stands alone."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.aspects import Aspect


@dataclass(frozen=True)
class JournalStep:
    """One operation by its name, as undo and redo speak of it; ``clip_id`` and ``aspect`` say what it is about."""

    operation_id: str
    name: str
    clip_id: str = ""  # '' where it is about none
    aspect: Aspect | None = None  # None where it is about no texts


@dataclass(frozen=True)
class UndoState:
    """What undo and redo would do now; None where there is nothing."""

    undo: JournalStep | None
    redo: JournalStep | None
