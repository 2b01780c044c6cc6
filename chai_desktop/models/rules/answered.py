"""The answers of a clip as the composer sees them: only what was really answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# "unknown" is a choice of several questions: not applicable at the start, no change at the end. Neither is said.
UNSAID = frozenset({"", "unsure", "unknown"})
_EMPTY_TEXTS = frozenset({"unsure", "unknown", "none", "n/a", "na", "nothing", "no", "-", "–", "?"})


class Answered:
    """Reads answers by question id; what is unsure, unknown, empty or of a wrong type reads as not answered."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self._answers = answers

    def choice(self, question: str) -> str:
        """The choice id, or ''."""
        value = self._answers.get(question)
        return value if isinstance(value, str) and value not in UNSAID else ""

    def yes(self, question: str) -> bool:
        return self.choice(question) == "yes"

    def says_unknown(self, question: str) -> bool:
        """Whether "unknown" itself was chosen; it means "no subject" where the subject changes."""
        return self._answers.get(question) == "unknown"

    def choices(self, question: str) -> frozenset[str]:
        value = self._answers.get(question)
        if not isinstance(value, (list, tuple)):
            return frozenset()
        return frozenset(item for item in value if isinstance(item, str)) - UNSAID

    def text(self, question: str) -> str:
        """The person's words on one line, or ''."""
        value = self._answers.get(question)
        if not isinstance(value, str):
            return ""
        words = " ".join(value.split())
        return "" if words.rstrip(".").casefold() in _EMPTY_TEXTS or not any(c.isalnum() for c in words) else words
