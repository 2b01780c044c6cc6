"""Words that judge: beautiful, dramatic, gracefully."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.word_lists import listed
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.captions.wording.phrases import Match, PhraseTable
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, deleted, without
from chai_desktop.spec.lint.finding import Finding, Level

_COMMA = re.compile(r", (?=\w)")
_JOINING = frozenset({"and", "or", "but", "yet", "more", "most", "very", "so", "as", "too", "less", "quite", "rather"})
_NOT_A_NOUN = frozenset(
    {"and", "or", "but", "in", "on", "at", "with", "as", "to", "of", "for", "by", "from", "while", "yet"}
)
_HEADS = frozenset({"a", "an", "the", "this", "its", "his", "her", "their", "of", "with", "these", "those", "in", "by"})


@cache
def _table() -> PhraseTable[str]:
    lists = listed("evaluative", {"adjectives", "participles", "adverbs", "nouns", "not_in"})
    return PhraseTable((word, kind) for kind, entries in lists.items() for word in entries)


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    for match in _table().find(caption.words):
        if match.payload == "not_in" or (match.payload == "participles" and not _is_adjective(caption.words, match)):
            continue
        said = caption.words.written(match.first, match.last)
        message = f"“{said}” judges; say what can be seen."
        yield rule.at(caption, match.first, match.last, message, _taken_out(caption.words, match))


def _taken_out(caption: CaptionText, match: Match[str]) -> Rewrite | None:
    """Without the word, where the sentence holds without it: an adjective between its article and more words."""
    before = caption.folded[match.first - 1] if match.first else ""
    after = caption.folded[match.last] if match.last < len(caption.words) else ""
    if before in _JOINING or after in _JOINING or match.payload == "nouns":
        return None
    if match.payload in ("adjectives", "participles"):
        if before not in _HEADS or after in _NOT_A_NOUN:
            return None
        if _COMMA.match(caption.text, caption.words[match.last - 1].end):  # "a scenic, wide view"
            return without(caption, match.first, match.last)
    return deleted(caption, match.first, match.last)


def _is_adjective(caption: CaptionText, match: Match[str]) -> bool:
    before = caption.folded[match.first - 1] if match.first else ""
    return before in _HEADS - {"of", "with"} or before in _JOINING - {"and", "or", "but", "as"}


RULES = (
    CaptionRule(
        "words.evaluative",
        Level.WARNING,
        "A word that judges or feels, such as beautiful or dramatic",
        "A beautiful valley lies below.",
        _find,
    ),
)
