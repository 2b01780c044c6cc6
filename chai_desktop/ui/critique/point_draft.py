"""A point from a selection in the pre-caption, and a half-typed point as plain data that survives a kill.

All offsets are Unicode code points; whoever holds a QTextCursor converts first (ui/caption/offsets.py).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from chai_desktop.spec.points import Point, PointKind

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_WORDS_BEFORE = 3  # enough to recognise the place of an insertion


@dataclass(frozen=True)
class PointDraft:
    """A point that is being written. ``index`` is the place (from 0) of the point it will replace; None: a new one."""

    point: Point
    index: int | None = None


def point_from_selection(text: str, start: int, end: int, kind: PointKind) -> Point | None:
    """A point about ``text[start:end]``, widened to whole words and trimmed of space around them.

    None where the selection holds no word to speak of. A caret alone is enough for something missing: the point
    then names the few words before it. Punctuation at the ends stays only in what is to be deleted.
    """
    start, end = sorted((max(0, start), min(end, len(text))))
    if not text[start:end].strip():
        return _insertion(text, start) if kind == PointKind.MISSING else None
    start, end = _whole_words(text, start, end)
    start, end = _trimmed(text, start, end, keep_punctuation=kind == PointKind.EXTRA)
    return Point(kind, start=start, end=end, quote=text[start:end])


def words_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole words that ``text[start:end]`` touches, without the space around them; no words: as it was."""
    if not text[start:end].strip():
        return start, end
    return _trimmed(text, *_whole_words(text, start, end), keep_punctuation=True)


def as_typed(draft: PointDraft) -> dict[str, Any]:
    """The draft as JSON values, for the project's store of unsent typing."""
    return asdict(draft.point) | {"kind": draft.point.kind.value, "index": draft.index}


def from_typed(value: object, text: str) -> PointDraft | None:
    """What ``as_typed`` stored; None where it is nothing of the kind. The span is found anew in ``text``."""
    if not isinstance(value, dict) or value.get("kind") not in set(PointKind):
        return None
    known = {key: value[key] for key in Point.__dataclass_fields__ if key in value and key != "kind"}
    index = value.get("index")
    point = anchored(Point(PointKind(value["kind"]), **known), text)
    return PointDraft(point, index if isinstance(index, int) else None)


def anchored(point: Point, text: str) -> Point:
    """The point with its span where its quote stands in ``text``; without a span where that is not certain."""
    if point.start is not None and point.end is not None and text[point.start : point.end] == point.quote:
        return point
    if point.quote and text.count(point.quote) == 1:
        start = text.index(point.quote)
        return replace(point, start=start, end=start + len(point.quote))
    return replace(point, start=None, end=None)


def _insertion(text: str, caret: int) -> Point:
    sentence = max((text.rfind(mark, 0, caret) + 1 for mark in ".!?\n"), default=0)
    before = [match for match in _WORD.finditer(text) if sentence <= match.start() and match.start() < caret]
    if not before:
        return Point(PointKind.MISSING, start=caret, end=caret)
    start, end = before[-_WORDS_BEFORE:][0].start(), before[-1].end()
    return Point(PointKind.MISSING, start=start, end=end, quote=text[start:end])


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    for match in _WORD.finditer(text):
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
    return start, end


def _trimmed(text: str, start: int, end: int, keep_punctuation: bool) -> tuple[int, int]:
    def loose(character: str) -> bool:
        return character.isspace() or (not keep_punctuation and not (character.isalnum() or character == "_"))

    if not any(not loose(character) for character in text[start:end]):  # marks only: those are what is meant
        keep_punctuation = True
    while start < end and loose(text[start]):
        start += 1
    while end > start and loose(text[end - 1]):
        end -= 1
    return start, end
