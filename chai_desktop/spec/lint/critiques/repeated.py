"""The same point is not made twice, and no two points ask for different words in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chai_desktop.spec.lint.critiques.content_words import all_words, load_word_lists
from chai_desktop.spec.lint.critiques.remarks import Remark
from chai_desktop.spec.lint.finding import Finding, Level

_FEWEST = 2  # words with content: fewer say too little to be called the same


def repetitions(remarks: Sequence[Remark]) -> Iterator[Finding]:
    """A warning at the later of two points that say the same; an error where two replace the same words differently."""
    seen: dict[tuple[object, ...], int] = {}
    asked: dict[tuple[object, ...], tuple[int, tuple[str, ...]]] = {}
    for number, remark in enumerate(remarks, start=1):
        said = _said(remark)
        if len(said) > _FEWEST and said in seen:
            yield _finding("critique.repeated", Level.WARNING, remark, f"Point {seen[said]} says the same already.")
            continue
        seen[said] = number
        target, new = _target(remark), tuple(_folded(passage.words) for passage in remark.new)
        if not target or not new:
            continue
        first, before = asked.setdefault(target, (number, new))
        if before != new:
            message = f"Point {first} asks for other words in the same place."
            yield _finding("critique.conflict", Level.ERROR, remark, message)


def _said(remark: Remark) -> tuple[object, ...]:
    """What a remark says, in its order, without grammar; points at different places say different things."""
    empty = load_word_lists().empty
    return (remark.place, *(word.stem for word in all_words(remark.words) if word.stem not in empty))


def _target(remark: Remark) -> tuple[object, ...]:
    """The words, and if known the place, that a single replacement is about."""
    if len(remark.old) != 1 or len(remark.new) != 1:
        return ()
    return (remark.place, _folded(remark.old[0].words))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .,;:!?")


def _finding(rule: str, level: Level, remark: Remark, message: str) -> Finding:
    return Finding(rule, level, remark.start, remark.end, message)
