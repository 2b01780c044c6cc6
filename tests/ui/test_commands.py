"""The registry of commands refuses doubles, finds by words, and asks before it runs."""

from __future__ import annotations

import pytest

from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.commands.registry import CommandRegistry


def command(command_id: str, text: str = "Do", keys: tuple[str, ...] = (), **more) -> Command:
    return Command(command_id, text, Menu.FILE, more.pop("run", lambda: None), keys, **more)


def test_an_id_or_a_key_belongs_to_one_command():
    registry = CommandRegistry()
    registry.add([command("a", keys=("Ctrl+A",))])
    with pytest.raises(ValueError, match="two commands are called a"):
        registry.add([command("a")])
    with pytest.raises(ValueError, match="Ctrl.A belongs to a and b"):
        registry.add([command("b", keys=("Ctrl+A",))])


def test_a_disabled_command_does_not_run():
    ran = []
    registry = CommandRegistry()
    registry.add([command("a", run=lambda: ran.append("a"), enabled=lambda: False), command("b", run=lambda: ran.append("b"))])
    assert registry.run("a") is False
    assert registry.run("b") is True
    assert ran == ["b"]


def test_commands_are_found_by_any_words_best_first():
    registry = CommandRegistry()
    registry.add([command("x", "Go to import folder"), command("y", "Import files"), command("z", "Quit")])
    assert [c.id for c in registry.find("import")] == ["y", "x"]
    assert [c.id for c in registry.find("folder go")] == ["x"]
    assert len(registry.find("")) == 3


def test_plain_keys_are_those_that_would_be_letters_in_a_text():
    assert command("a", keys=("Space",)).plain_keys
    assert command("b", keys=("Shift+Left",)).plain_keys
    assert not command("c", keys=("Ctrl+Space", "F3")).plain_keys
