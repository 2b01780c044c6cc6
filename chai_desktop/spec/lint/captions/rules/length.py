"""Length outside the range of the policy."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.finding import Finding, Level


def _short(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    policy, count = caption.spec.policy(caption.aspect), _count(caption)
    if 0 < count < policy.min_words:
        yield rule.at_end(
            caption,
            f"{count} words; usual are {policy.min_words} to {policy.max_words}. Look for what is not yet said.",
        )


def _long(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    policy, count = caption.spec.policy(caption.aspect), _count(caption)
    if count > policy.max_words:
        yield rule.at_end(
            caption, f"{count} words; usual are {policy.min_words} to {policy.max_words}. Look for what can go."
        )


def _count(caption: CheckedCaption) -> int:
    """Words as a writer counts them, between spaces: that is how the policy's range was measured."""
    return len(caption.words.text.split())


RULES = (
    CaptionRule("length.short", Level.HINT, "Fewer words than the policy's range", "A dog runs.", _short),
    CaptionRule("length.long", Level.HINT, "More words than the policy's range", "A dog runs.", _long),
)
