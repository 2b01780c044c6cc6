"""How the search index takes a text apart, asked of SQLite itself, so that a question is taken apart the same way."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from chai_desktop.store.tables.version_2 import TOKENIZER

_LONGEST = 1000  # characters of a question


def tokens(words: str) -> list[str]:
    """The words in their order, folded as in the index: without accents, in small letters."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as scratch:
        scratch.execute(f'CREATE VIRTUAL TABLE question USING fts5 (words, tokenize="{TOKENIZER}")')
        scratch.execute("CREATE VIRTUAL TABLE parts USING fts5vocab (question, instance)")
        scratch.execute("INSERT INTO question VALUES (?)", (words[:_LONGEST].encode("utf-8", "replace").decode(),))
        return [row[0] for row in scratch.execute('SELECT term FROM parts ORDER BY "offset"')]
