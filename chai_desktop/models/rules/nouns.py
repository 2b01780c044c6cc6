"""Noun phrases in a person's words: their head, their number, their article, their place."""

from __future__ import annotations

import re

from chai_desktop.models.rules.phrases import embedded, words_of
from chai_desktop.models.rules.sentences import article, without_stop
from chai_desktop.models.rules.word_kinds import DETERMINERS, MASSES, NAMES_IN_ING, PLACE_WORDS, PLURALS, SURFACES

_SINGULAR = frozenset({"a", "an", "one", "another", "each", "every"})
_SEVERAL = frozenset({"two", "three", "four", "five", "six", "several", "many", "both", "few", "multiple"})
_QUALIFIERS = frozenset(
    {"to", "who", "that", "which", "whose", "dressed", "seated", "parked", "visible"}
) | PLACE_WORDS - {"of"}


def head_of(noun: str) -> str:
    """The noun phrase up to what qualifies it: "a woman in a red coat" -> "a woman"."""
    words = without_stop(noun).split(",")[0].split()
    for index, word in enumerate(words[1:], start=1):
        acts = word.endswith("ing") and len(word) > 4 and word not in NAMES_IN_ING
        if word in _QUALIFIERS or (acts and words[index - 1].casefold() not in DETERMINERS):
            return " ".join(words[:index])
    return " ".join(words)


def is_plural(noun: str) -> bool:
    """Whether a noun phrase names several: "two children", "a man and a dog", "trees"."""
    words = words_of(head_of(noun))
    if not words or (words[0] in _SINGULAR and "and" not in words):
        return False
    if "of" in words[1:]:
        words = words[: words.index("of", 1)]
    if "and" in words or words[-1] in PLURALS or words[0] in _SEVERAL:
        return True
    return words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))


def with_article(noun: str) -> str:
    """A singular phrase without a determiner gets "a" or "an"; names, plurals and masses stay as they are."""
    words = words_of(noun)
    if not words or not noun[:1].islower() or words[0] in DETERMINERS | PLACE_WORDS:
        return noun
    head = words_of(head_of(noun).split(" of ")[0])
    if not head or head[-1] in MASSES or is_plural(noun):
        return noun
    return f"{article(words[0])} {noun}"


def placed(noun: str) -> str:
    """in a town square, on a beach; the noun gets its article."""
    head = words_of(head_of(noun).split(" of ")[0])
    return f"{'on' if head and head[-1].removesuffix('s') in SURFACES else 'in'} {with_article(noun)}"


def definite(noun: str) -> str:
    """a woman and a man -> the woman and the man; two dogs -> the two dogs; names stay."""
    words = embedded(noun)
    if not words or words[0].isupper() or re.match(r"(the|his|her|its|their|this|these|both|each|every|all)\b", words):
        return words
    head = head_of(words)
    words = re.sub(r"^(?:an?|some|several|many)\s+", "", words)
    if re.search(r"\band an?\b", head):
        words = re.sub(r"\band an?\s+", "and the ", words, count=1)
    return f"the {words}"
