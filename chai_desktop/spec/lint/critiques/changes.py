"""What was changed from a pre-caption to its post-caption, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from chai_desktop.spec.lint.critiques.content_words import Word, all_words, load_word_lists


@dataclass(frozen=True, slots=True)
class Change:
    """``was``, at ``pre[start:end]``, turned into ``became``; ``removed`` and ``added`` are their specific stems."""

    start: int
    end: int
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
    start = before[0].start if before else 0
    end = before[-1].end if before else 0
    became = post[after[0].start : after[-1].end] if after else ""
    return Change(start, end, pre[start:end], became, _content(before), _content(after))


def _content(words: list[Word]) -> tuple[str, ...]:
    lists = load_word_lists()
    return tuple(word.stem for word in words if word.stem not in lists.empty and word.stem not in lists.generic)
