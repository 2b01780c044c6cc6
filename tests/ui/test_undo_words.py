"""What the menu says of undo and redo."""

from __future__ import annotations

from chai_desktop.store.records import JournalStep, UndoState
from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.commands.registry import CommandRegistry
from chai_desktop.ui.undo.undo_words import UndoWords


def test_the_words_name_the_step_and_fall_back_to_the_verb():
    words = UndoWords()
    assert (words.undo(), words.can_undo(), words.redo(), words.can_redo()) == ("Undo", False, "Redo", False)
    words.state = UndoState(JournalStep("1", 'Answer "Pan": Left'), JournalStep("2", "Rate 3"))
    assert (words.undo(), words.redo()) == ('Undo: Answer "Pan": Left', "Redo: Rate 3")
    assert words.can_undo()
    assert words.can_redo()


def test_a_long_name_is_cut():
    words = UndoWords(UndoState(JournalStep("1", "x" * 200), None))
    assert len(words.undo()) == 80
    assert words.undo().endswith("x...")


def test_a_command_is_found_by_what_it_says_now():
    says = ["Undo"]
    registry = CommandRegistry()
    registry.add([Command("edit.undo", "Undo", Menu.EDIT, lambda: None, says=lambda: says[0])])
    assert registry.find("rate") == []
    says[0] = "Undo: Rate 3"
    assert [command.id for command in registry.find("rate")] == ["edit.undo"]
    assert registry["edit.undo"].text == "Undo"
