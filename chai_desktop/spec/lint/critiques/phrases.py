"""Turns phrases as people write them down into one pattern.

The notation stands at the head of ``resources/spec/lint/critique_cues.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BETWEEN = r"\b.{1,90}?\b"  # what "..." may stand for: a few words of the same sentence

_START = r"(?:^|[,:;]\s*|\band\s+)\W*(?:(?:additionally|lastly|finally|furthermore|moreover|then|please)\b[,\s]*)*"


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases. The longest comes first, so that it wins where two start together."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(_of_phrase(phrase) for phrase in ordered), re.IGNORECASE)


def _of_phrase(phrase: str) -> str:
    pattern, follows_word = "", False
    for place in phrase.split():
        if place == "...":
            pattern, follows_word = pattern + _BETWEEN, False
            continue
        if place == "^":
            pattern, follows_word = _START, False
            continue
        is_word = place[0].isalnum() or place[0] == "*"
        gap = r"\s+" if follows_word and is_word else r"\s*" if pattern and not pattern.endswith(_BETWEEN) else ""
        pattern += gap + _of_place(place)
        follows_word = is_word
    return pattern


def _of_place(place: str) -> str:
    words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in place.split("|"))
    if not place.isascii() or not any(character.isalnum() for character in place):
        return f"(?:{words})"  # Chinese is written without spaces; signs have no word edges
    before = r"\b" if place[0].isalnum() or place[0] == "*" else ""
    after = "" if place.endswith("*") else r"\b"
    return f"{before}(?:{words}){after}"
