"""Searching the current texts of a project."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import critique_text
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import ANSWER, LISTING, WORK
from chai_desktop.store.judgement.answers import question_label, value_words
from chai_desktop.store.judgement.critiques import points_of
from chai_desktop.store.records import Found
from chai_desktop.store.search.index import TextKind
from chai_desktop.store.search.tokens import tokens
from chai_desktop.store.tables.version_2 import ASPECTS

_WORD = re.compile(r"[^\W_]+")
_MATCHES = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid DESC LIMIT ?"
_LOOK_AT = 20_000  # hits, newest first; of very common words the older ones are left out
_AROUND = 60  # characters of text before and after what was found

_LISTED = f"""
    JOIN heads AS listed ON listed.kind = {LISTING.number} AND listed.a = clips.seq AND listed.b = 0
    JOIN listings ON listings.seq = listed.node AND listings.removed = 0"""
_CURRENT_WORK = f"""
    JOIN heads AS current ON current.kind = {WORK.number} AND current.a = pre.clip AND current.b = pre.aspect
    JOIN works ON works.seq = current.node
    JOIN clips ON clips.seq = pre.clip {_LISTED}"""
_OF_KIND = {
    TextKind.PRE_CAPTION: f"""
        SELECT clips.id AS clip, listings.name, pre.aspect, pre.text FROM pre_captions AS pre {_CURRENT_WORK}
        WHERE pre.seq = ? AND works.pre_caption = pre.seq""",
    TextKind.CRITIQUE: f"""
        SELECT clips.id AS clip, listings.name, pre.aspect, free_text AS text, critiques.seq AS critique
        FROM critiques JOIN pre_captions AS pre ON pre.seq = critiques.pre_caption {_CURRENT_WORK}
        WHERE critiques.seq = ? AND works.critique = critiques.seq""",
    TextKind.POST_CAPTION: f"""
        SELECT clips.id AS clip, listings.name, pre.aspect, post.text
        FROM post_captions AS post JOIN pre_captions AS pre ON pre.seq = post.pre_caption {_CURRENT_WORK}
        WHERE post.seq = ? AND works.post_caption = post.seq AND post.origin <> 'accepted'""",
    TextKind.NAME: f"""
        SELECT clips.id AS clip, listings.name, NULL AS aspect, listings.name AS text
        FROM listings AS this JOIN clips ON clips.seq = this.clip {_LISTED} AND listings.name = this.name
        WHERE this.seq = ?""",
    TextKind.ANSWER: f"""
        SELECT clips.id AS clip, listings.name, NULL AS aspect, given.value AS text, question.text AS question
        FROM answers AS node
        JOIN heads AS current ON current.kind = {ANSWER.number} AND current.a = node.clip
             AND current.b = node.question AND current.node = node.seq
        JOIN answer_values AS given ON given.seq = node.value
        JOIN words AS question ON question.seq = node.question
        JOIN clips ON clips.seq = node.clip {_LISTED}
        WHERE node.value = ? ORDER BY node.seq DESC LIMIT 200""",
}
_WHAT = {
    TextKind.PRE_CAPTION: "pre-caption",
    TextKind.CRITIQUE: "critique",
    TextKind.POST_CAPTION: "post-caption",
    TextKind.NAME: "name",
    TextKind.ANSWER: "answer",
}


def search(file: ProjectFile, words: str, limit: int = 50) -> list[Found]:
    """Current texts that hold every one of the words; the last word may be begun only.

    Those that hold the last word as it is come first, then those with longer ones; of each, the newest first.
    """
    wanted = tokens(words)
    if not wanted:
        return []
    with closing(_found(file, wanted, _WORD.findall(words))) as found:
        return list(islice(found, limit))


def _found(file: ProjectFile, wanted: list[str], words: list[str]) -> Generator[Found]:
    names = set()  # clips whose name was given already: several of its nodes may hold the same name
    for number in _hits(file, wanted):
        kind = TextKind(number & 7)
        for row in file.stream(_OF_KIND[kind], (number >> 3,)):
            if kind is not TextKind.NAME:
                yield _as_found(file, kind, row, words)
            elif row["clip"] not in names:
                names.add(row["clip"])
                yield _as_found(file, kind, row, words)


def _hits(file: ProjectFile, wanted: list[str]) -> Iterator[int]:
    """Rowids of the index. It is read as far as it is wanted, so that common words are as quick as rare ones."""
    exact = " ".join(f'"{word}"' for word in wanted)
    seen = set()
    for query in (exact, f"{exact}*"):
        for row in file.stream(_MATCHES, (query, _LOOK_AT)):
            if row["rowid"] not in seen:
                seen.add(row["rowid"])
                yield row["rowid"]


def _as_found(file: ProjectFile, kind: TextKind, row: Row, wanted: list[str]) -> Found:
    text = row["text"]
    if kind is TextKind.CRITIQUE:
        text = critique_text(points_of(file, row["critique"]), text)
    if kind is TextKind.ANSWER:
        text = f"{question_label(row['question'])}: {value_words(row['question'], file.value(text), longest=len(text))}"
    excerpt, start, end = _excerpt(text, wanted)
    aspect = None if row["aspect"] is None else Aspect(ASPECTS[row["aspect"]])
    return Found(row["clip"], row["name"], aspect, _WHAT[kind], excerpt, start, end)


def _excerpt(text: str, wanted: list[str]) -> tuple[str, int, int]:
    """The words around the first hit, and where in them it lies."""
    hit = next((found for word in wanted if (found := re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE))), None)
    if hit is None:  # found by another spelling, as with accents
        return text[: 2 * _AROUND], 0, 0
    start = max(0, hit.start() - _AROUND)
    start = 0 if start == 0 else text.find(" ", start, hit.start()) + 1 or start
    end = hit.end() + _AROUND
    rest = "" if end >= len(text) else "..."
    end = end if not rest else max(text.rfind(" ", hit.end(), end), hit.end())
    excerpt = text[start:end].replace("\n", " ") + rest
    return excerpt, hit.start() - start, hit.end() - start
