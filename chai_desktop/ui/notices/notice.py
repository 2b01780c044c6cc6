"""One message: how grave it is, the sentence, the way out, and lines of detail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chai_desktop.errors import ChaiError


class Level(StrEnum):
    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Notice:
    text: str
    hint: str = ""
    level: Level = Level.INFO
    details: tuple[str, ...] = ()

    @staticmethod
    def of_error(error: ChaiError) -> Notice:
        return Notice(error.message, error.hint, Level.ERROR)
