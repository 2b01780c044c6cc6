"""Words that could not be saved (a full disk, say): kept until they can, and shown where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chai_desktop.spec.aspects import Aspect

Place = tuple[str, Aspect]  # clip id, aspect


class Unsaved:
    """By clip, aspect and field of the caption room ("critique", "point", "post")."""

    def __init__(self) -> None:
        self._words: dict[tuple[Place, str], Any] = {}

    def keep(self, place: Place, field: str, value: Any) -> None:
        """Remember what could not be saved. None is no word: that something was to be forgotten can wait."""
        if value is not None:
            self._words[place, field] = value

    def saved(self, place: Place, field: str) -> None:
        self._words.pop((place, field), None)

    def of(self, place: Place) -> dict[str, Any]:
        return {field: value for (where, field), value in self._words.items() if where == place}

    def __iter__(self) -> Iterator[tuple[Place, str, Any]]:
        return iter([(place, field, value) for (place, field), value in self._words.items()])

    def __bool__(self) -> bool:
        return bool(self._words)
