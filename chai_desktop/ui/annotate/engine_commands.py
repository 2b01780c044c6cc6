"""What a person can ask of the engines beside a draft and a revision."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chai_desktop.ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from chai_desktop.ui.annotate.annotator import Annotator

# Name, text, keys, icon, and what does it: the part of the Annotate room, and its method.
_COMMANDS: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (
    ("draft_all", "Draft all five", ("Ctrl+Shift+D",), "sparkles", "orders.draft_all"),
    ("several", "Draft several and choose", ("Ctrl+Alt+D",), "columns-2", "candidates.several"),
    ("choose", "Choose among the drafts", ("Ctrl+Alt+C",), "list-checks", "candidates.open"),
    ("origin_pre", "Prompt and provenance of the pre-caption", (), "info", "provenance.show_pre"),
    ("origin_post", "Prompt and provenance of the post-caption", (), "info", "provenance.show_post"),
    ("ask_critic", "Ask the critic", ("Ctrl+Alt+A",), "eye", "critic.ask"),
    ("take_proposal", "Take what the critic proposes", ("Ctrl+Alt+Y",), "check", "critic.take_next"),
    ("dismiss_proposal", "Dismiss what the critic proposes", ("Ctrl+Alt+N",), "x", "critic.dismiss_next"),
)


def engine_key(name: str) -> str:
    """The key of a command, as tooltips and menus name it; '' where it has none."""
    return next((keys[0] for known, _text, keys, _icon, _verb in _COMMANDS if known == name and keys), "")


def engine_commands(room: Callable[[], Annotator | None]) -> list[Command]:
    """``room`` gives the Annotate room, or None while it does not stand."""

    def command(number: int, name: str, text: str, keys: tuple[str, ...], icon: str, verb: str) -> Command:
        part, method = verb.split(".")

        def run() -> None:
            annotator = room()
            if annotator is not None:
                getattr(getattr(annotator, part), method)()

        def has_clip() -> bool:
            annotator = room()
            return annotator is not None and annotator.has_clip

        first = number == 0
        return Command(f"caption.{name}", text, Menu.CAPTION, run, keys, icon, enabled=has_clip, begins_group=first)

    return [command(number, *each) for number, each in enumerate(_COMMANDS)]
