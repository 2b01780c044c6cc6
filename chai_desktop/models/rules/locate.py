"""Finds the words that a critique marks in the pre-caption."""

from __future__ import annotations

import re


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Every place of ``words`` as ``(start, end)``: as whole words, or else inside words, or else in another case."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        return []
    before = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words.strip()) else ""
    for attempt, flags in (
        (before + pattern + after, 0),
        (pattern, 0),
        (before + pattern + after, re.IGNORECASE),
    ):
        found = [match.span() for match in re.finditer(attempt, text, flags)]
        if found:
            return found
    return []


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without white space at its ends; unchanged if it holds nothing else."""
    words = text[start:end]
    if not words.strip():
        return start, end
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def sentence_end(text: str, index: int) -> int:
    """The offset just behind the stop (and closing quotes) of the sentence that ``index`` lies in or closes."""
    if re.search(r"[.!?][\"'”’)\]]*\s*\Z", text[:index]):
        return len(text[:index].rstrip())
    stop = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|\Z)").search(text, index)
    return stop.end() if stop else len(text.rstrip())
