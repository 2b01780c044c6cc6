"""Making the search index anew from the texts."""

from __future__ import annotations

from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.search.index import TextKind, critique_words, index_answer_value, index_text
from chai_desktop.store.tables.version_2 import SEARCH

_PLAIN = (
    (TextKind.PRE_CAPTION, "SELECT seq, text FROM pre_captions ORDER BY seq"),
    (TextKind.POST_CAPTION, "SELECT seq, text FROM post_captions WHERE origin <> 'accepted' ORDER BY seq"),
    (TextKind.NAME, "SELECT seq, name AS text FROM listings WHERE name IS NOT NULL ORDER BY seq"),
)


def rebuild_index(file: ProjectFile) -> None:
    """Inside a transaction: an empty index in place of the one that is there, and every text in it."""
    file.execute("DROP TABLE IF EXISTS texts")
    file.execute(SEARCH)
    for kind, sql in _PLAIN:
        for row in file.stream(sql):
            index_text(file, kind, row["seq"], row["text"])
    for row in file.stream("SELECT seq, free_text FROM critiques ORDER BY seq"):
        index_text(file, TextKind.CRITIQUE, row["seq"], critique_words(file, row["seq"], row["free_text"]))
    for row in file.stream("SELECT seq, value FROM answer_values WHERE json_valid(value) ORDER BY seq"):
        index_answer_value(file, row["seq"], row["value"])
