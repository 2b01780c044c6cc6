"""Word lists are written as running text, which stays readable where a line for each word would not."""

from __future__ import annotations


def word_list(text: str) -> frozenset[str]:
    return frozenset(text.split())
