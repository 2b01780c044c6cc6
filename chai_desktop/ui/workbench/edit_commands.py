"""The commands of the Edit menu."""

from __future__ import annotations

from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.undo.undo_keys import REDO_KEYS, UNDO_KEYS
from chai_desktop.ui.workbench.undoing import Undoing


def edit_commands(undoing: Undoing) -> list[Command]:
    words = undoing.desk.words
    return [
        Command(
            "edit.undo", "Undo", Menu.EDIT, undoing.undo, UNDO_KEYS, "undo-2", enabled=words.can_undo, says=words.undo
        ),
        Command(
            "edit.redo", "Redo", Menu.EDIT, undoing.redo, REDO_KEYS, "redo-2", enabled=words.can_redo, says=words.redo
        ),
    ]
