"""Clauses that say what the picture is for: emphasizing the vastness, creating a sense of calm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.word_lists import listed
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.captions.wording.inflection import Form, inflected
from chai_desktop.spec.lint.captions.wording.phrases import Match, PhraseTable
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, replaced
from chai_desktop.spec.lint.finding import Finding, Level

_PLAIN = "show"
_LAST_CLAUSE = re.compile(r"[^,;:.!?()\"“”\n]*(?=[.!?]?\s*(?:\Z|(?<=[.!?])\s))")
_CLAUSE_BEGINS = re.compile(r",\s+(?:further |thus |thereby |also |which )?\Z")


@cache
def _table() -> PhraseTable[str]:
    lists = listed("explaining", {"verbs", "plain", "phrases"})
    phrases = [(f"<{verb}>", verb) for verb in lists["verbs"]]
    phrases += [(f"<{verb}>", _PLAIN) for verb in lists["plain"]]
    return PhraseTable([*phrases, *((phrase, phrase) for phrase in lists["phrases"])])


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    for match in _table().find(caption.words):
        if match.form is Form.PAST or _is_noun(caption.words, match):
            continue
        said = caption.words.written(match.first, match.last)
        if match.payload == _PLAIN and match.form is not None:
            fix: Rewrite | None = replaced(caption.words, match.first, match.last, inflected(_PLAIN, match.form))
            message = f"“{said}” stresses; say what is shown."
        else:
            fix = _without_clause(caption.words, match)
            message = f"“{said}” explains what the picture is for; leave it out."
        yield rule.at(caption, match.first, match.last, message, fix)


def _is_noun(caption: CaptionText, match: Match[str]) -> bool:
    """A highlight, the highlights."""
    before = caption.folded[match.first - 1] if match.first else ""
    return (
        match.last == match.first + 1
        and match.form in (Form.BASE, Form.THIRD)
        and (
            before
            in ("a", "an", "the", "its", "his", "her", "with", "and", "of", "blonde", "blond", "brown", "golden", "red")
        )
    )


def _without_clause(caption: CaptionText, match: Match[str]) -> Rewrite | None:
    """Without ", emphasizing ..." where that is the last clause of its sentence."""
    start, text = caption.words[match.first].start, caption.text
    lead = _CLAUSE_BEGINS.search(text, 0, start)
    clause = _LAST_CLAUSE.match(text, start)
    if lead is None or clause is None or match.form not in (Form.ING, None) or clause.end() <= start:
        return None
    rest = text[clause.end() :]
    return Rewrite(lead.start(), clause.end(), "") if not rest or rest[0] in ".!?" else None


RULES = (
    CaptionRule(
        "words.explaining",
        Level.WARNING,
        "A clause that explains what the picture is for",
        "The field is wide, emphasizing the loneliness of the house.",
        _find,
    ),
)
