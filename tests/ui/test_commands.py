"""The registry of commands refuses doubles, finds by words, and asks before it runs."""

from __future__ import annotations

import pytest

from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.commands.key_rules import Focus, acting_keys
from chai_desktop.ui.commands.registry import CommandRegistry


def command(command_id: str, text: str = "Do", keys: tuple[str, ...] = (), **more) -> Command:
    return Command(command_id, text, Menu.FILE, more.pop("run", lambda: None), keys, **more)


def test_an_id_or_a_key_belongs_to_one_command():
    registry = CommandRegistry()
    registry.add([command("a", keys=("Ctrl+A",))])
    with pytest.raises(ValueError, match="two commands are called a"):
        registry.add([command("a")])
    with pytest.raises(ValueError, match=r"Ctrl\+A belongs to a and b"):
        registry.add([command("b", keys=("Ctrl+A",))])


def test_a_disabled_command_does_not_run():
    ran = []
    registry = CommandRegistry()
    registry.add(
        [command("a", run=lambda: ran.append("a"), enabled=lambda: False), command("b", run=lambda: ran.append("b"))]
    )
    assert registry.run("a") is False
    assert registry.run("b") is True
    assert ran == ["b"]


def test_commands_are_found_by_any_words_best_first():
    registry = CommandRegistry()
    registry.add([command("x", "Go to import folder"), command("y", "Import files"), command("z", "Quit")])
    assert [c.id for c in registry.find("import")] == ["y", "x"]
    assert [c.id for c in registry.find("folder go")] == ["x"]
    assert len(registry.find("")) == 3


def test_keys_that_the_focused_widget_needs_are_its_own():
    keys = ("Space", "Ctrl+Space", "Shift+Left", "F3", "Home")
    assert acting_keys(keys, Focus.OTHER) == list(keys)
    assert acting_keys(keys, Focus.TEXT) == ["Ctrl+Space", "F3"]
    assert acting_keys(keys, Focus.BUTTON) == ["Ctrl+Space", "Shift+Left", "F3", "Home"]
    assert acting_keys(keys, Focus.LIST) == ["Ctrl+Space", "Shift+Left", "F3"]
