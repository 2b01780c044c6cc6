"""Which quoted words a sentence says to stand in the caption, and which it says to write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chai_desktop.spec.lint.critiques.cues import Cues, load_cues
from chai_desktop.spec.lint.critiques.sentences import QUOTED, Sentence

_REACH = 48  # characters before and behind quoted words that are looked at
_LIST = re.compile(r"\s*(?:,|and|or|,\s*and|、|和)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a critique cites, at ``text[start:end]`` of the critique, without the marks."""

    start: int
    end: int
    words: str


def quoted_passages(text: str, sentences: Iterable[Sentence]) -> tuple[list[Passage], list[Passage]]:
    """The old and the new words of some sentences. What could be either (a text seen in the picture) is in neither."""
    cues = load_cues()
    found: dict[str, list[Passage]] = {"old": [], "new": [], "": []}
    for sentence in sentences:
        role, behind = "", -1
        for match in QUOTED.finditer(text, sentence.start, sentence.end):
            in_list = behind >= 0 and _LIST.fullmatch(text, behind, match.start())
            role = role if in_list else _role(sentence, match, cues)
            behind = match.end()
            words = next(group for group in match.groups() if group is not None)
            start = match.start() + 1
            if words.strip():
                found[role].append(Passage(start, start + len(words), words))
    return found["old"], found["new"]


def _role(sentence: Sentence, match: re.Match[str], cues: Cues) -> str:
    first, last = match.start() - sentence.start, match.end() - sentence.start
    before = sentence.plain[max(0, first - _REACH) : first]
    behind = sentence.plain[last : last + _REACH].lstrip(" ,.\"”'")
    old, new = (_cue_at_end(before, cue, cues) for cue in (cues.old_before, cues.new_before))
    if new and new >= old:
        return "new"
    return "old" if old or cues.old_after.match(behind) else ""


def _cue_at_end(before: str, cue: re.Pattern[str], cues: Cues) -> int:
    """The length of the cue that stands last, but for words such as "the phrase"; 0 where none does. The longer cue
    says more: "the reference to" is told from "to".
    """
    hits = list(cue.finditer(before))
    stands_last = bool(hits) and not cues.between.sub("", before[hits[-1].end() :]).strip(" ,:")
    return len(hits[-1][0]) if stands_last else 0
