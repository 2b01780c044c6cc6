"""Alternatives: a dog or a fox."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.finding import Finding, Level

# In a denial "or" joins two things that are both absent; with these words it leaves nothing open.
_NO_CHOICE = frozenset(
    {"no", "not", "without", "never", "neither", "nor", "whether", "any", "anything", "doesn't", "isn't", "don't",
     "cannot", "aren't", "either side", "hardly", "lacks", "lack", "lacking", "rather", "instead", "than", "if"}
)  # fmt: skip
_SET_PHRASES = frozenset(
    {("more", "less"), ("one", "another"), ("sooner", "later"), ("trick", "treat"), ("deep", "large")}
)


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    words = caption.words
    for index, word in enumerate(words.words):
        if word.folded != "or" or word.quoted or not _leaves_open(words, index):
            continue
        said = words.written(index - 1, index + 2)
        yield rule.at(caption, index, index + 1, f"“{said}” leaves it open; say which, or what both have in common.")


def _leaves_open(caption: CaptionText, index: int) -> bool:
    start, end = caption.sentence_of(index)
    if index == start or index + 1 >= end:
        return False
    if (caption.folded[index - 1], caption.folded[index + 1]) in _SET_PHRASES:
        return False
    if not caption.words[index].runs_on and not caption.words[min(index + 2, end - 1)].runs_on:
        return False  # ", or tepui,": another name for the same thing
    return not _NO_CHOICE.intersection(caption.folded[start:index])


RULES = (
    CaptionRule(
        "words.either_or",
        Level.WARNING,
        "An alternative that leaves open what is to be seen",
        "A dog or a fox crosses the road.",
        _find,
    ),
)
