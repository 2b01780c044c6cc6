"""The page of the documentation that lists every command, made from the registry (docs/keys.md)."""

from __future__ import annotations

from chai_desktop.ui.commands.command import Menu
from chai_desktop.ui.commands.registry import CommandRegistry

_HEAD = """# Commands and keys

Made from the program's registry of commands; a test holds this page to it. Single keys act while no text field has the
focus; the ones with Ctrl act everywhere.
"""


def keys_page(registry: CommandRegistry) -> str:
    """Markdown: a table for each menu."""
    parts = [_HEAD]
    for menu in Menu:
        commands = registry.of(menu)
        if commands:
            rows = [f"| {command.text} | {' or '.join(f'`{key}`' for key in command.keys)} |" for command in commands]
            parts.append("\n".join([f"## {menu}", "", "| command | keys |", "| --- | --- |", *rows, ""]))
    return "\n".join(parts)
