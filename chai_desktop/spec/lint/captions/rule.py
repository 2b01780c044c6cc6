"""A rule of the caption lint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite
from chai_desktop.spec.lint.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class CaptionRule:
    """``id`` never changes its meaning. ``finds`` and ``example`` are for people; the example holds one finding."""

    id: str
    level: Level
    finds: str
    example: str
    check: Callable[[CaptionRule, CheckedCaption], Iterable[Finding]]
    needs_answers: bool = False

    def at(self, caption: CheckedCaption, first: int, last: int, message: str, fix: Rewrite | None = None) -> Finding:
        """A finding on the words ``first`` to ``last`` (exclusive). With a fix its span is what the fix replaces."""
        words = caption.words.words
        if fix is not None:
            return Finding(self.id, self.level, fix.start, fix.end, message, fix.fix)
        return Finding(self.id, self.level, words[first].start, words[last - 1].end, message)

    def at_end(self, caption: CheckedCaption, message: str) -> Finding:
        """A finding on the whole text: an empty span at its end."""
        end = len(caption.words.text)
        return Finding(self.id, self.level, end, end, message)
