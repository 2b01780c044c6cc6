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
    PICTURE = "Picture"
    CHECKLIST = "Checklist"
    CAPTION = "Caption"
    RUN = "Run"
    VIEW = "View"
    HELP = "Help"


def always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """``id`` is stable ("play.step_forward"); ``text`` names it where nothing else is known, as in docs/keys.md.

    ``says`` is asked each time that the command is shown, where its words depend on what it would do now.

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
    says: Callable[[], str] | None = None
    repeats: bool = True  # again and again while its key is held down
    begins_group: bool = False  # a line stands above it in the menu
    checked: Callable[[], bool] | None = None  # whether it is on, where it is something that can be on

    @property
    def words(self) -> str:
        """What menus and the palette show now."""
        return self.text if self.says is None else self.says()
