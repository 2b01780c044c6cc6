"""What the text search knows: captions, critiques, clip names and answers, each version once.

The index (FTS5, sqlite.org/fts5.html) holds no text of its own; its rowid tells where the text is. Versions are never
taken out of it: whether a hit is current is asked when it is found.
"""

from __future__ import annotations

import json
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chai_desktop.store.file.project_file import ProjectFile


class TextKind(IntEnum):
    """The last three bits of a rowid of the index; the rest is the ``seq`` of the row in its table."""

    PRE_CAPTION = 0
    CRITIQUE = 1
    POST_CAPTION = 2
    NAME = 3
    ANSWER = 4


def rowid(kind: TextKind, number: int) -> int:
    return number << 3 | kind


def index_text(file: ProjectFile, kind: TextKind, number: int, words: str) -> None:
    """Make a text findable, inside the operation that writes it."""
    if words.strip():
        file.insert("texts", {"rowid": rowid(kind, number), "words": words})


def index_critique(file: ProjectFile, number: int, free_text: str) -> None:
    """The free text and the points, which are written already."""
    index_text(file, TextKind.CRITIQUE, number, critique_words(file, number, free_text))


def critique_words(file: ProjectFile, number: int, free_text: str) -> str:
    """The free text, and of each point what it quotes, wants instead and says."""
    points = file.rows(
        "SELECT quote, instead, reason FROM critique_points WHERE critique = ? ORDER BY position", (number,)
    )
    return " ".join([free_text, *(words for point in points for words in point)])


def index_answer_value(file: ProjectFile, number: int, text: str) -> None:
    index_text(file, TextKind.ANSWER, number, plain_answer(text))


def plain_answer(text: str) -> str:
    """An answer's JSON as words: choice ids are words joined by underscores."""
    value = json.loads(text)
    return " ".join(value if isinstance(value, list) else [value]).replace("_", " ")
