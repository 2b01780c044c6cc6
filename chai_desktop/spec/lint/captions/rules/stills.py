"""The clip told as stills: the image, the first frame."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.word_lists import lint_data
from chai_desktop.spec.lint.captions.wording.phrases import PhraseTable
from chai_desktop.spec.lint.captions.wording.rewriting import replaced
from chai_desktop.spec.lint.finding import Finding, Level


@cache
def _table() -> PhraseTable[str | None]:
    return PhraseTable(lint_data("stills").items())


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    for match in _table().find(caption.words):
        said = caption.words.written(match.first, match.last)
        message = f"“{said}” treats the clip as stills; it is “the video”."
        new = match.payload
        fix = replaced(caption.words, match.first, match.last, new) if new else None
        yield rule.at(caption, match.first, match.last, message, fix)


RULES = (
    CaptionRule(
        "words.stills",
        Level.WARNING,
        "The clip told as an image, a photo or single frames",
        "In the first frame a door is open.",
        _find,
    ),
)
