"""How each kind of point is called, drawn and asked for."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.points import PointKind


@dataclass(frozen=True)
class KindWords:
    """``key`` is the single key that adds such a point from the pre-caption's text."""

    word: str
    icon: str
    key: str
    tip: str
    ask: str  # in the empty field for what to write


WORDS: dict[PointKind, KindWords] = {
    PointKind.WRONG: KindWords(
        "Wrong", "x", "W", "These words are false: write others in their place", "What to write instead"
    ),
    PointKind.MISSING: KindWords(
        "Missing", "plus", "M", "Something visible is not said: add it after these words", "What to add"
    ),
    PointKind.EXTRA: KindWords(
        "Extra", "minus", "E", "These words describe what is not there, or belong elsewhere: take them out", ""
    ),
    PointKind.WORDING: KindWords(
        "Wording", "pencil-line", "R", "True, but not in the standard terms: reword it", "The standard term"
    ),
}
