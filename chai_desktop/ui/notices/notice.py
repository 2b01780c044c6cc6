"""One message: how grave it is, the sentence, the way out, lines of detail, and a button for the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from chai_desktop.errors import ChaiError


class Level(StrEnum):
    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class WayOut:
    """A button that does what the hint says."""

    text: str
    run: Callable[[], None]


@dataclass(frozen=True)
class Notice:
    text: str
    hint: str = ""
    level: Level = Level.INFO
    details: tuple[str, ...] = ()
    way_out: WayOut | None = field(default=None, compare=False)
    show_words: str = "Show each"  # on the button that shows the details

    @staticmethod
    def of_error(error: ChaiError) -> Notice:
        return Notice(error.message, error.hint, Level.ERROR)
