"""Which keys of a command act while a given kind of widget has the focus."""

from __future__ import annotations

from enum import Enum, auto


class Focus(Enum):
    """What the person's keys go to now."""

    TEXT = auto()  # a text field: single keys are letters there
    BUTTON = auto()  # Space presses it
    LIST = auto()  # a list, table or menu field: arrows, Home, End and page keys move in it
    OTHER = auto()


_OF_BUTTONS = {"Space"}
_OF_LISTS = {"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Space", "Return"}


def is_plain(key: str) -> bool:
    """Whether the key would be a letter, or move the cursor, in a text field."""
    return "Ctrl" not in key and "Alt" not in key and not (key.split("+")[-1].startswith("F") and key[-1].isdigit())


def acting_keys(keys: tuple[str, ...], focus: Focus) -> list[str]:
    """Those of a command's keys that are not the focused widget's own."""
    if focus is Focus.TEXT:
        return [key for key in keys if not is_plain(key)]
    own = {Focus.BUTTON: _OF_BUTTONS, Focus.LIST: _OF_LISTS}.get(focus, set())
    return [key for key in keys if key not in own]
