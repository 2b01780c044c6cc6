"""What undo and redo would do now, in words; without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from chai_desktop.store.journal_steps import JournalStep, UndoState

_LONGEST = 80  # characters of a menu's line


@dataclass
class UndoWords:
    """Holds the state that was read last."""

    state: UndoState = field(default_factory=lambda: UndoState(None, None))

    def undo(self) -> str:
        return _line("Undo", self.state.undo)

    def redo(self) -> str:
        return _line("Redo", self.state.redo)

    def can_undo(self) -> bool:
        return self.state.undo is not None

    def can_redo(self) -> bool:
        return self.state.redo is not None


def _line(verb: str, step: JournalStep | None) -> str:
    if step is None:
        return verb
    line = f"{verb}: {step.name}"
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3].rstrip()}..."
