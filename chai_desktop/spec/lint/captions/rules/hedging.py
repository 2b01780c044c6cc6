"""Guesses: appears to be, possibly, suggesting."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.word_lists import listed
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.captions.wording.inflection import Form
from chai_desktop.spec.lint.captions.wording.phrases import Match, PhraseTable
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, deleted, replaced
from chai_desktop.spec.lint.finding import Finding, Level

_IS = {Form.BASE: "are", Form.THIRD: "is", Form.ING: "being", Form.PAST: "was"}
_HELPING = frozenset({"to", "not", "don't", "doesn't", "does", "do", "can", "may", "might"})
_PLURAL = frozenset({"they", "we", "you", "both", "people", "men", "women", "children", "what", "which", "that", "who"})


@cache
def _table() -> PhraseTable[str]:
    lists = listed("hedging", {"before_to", "adverbs", "phrases", "not_in"})
    phrases = [(f"<{verb}> to be", "is") for verb in lists["before_to"]]
    phrases += [(f"<{verb}> to have", "guess") for verb in lists["before_to"]]
    phrases += [(f"<{verb}> to", "guess") for verb in lists["before_to"]]
    phrases += [(f"<{verb}> as if", "guess") for verb in lists["before_to"]]
    phrases += [(adverb, "adverb") for adverb in lists["adverbs"]]
    phrases += [(phrase, "guess") for phrase in lists["phrases"]]
    return PhraseTable([*phrases, *((phrase, "not_in") for phrase in lists["not_in"])])


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    for match in _table().find(caption.words):
        if match.payload == "not_in":
            continue
        said = caption.words.written(match.first, match.last)
        message = f"“{said}” is a guess; say what is certain, or nothing."
        yield rule.at(caption, match.first, match.last, message, _certain(caption.words, match))


def _certain(caption: CaptionText, match: Match[str]) -> Rewrite | None:
    if match.payload == "adverb":
        return deleted(caption, match.first, match.last)
    if match.payload != "is" or match.form is None or match.first == 0:
        return None
    before = caption.folded[match.first - 1]
    if before in _HELPING or (match.form is Form.BASE and before not in _PLURAL and not before.endswith("s")):
        return None  # "the lens makes the man appear to be tall"
    return replaced(caption, match.first, match.last, _IS[match.form])


RULES = (
    CaptionRule(
        "words.hedging",
        Level.WARNING,
        "A guess, such as “appears to be” or “possibly”",
        "The man appears to be a waiter.",
        _find,
    ),
)
