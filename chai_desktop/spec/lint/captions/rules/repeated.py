"""The same word twice in a row."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite
from chai_desktop.spec.lint.finding import Finding, Level

_MAY_REPEAT = frozenset({"that", "had", "very", "bye", "ha", "no", "so", "pom", "cha", "yo", "tuk", "beep"})


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    words = caption.words.words
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        if word.folded != before.folded or not word.runs_on or word.quoted or not word.folded.isalpha():
            continue
        if word.folded in _MAY_REPEAT or not caption.words.text[before.end : word.start].isspace():
            continue
        fix = Rewrite(before.end, word.end, "")
        yield rule.at(caption, index - 1, index + 1, f"“{word.folded}” stands here twice.", fix)


RULES = (
    CaptionRule(
        "words.repeated", Level.WARNING, "The same word twice in a row", "The man walks past the the door.", _find
    ),
)
