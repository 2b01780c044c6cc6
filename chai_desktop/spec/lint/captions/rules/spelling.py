"""Spelling, against the word list of pyspellchecker, the glossary, and a list of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.word_lists import listed
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.captions.wording.rewriting import replaced
from chai_desktop.spec.lint.finding import Finding, Level

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_OUR = re.compile(r"(?<=[a-z]{2})our(?=$|s|ed|ing|less|ful|able|hood)")
_ISE = re.compile(r"([iy])s(?=e|es|ed|er|ers|ing|ation)")
_TRE = re.compile(r"tre(?=$|s|d)")
_SHORTEST = 4  # shorter words are too often names, sounds and abbreviations


@cache
def _speller() -> SpellChecker:
    from spellchecker import SpellChecker  # its word list takes a fifth of a second: not before it is needed

    return SpellChecker(language="en", distance=1)


@lru_cache(maxsize=20_000)
def is_spelt_right(word: str) -> bool:
    """Whether the word, in small letters, is known: itself, without "'s" or "s", or in its American spelling."""
    plain = word.removesuffix("'s").removesuffix("'")
    return any(way in _own_words() or way in _speller() for way in (plain, plain.removesuffix("s"), _american(plain)))


@lru_cache(maxsize=2_000)
def correction(word: str) -> str | None:
    """The commonest known word one letter away; None where there is none."""
    return next((found for found in [_speller().correction(word)] if found != word), None)


@cache
def _own_words() -> frozenset[str]:
    return frozenset(word.lower() for word in listed("known_words", {"words"})["words"])


def _american(word: str) -> str:
    """The British spelling as the word list has it: colours -> colors, centred -> centered."""
    return _TRE.sub("ter", _OUR.sub("or", _ISE.sub(r"\1z", word.replace("ogue", "og")))).replace("lled", "led")


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    words = caption.words
    for index, word in enumerate(words.words):
        if word.quoted or is_spelt_right(word.folded) or not _may_be_checked(words, index):
            continue
        if word.folded in caption.glossary.words:
            continue
        better = correction(word.folded)
        written = words.written(index, index + 1)
        message = f"“{written}” is not in the word list" + (f"; “{better}” is." if better else ".")
        yield rule.at(caption, index, index + 1, message, replaced(words, index, index + 1, better) if better else None)


def _may_be_checked(caption: CaptionText, index: int) -> bool:
    """Not names, numbers, other scripts, or parts of words that are joined by something else."""
    word = caption.words[index]
    written = caption.text[word.start : word.end]
    if (
        len(written) < _SHORTEST
        or not written.isascii()
        or not written.replace("'", "").isalpha()
        or not written.islower()
    ):
        return False
    around = caption.text[max(word.start - 1, 0) : word.start] + caption.text[word.end : word.end + 1]
    return not any(mark in around for mark in "-@#/_&*\\") and not any(not c.isascii() and c.isalpha() for c in around)


RULES = (CaptionRule("spelling", Level.WARNING, "A word that is spelt wrongly", "A woamn opens the door.", _find),)
