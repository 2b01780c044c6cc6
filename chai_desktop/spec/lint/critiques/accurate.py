"""Accurate in form: what can be seen to be wrong in a critique without the video."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop.spec.lint.critiques.against_answers import contradictions
from chai_desktop.spec.lint.critiques.forms import Form
from chai_desktop.spec.lint.critiques.old_words import quotes_not_found
from chai_desktop.spec.lint.critiques.remarks import Remark
from chai_desktop.spec.lint.critiques.repeated import repetitions
from chai_desktop.spec.lint.critiques.report import Property
from chai_desktop.spec.lint.finding import Finding, Level


def judge_accurate(remarks: Sequence[Remark], pre: str, answers: Mapping[str, Any] | None) -> Property:
    """The share of points without an error or a warning. None for a critique without any point."""
    if not remarks:
        return Property(None)
    found: list[Finding] = [*quotes_not_found(remarks, pre), *_same_again(remarks), *repetitions(remarks)]
    if answers:
        found += contradictions(remarks, answers)
    faulty = sum(any(_weighs_on(finding, remark) for finding in found) for remark in remarks)
    return Property(1.0 - faulty / len(remarks), tuple(found))


def _weighs_on(finding: Finding, remark: Remark) -> bool:
    return finding.level is not Level.HINT and remark.start <= finding.start <= finding.end <= remark.end


def _same_again(remarks: Sequence[Remark]) -> list[Finding]:
    """Replacements by the very same words."""
    message = "This writes the same words again."
    return [
        Finding("critique.same_words", Level.WARNING, remark.new[0].start, remark.new[0].end, message)
        for remark in remarks
        if remark.form is Form.REPLACES
        and len(remark.old) == len(remark.new) == 1
        and remark.old[0].words.split() == remark.new[0].words.split()
    ]
