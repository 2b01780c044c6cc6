"""All terms together: look up, search, add a lab's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.glossary.entry import GlossaryEntry
from chai_desktop.spec.glossary.glossary_reading import read_entries
from chai_desktop.spec.glossary.lined_yaml import LinedYaml, parse_lined_yaml
from chai_desktop.spec.spec_files import built_in_folder

_FILE = "glossary.yaml"


class Glossary:
    """Terms in the order of the file. It never changes; ``extended`` makes another."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self.entries = tuple(entries)

    def entry(self, term: str, sense: str | None = None) -> GlossaryEntry:
        """The entry of a standard term; SpecError where there is none, or several and ``sense`` does not choose."""
        found = [
            entry
            for entry in self.entries
            if _plain(entry.term) == _plain(term) and (sense is None or entry.sense == sense)
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            raise SpecError(f'The glossary has no term "{term}"' + (f" ({sense})." if sense else "."))
        raise SpecError(f'"{term}" has several senses: {", ".join(entry.sense for entry in found)}.', "Name the sense.")

    def senses(self, words: str) -> tuple[GlossaryEntry, ...]:
        """Every entry that these words stand for, rightly or by mistake; terms before other words."""
        asked = _plain(words)
        exact = [entry for entry in self.entries if _plain(entry.term) == asked]
        return (*exact, *(entry for entry in self.entries if entry not in exact and asked in _other_words(entry)))

    def search(self, text: str, limit: int = 20) -> list[GlossaryEntry]:
        """Entries that ``text`` may mean, best first: its beginning, then its words, then inside definitions."""
        asked = _plain(text)
        if not asked:
            return []
        ranked = [(rank, number) for number, entry in enumerate(self.entries) if (rank := _rank(asked, entry)) < _NONE]
        return [self.entries[number] for _, number in sorted(ranked)[:limit]]

    def extended(self, extra: LinedYaml | Any, file: str = "extra glossary") -> Glossary:
        """This glossary with the entries of ``extra`` (parsed YAML); one of the same term and sense takes its place.

        SpecError names file, entry and, for a ``LinedYaml``, the line of what is not right.
        """
        source = extra if isinstance(extra, LinedYaml) else LinedYaml(file, extra)
        own = {(entry.term.casefold(), entry.sense.casefold()): entry for entry in read_entries(source)}
        kept = [own.pop((entry.term.casefold(), entry.sense.casefold()), entry) for entry in self.entries]
        return Glossary((*kept, *own.values()))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every single word of a term, an everyday word or a replacement: none of them is a spelling mistake."""
        texts = [text for entry in self.entries for text in (entry.term, *entry.everyday)]
        texts += [text for entry in self.entries for r in entry.replaced for text in (r.words, r.say or "")]
        return frozenset(word for text in texts for word in _plain(text).split())


_STARTS, _WORD_STARTS, _OTHER_STARTS, _OTHER_INSIDE, _DEFINED, _NONE = range(6)


def _rank(asked: str, entry: GlossaryEntry) -> int:
    term, others = _plain(entry.term), _other_words(entry)
    if term.startswith(asked):
        return _STARTS
    if f" {asked}" in term:
        return _WORD_STARTS
    if any(words.startswith(asked) for words in others):
        return _OTHER_STARTS
    if any(asked in words for words in others):
        return _OTHER_INSIDE
    return _DEFINED if f" {asked}" in f" {_plain(entry.definition)}" else _NONE


def _other_words(entry: GlossaryEntry) -> tuple[str, ...]:
    return tuple(_plain(words) for words in (*entry.everyday, *(r.words for r in entry.replaced)))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold().replace("’", "'").replace("'", "")).split())


@cache
def load_glossary() -> Glossary:
    """The glossary that comes with the program; read once."""
    source = built_in_folder().joinpath(_FILE).read_text(encoding="utf-8")
    return Glossary(read_entries(parse_lined_yaml(source, _FILE)))
