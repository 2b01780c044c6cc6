"""Finding many phrases at once: a table by first word, so that a caption is read once however long the lists are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.captions.wording.inflection import Form, inflected

T = TypeVar("T")
_VERB = re.compile(r"<(\w+)>")
_PIECES = re.compile(r"<\w+>|[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """The words ``first`` up to, and without, ``last``. ``form`` is that of the phrase's ``<verb>``, if it has one."""

    first: int
    last: int
    payload: T
    form: Form | None


class PhraseTable(Generic[T]):
    """Phrases with what they stand for. In a phrase ``<pan>`` is any form of the verb; a hyphen counts as a space."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T, Form | None]]] = {}
        for phrase, payload in phrases:
            for words, form in expanded(phrase):
                self._by_first.setdefault(words[0], []).append((words, payload, form))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, caption: CaptionText) -> Iterator[Match[T]]:
        """From left to right, the longest at each place, none inside another and none in quotation marks."""
        free, known = 0, self._by_first
        for index, word in enumerate(caption.words):
            if word.folded in known and index >= free:
                match = self.at(caption, index)
                if match is not None:
                    free = match.last
                    yield match

    def at(self, caption: CaptionText, index: int) -> Match[T] | None:
        """The longest phrase that begins with this word."""
        words = caption.words
        if words[index].quoted:
            return None
        for phrase, payload, form in self._by_first.get(words[index].folded, ()):
            last = index + len(phrase)
            if caption.folded[index:last] == phrase and all(word.runs_on for word in words[index + 1 : last]):
                return Match(index, last, payload, form)
        return None


def expanded(phrase: str) -> Iterator[tuple[tuple[str, ...], Form | None]]:
    """Every way to write the phrase, as words, with the form of its verb (of the first, where there are several)."""
    pieces = _PIECES.findall(phrase.lower().replace("’", "'"))
    choices = [
        [(inflected(verb[1], form), form) for form in Form] if (verb := _VERB.fullmatch(piece)) else [(piece, None)]
        for piece in pieces
    ]
    seen = set()
    for ways in product(*choices):
        words = tuple(word for way, _ in ways for word in way.split())
        if words not in seen:
            seen.add(words)
            yield words, next((form for _, form in ways if form is not None), None)


def filled(phrase: str, form: Form | None) -> str:
    """``phrase`` with its ``<verb>`` in this form; in its base form where none is given."""
    return _VERB.sub(lambda verb: inflected(verb[1], form or Form.BASE), phrase)
