"""The commands that move the picture out of the room: own window, full screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chai_desktop.ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from chai_desktop.ui.player.picture_window import PictureWindow


def picture_commands(picture: Callable[[], PictureWindow | None]) -> list[Command]:
    """``picture`` gives what moves the player, or None while the room does not stand."""

    def do(act: Callable[[PictureWindow], None]) -> Callable[[], None]:
        def run() -> None:
            found = picture()
            if found is not None:
                act(found)

        return run

    def words() -> str:
        found = picture()
        return "Picture back into the room" if found is not None and found.is_out else "Picture in its own window"

    there = lambda: picture() is not None  # noqa: E731
    return [
        Command(
            "view.picture_window", "Picture in its own window, or back", Menu.VIEW, do(lambda p: p.toggle()),
            ("Ctrl+F11",), "", enabled=there, says=words,
        ),
        Command(
            "view.picture_full_screen", "Picture full screen", Menu.VIEW, do(lambda p: p.toggle_full_screen()),
            ("Shift+F11",), "maximize", enabled=there,
        ),
    ]  # fmt: skip
