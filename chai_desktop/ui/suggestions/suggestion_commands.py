"""What a person can do with the answers that the picture suggests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chai_desktop.ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from chai_desktop.ui.annotate.annotator import Annotator

_COMMANDS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("take", "Take the suggestion", ("Y",), "check"),
    ("take_sure", "Take all sure suggestions", ("Shift+Y",), "check-check"),
    ("dismiss", "Dismiss the suggestion", ("X",), "x"),
    ("show_frames", "Play what shows the suggestion", ("S",), "play"),
    ("bring_dismissed_back", "Show dismissed suggestions again", (), ""),
)


def suggestion_commands(room: Callable[[], Annotator | None]) -> list[Command]:
    """``room`` gives the Annotate room, or None while it does not stand."""

    def command(number: int, verb: str, text: str, keys: tuple[str, ...], icon: str) -> Command:
        def run() -> None:
            annotator = room()
            if annotator is not None:
                getattr(annotator.suggestions, verb)()

        def has_clip() -> bool:
            annotator = room()
            return annotator is not None and annotator.has_clip

        first = number == 0
        return Command(
            f"suggestions.{verb}", text, Menu.CHECKLIST, run, keys, icon, enabled=has_clip, begins_group=first
        )

    return [command(number, *each) for number, each in enumerate(_COMMANDS)]
