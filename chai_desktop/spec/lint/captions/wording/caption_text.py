"""A caption cut into words and sentences, once for all rules."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|\n\s*\n")
_QUOTED = re.compile(r'"[^"\n]{0,300}"|“[^”\n]{0,300}”|«[^»\n]{0,300}»')
_RUNS_ON = re.compile(r"\s*[-‐‑]?\s*\Z")  # what may lie between the words of one phrase


class Word(NamedTuple):
    """``text[start:end]``; ``folded`` is it in small letters, with a straight apostrophe."""

    folded: str
    start: int
    end: int
    sentence: int
    runs_on: bool  # nothing but a space or a hyphen since the word before
    quoted: bool  # inside quotation marks: somebody else's words


class CaptionText:
    """The text, its words and its sentences. Words in quotation marks (overlays, signs) are kept apart by a flag."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = _words(text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """First word and the word after the last of each sentence."""
        starts = [i for i, word in enumerate(self.words) if not i or word.sentence != self.words[i - 1].sentence]
        return tuple(pairwise([*starts, len(self.words)]))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(word.folded for word in self.words)

    def sentence_of(self, index: int) -> tuple[int, int]:
        """First word and the word after the last of the sentence that holds the word ``index``."""
        return self.sentences[self.words[index].sentence]

    def written(self, first: int, last: int) -> str:
        """The text from the word ``first`` up to, and without, the word ``last``."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def opens_sentence(self, index: int) -> bool:
        return index == self.sentence_of(index)[0]


def _words(text: str) -> tuple[Word, ...]:
    stops = [stop.end() for stop in _STOP.finditer(text)]
    quotes = [quote.span() for quote in _QUOTED.finditer(text)]
    words: list[Word] = []
    sentence = passed = quote = end = 0
    for found in _WORD.finditer(text):
        before, end, start = end, found.end(), found.start()
        while passed < len(stops) and stops[passed] <= start:
            passed += 1
        if passed and words and stops[passed - 1] > words[-1].start:
            sentence += 1
        while quote < len(quotes) and quotes[quote][1] <= start:
            quote += 1
        inside = quote < len(quotes) and quotes[quote][0] < start
        gap = text[before:start]
        runs_on = bool(words) and (gap == " " or _RUNS_ON.match(gap) is not None) and words[-1].sentence == sentence
        words.append(Word(found[0].lower().replace("’", "'"), start, end, sentence, runs_on, inside))
    return tuple(words)
