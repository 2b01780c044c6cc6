"""Words that the glossary replaces by a standard term."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.glossary.entry import GlossaryEntry, Replacement
from chai_desktop.spec.glossary.glossary import Glossary
from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.context import camera_acts
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.wording.phrases import PhraseTable, filled
from chai_desktop.spec.lint.captions.wording.rewriting import replaced
from chai_desktop.spec.lint.finding import Finding, Level


@lru_cache(maxsize=4)
def _table(glossary: Glossary) -> PhraseTable[tuple[GlossaryEntry, Replacement]]:
    return PhraseTable((r.words, (entry, r)) for entry in glossary.entries for r in entry.replaced)


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    for match in _table(caption.glossary).find(caption.words):
        entry, replacement = match.payload
        moves = match.form is not None and entry.aspect is Aspect.CAMERA
        if moves and not camera_acts(caption.words, match.first, caption.aspect, sure=False):
            continue
        said = caption.words.written(match.first, match.last)
        if replacement.say is None:
            message = f"“{said}” is no standard term; see “{entry.term}” ({entry.sense}) in the glossary."
            yield rule.at(caption, match.first, match.last, message)
        else:
            new = filled(replacement.say, match.form)
            fix = replaced(caption.words, match.first, match.last, new)
            message = f"“{said}” is no standard term; the term is “{entry.term}” ({entry.sense})."
            yield rule.at(caption, match.first, match.last, message, fix)


RULES = (
    CaptionRule(
        "term.unlisted",
        Level.WARNING,
        "A word for which the glossary has a standard term",
        "The camera pushes in on the door.",
        _find,
    ),
)
