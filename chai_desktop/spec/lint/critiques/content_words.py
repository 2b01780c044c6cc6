"""The words of a text that carry content, brought to a common form so that "panning" and "pans" are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from chai_desktop.spec.spec_files import built_in_folder, check_keys, read_yaml, words

_FILE = "lint/critique_words.yaml"
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:'[A-Za-z]+)?|[\u3400-\u9fff]")
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "es", "ed", "ly", "s")


@dataclass(frozen=True, slots=True)
class WordLists:
    """``empty``: grammar alone. ``generic``: words about captions, or so general that they name nothing. In stems."""

    empty: frozenset[str]
    generic: frozenset[str]
    same: dict[str, str]  # stem -> the stem that stands for all that mean the same


@dataclass(frozen=True, slots=True)
class Word:
    """One word at ``text[start:end]``."""

    start: int
    end: int
    stem: str


@cache
def load_word_lists() -> WordLists:
    """Read once; SpecError where the file is damaged."""
    data = check_keys(read_yaml(built_in_folder(), _FILE), {"empty", "generic", "same"}, set(), _FILE)
    empty, generic = (
        frozenset(plain_stem(word) for line in words(data[name], f"{_FILE}, {name}") for word in line.split())
        for name in ("empty", "generic")
    )
    groups = [[plain_stem(word) for word in line.split()] for line in words(data["same"], f"{_FILE}, same")]
    return WordLists(empty, generic, {stem: group[0] for group in groups for stem in group})


@lru_cache(maxsize=20_000)
def plain_stem(word: str) -> str:
    """A word without its ending; never shorter than three letters. Wrong at times, but alike in both texts."""
    stem = word.casefold().removesuffix("'s").replace("'", "")
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem.removesuffix(ending)
            break
    if len(stem) > 3 and (stem[-1] in "eiy" or stem[-1] == stem[-2]):
        stem = stem[:-1]
    return stem


def stem_of(word: str) -> str:
    """The stem that stands for the word and for those that mean the same."""
    stem = plain_stem(word)
    return load_word_lists().same.get(stem, stem)


def all_words(text: str) -> Iterator[Word]:
    """Every word, in order; a Chinese character counts as a word."""
    for match in _WORD.finditer(text.replace("’", "'")):
        yield Word(match.start(), match.end(), stem_of(match[0]))


@lru_cache(maxsize=64)
def content_stems(text: str) -> tuple[str, ...]:
    """The stems of words that are more than grammar. Cached: the captions stay while a critique is typed."""
    empty = load_word_lists().empty
    return tuple(word.stem for word in all_words(text) if word.stem not in empty)


def specific_stems(text: str) -> tuple[str, ...]:
    """The stems of words that name something of the picture: neither grammar nor general words about captions."""
    lists = load_word_lists()
    return tuple(stem for stem in content_stems(text) if stem not in lists.generic)
