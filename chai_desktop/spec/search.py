"""Type-ahead over the primitives and the questions: names, answers and everyday words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import Question
from chai_desktop.spec.primitives import Primitive

# Classes of match, best first. They lie further apart than the sum of the small deductions below.
_SAME, _STARTS, _WORD_STARTS, _ALL_WORDS, _INSIDE, _LETTERS = 600, 500, 400, 300, 200, 100
_OTHER_WORDS, _ANSWERS = 10, 105  # deducted for a match in everyday words, in the labels of answers
_TELLS_NOTHING = {"no", "yes", "none", "no change", "nothing", "other", "cannot be judged"}
_SHORTEST_INSIDE, _SHORTEST_LETTERS = 2, 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; a higher score is a better match."""

    item_id: str
    kind: Literal["primitive", "question"]
    name: str
    aspect: Aspect
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    item_id: str
    kind: Literal["primitive", "question"]
    name: str
    aspect: Aspect
    texts: tuple[tuple[str, int], ...]  # plain text, deduction


class SearchIndex:
    """All names, made ready for comparison once."""

    def __init__(self, primitives: Iterable[Primitive], questions: Iterable[Question]) -> None:
        self._entries = [_of_primitive(primitive) for primitive in primitives]
        self._entries += [_of_question(question) for question in questions]

    def search(self, words: str, aspect: Aspect | None = None, limit: int = 20) -> list[Hit]:
        """The best ``limit`` hits, best first; those of equal score in the order of the specification."""
        asked = _plain(words)
        if not asked:
            return []
        hits = [
            Hit(entry.item_id, entry.kind, entry.name, entry.aspect, score)
            for entry in self._entries
            if (aspect is None or entry.aspect == aspect) and (score := _score(asked, entry)) > 0
        ]
        hits.sort(key=lambda hit: -hit.score)
        return hits[:limit]


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", words.casefold().replace("'", "")).split())


def _ways_to_type(words: str, deduction: int) -> Iterator[tuple[str, int]]:
    yield _plain(words), deduction
    if "-" in words:
        yield _plain(words.replace("-", "")), deduction


def _of_primitive(primitive: Primitive) -> _Entry:
    texts = [*_ways_to_type(primitive.name, 0)]
    for word in primitive.also:
        texts += _ways_to_type(word, _OTHER_WORDS)
    return _Entry(primitive.id, "primitive", primitive.name, primitive.aspect, tuple(texts))


def _of_question(question: Question) -> _Entry:
    texts = [*_ways_to_type(question.label, 0)]
    for word in question.also:
        texts += _ways_to_type(word, _OTHER_WORDS)
    for choice in question.choices:
        if choice.label.casefold() not in _TELLS_NOTHING:
            texts += _ways_to_type(choice.label, _ANSWERS)
    return _Entry(question.id, "question", question.label, question.aspect, tuple(texts))


def _score(asked: str, entry: _Entry) -> float:
    best = 0.0
    for text, deduction in entry.texts:
        base = _match(asked, text)
        if base:
            best = max(best, base - deduction - min(len(text) - len(asked), 40) / 2)
    return best


def _match(asked: str, text: str) -> int:
    if text.startswith(asked):
        return _SAME if text == asked else _STARTS
    if f" {asked}" in text:
        return _WORD_STARTS
    if " " in asked and _starts_every_word(asked.split(), f" {text}"):
        return _ALL_WORDS
    if len(asked) >= _SHORTEST_INSIDE and asked in text:
        return _INSIDE
    if len(asked) >= _SHORTEST_LETTERS and asked[0] == text[:1] and _in_this_order(asked, text):
        return _LETTERS
    return 0


def _starts_every_word(asked: list[str], text: str) -> bool:
    return all(f" {word}" in text for word in asked)


def _in_this_order(asked: str, text: str) -> bool:
    place = -1
    for letter in asked.replace(" ", ""):
        place = text.find(letter, place + 1)
        if place < 0:
            return False
    return True
