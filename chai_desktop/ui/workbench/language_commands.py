"""The commands for the video language: the glossary, a lab's additions, lighting."""

from __future__ import annotations

from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.language.language_desk import LanguageDesk


def language_commands(desk: LanguageDesk) -> list[Command]:
    def may_change() -> bool:
        return desk.may_change

    def lighting_words() -> str:
        on = desk.language is not None and "lighting" in desk.language.spec.parts
        return "Ask no more for lighting" if on else "Ask for lighting too"

    return [
        Command(
            "checklist.lighting",
            "Ask for lighting too",
            Menu.CHECKLIST,
            desk.turn_lighting,
            (),
            "sun",
            enabled=may_change,
            says=lighting_words,
            begins_group=True,
        ),
        Command(
            "checklist.additions",
            "Choose a lab's additions...",
            Menu.CHECKLIST,
            desk.choose_additions,
            (),
            "folder-open",
            enabled=may_change,
        ),
        Command(
            "checklist.read_additions",
            "Read the lab's additions again",
            Menu.CHECKLIST,
            desk.read_again,
            enabled=lambda: desk.language is not None and bool(desk.language.additions),
        ),
        Command("help.glossary", "Glossary...", Menu.HELP, desk.open_glossary, ("Ctrl+G",), "book-open"),
    ]
