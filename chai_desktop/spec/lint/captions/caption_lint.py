"""The lint of one caption."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.glossary.glossary import Glossary, load_glossary
from chai_desktop.spec.lint.captions.caption_scores import CaptionScores, caption_scores
from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rules.registry import CAPTION_RULES
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.lint.finding import Finding
from chai_desktop.spec.specification import Specification


def lint_caption(
    text: str,
    aspect: Aspect,
    spec: Specification,
    answers: Mapping[str, Any] | None = None,
    glossary: Glossary | None = None,
) -> tuple[Finding, ...]:
    """All findings in the order of their spans. Without ``answers`` nothing is held against the checklist.

    Findings may overlap; ``fixes.fixed`` replaces one, ``fixes.all_fixed`` as many as do not touch.
    """
    return _findings(CheckedCaption(CaptionText(text), aspect, spec, glossary or load_glossary(), answers))


def scored_lint(
    text: str, aspect: Aspect, spec: Specification, answers: Mapping[str, Any] | None = None
) -> tuple[tuple[Finding, ...], CaptionScores]:
    """The findings of ``lint_caption``, and the scores that follow from them."""
    caption = CheckedCaption(CaptionText(text), aspect, spec, load_glossary(), answers)
    findings = _findings(caption)
    return findings, caption_scores(caption, findings)


def warm_up(spec: Specification) -> None:
    """Read the rules and the word list, some 0.3 s, before the first caption is waited for. Any thread may do it."""
    lint_caption("A woamn walks.", Aspect.SUBJECT, spec, {})


def _findings(caption: CheckedCaption) -> tuple[Finding, ...]:
    findings = [
        finding
        for rule in CAPTION_RULES
        if caption.answers is not None or not rule.needs_answers
        for finding in rule.check(rule, caption)
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end)))
