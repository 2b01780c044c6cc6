"""A free-text critique in its parts: items (lines and numbered points), and their sentences, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

QUOTED = re.compile(
    r"[\"“”„«]([^\"“”„«»\n]{1,600})[\"”“»]|(?<!\w)[‘']([^'‘’\n]{1,200}?)[’'](?!\w)|「([^」\n]{1,200})」"
)
_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}\s?[.):、](?!\d)|[-*•–]\s)\s*")
_INLINE_NUMBER = re.compile(r"(?<=[.;:!?。；\s])(?=\(?[1-9]\d?[.)](?:\s|[A-Z]))")
_END = re.compile(r"[.!?][\"”](?=\s+[A-Z\d]|\s*$)|[.!?;]+[')\]]*(?=\s|$)|[。！？；]+|\.(?=[A-Z][a-z])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|vs|approx|ca|etc|no|mr|mrs|dr|st)|(?<![\w'])[A-Za-z])$", re.IGNORECASE)
FILLER = "¤"  # stands for each character of quoted words: they are the caption's, not the critique's


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]`` of the critique. ``plain`` is as long, with quoted words filled in and plain apostrophes."""

    start: int
    end: int
    plain: str
    item: int  # counts the items from 0


def read_sentences(text: str) -> list[Sentence]:
    """Every sentence that holds a letter or digit, in order."""
    plain = plain_text(text)
    sentences = []
    for number, (start, end) in enumerate(items(plain)):
        for first, last in _sentences(plain, start, end):
            sentences.append(Sentence(first, last, plain[first:last], number))
    return sentences


def plain_text(text: str) -> str:
    """The text with typographic apostrophes made plain and the insides of quotation marks filled; of equal length."""
    return QUOTED.sub(_filled, text).replace("’", "'").replace("‘", "'")


def _filled(match: re.Match[str]) -> str:
    """A closing stop inside the marks stays: it may end the critique's own sentence."""
    inside = match[0][1:-1]
    stop = inside[-1] if inside[-1] in ".!?" else FILLER
    return match[0][0] + FILLER * (len(inside) - 1) + stop + match[0][-1]


def items(plain: str) -> Iterator[tuple[int, int]]:
    """The spans of lines, and of numbered points within a line; without their numbers."""
    position = 0
    for line in plain.splitlines(keepends=True):
        cuts = [0, *(match.start() for match in _INLINE_NUMBER.finditer(line)), len(line)]
        for start, end in pairwise(cuts):
            number = _NUMBER.match(line, start, end)
            yield from _trimmed(plain, position + (number.end() if number else start), position + end)
        position += len(line)


def _sentences(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _END.finditer(plain, start, end):
        if stop[0][0] == "." and _ABBREVIATION.search(plain, first, stop.start()):
            continue
        yield from _trimmed(plain, first, stop.end())
        first = stop.end()
    yield from _trimmed(plain, first, end)


def _trimmed(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without white space at its ends; nothing where no letter, digit or quoted word is in it."""
    part = plain[start:end]
    if any(character.isalnum() or character == FILLER for character in part):
        first = start + len(part) - len(part.lstrip())
        yield first, first + len(part.strip())
