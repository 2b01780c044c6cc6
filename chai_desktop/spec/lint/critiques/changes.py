"""What was changed from a pre-caption to its post-caption, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from chai_desktop.spec.lint.critiques.content_words import Word, all_words, load_word_lists


@dataclass(frozen=True, slots=True)
class Change:
    """``was`` turned into ``became`` ('' for nothing); ``removed`` and ``added`` are their specific stems."""

    was: str
    became: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@lru_cache(maxsize=8)
def changes_between(pre: str, post: str) -> tuple[Change, ...]:
    """Every run of changed words that names something, in order. Cached: the texts stay while a critique is typed."""
    before, after = list(all_words(pre)), list(all_words(post))
    matcher = SequenceMatcher(None, [word.stem for word in before], [word.stem for word in after], autojunk=False)
    found = []
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind != "equal":
            change = _change(pre, post, before[first:last], after[new_first:new_last])
            if change.removed or change.added:
                found.append(change)
    return tuple(found)


def _change(pre: str, post: str, before: list[Word], after: list[Word]) -> Change:
    return Change(_span(pre, before), _span(post, after), _specific(before), _specific(after))


def _span(text: str, words: list[Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def _specific(words: list[Word]) -> tuple[str, ...]:
    lists = load_word_lists()
    return tuple(word.stem for word in words if word.stem not in lists.empty and word.stem not in lists.generic)
