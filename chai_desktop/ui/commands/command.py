"""One thing that a person can do, and when the keys for it act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Menu(StrEnum):
    """The menu in which a command stands, in the order of the menu bar."""

    FILE = "File"
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

    ``keys`` are Qt key names; key_rules.py says when they act. ``enabled`` is asked each time that the command is
    shown or triggered.
    """

    id: str
    text: str
    menu: Menu
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    enabled: Callable[[], bool] = always
    begins_group: bool = False  # a line stands above it in the menu
