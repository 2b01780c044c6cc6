"""What a sentence of a critique says to be so, without what it says not to be so."""

from __future__ import annotations

from collections.abc import Iterable

from chai_desktop.spec.lint.critiques.cues import load_cues
from chai_desktop.spec.lint.critiques.quotations import Passage
from chai_desktop.spec.lint.critiques.sentences import FILLER, Sentence


def wanted_text(text: str, sentence: Sentence, old: Iterable[Passage]) -> str:
    """The words of the sentence outside of denials ("not on the left", "rather than red") and of old quotations."""
    cues = load_cues()
    kept = [True] * len(sentence.plain)
    position = 0
    while denied := cues.denied_from.search(sentence.plain, position):
        until = cues.denied_until.search(sentence.plain, denied.end())
        position = until.start() if until else len(sentence.plain)
        for index in range(denied.start(), position):
            kept[index] = sentence.plain[index] == FILLER  # quotations are told by their own roles
    for passage in old:
        for index in range(max(passage.start, sentence.start), min(passage.end, sentence.end)):
            kept[index - sentence.start] = False
    characters = text[sentence.start : sentence.end]
    return "".join(character if keep else " " for character, keep in zip(characters, kept, strict=True))
