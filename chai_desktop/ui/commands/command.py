"""One thing that a person can do, and when the keys for it act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Menu(StrEnum):
    """The menu in which a command stands, in the order of the menu bar."""

    FILE = "File"
    EDIT = "Edit"
    PLAY = "Play"
    CHECKLIST = "Checklist"
    CAPTION = "Caption"
    VIEW = "View"
    HELP = "Help"


def always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """``id`` is stable ("play.step_forward"); ``text`` is what menus and the palette show.

    ``keys`` are Qt key names. ``plain_keys`` says that they are single keys without Ctrl or Alt, which act only while
    no text field has the focus. ``enabled`` is asked each time that the command is shown or triggered.
    """

    id: str
    text: str
    menu: Menu
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    enabled: Callable[[], bool] = always

    @property
    def plain_keys(self) -> bool:
        return any("Ctrl" not in key and "Alt" not in key and not _is_function_key(key) for key in self.keys)


def _is_function_key(key: str) -> bool:
    return key.startswith("F") and key[1:].isdigit()
