"""Constructive: every point of a critique says what to write instead, or plainly what goes or comes."""

from __future__ import annotations

from collections.abc import Sequence

from chai_desktop.spec.lint.critiques.forms import SAYS_WHAT_TO_WRITE, Form
from chai_desktop.spec.lint.critiques.remarks import Remark
from chai_desktop.spec.lint.critiques.report import Property
from chai_desktop.spec.lint.finding import Finding, Level

_HALF = 0.5  # a denial names the wrong words, and so half of what a point must say

_MESSAGES = {
    Form.DENIES: "This says what is not so. Say also how it is, or which words to delete.",
    Form.OMITS: "This says that something is missing. Say what to add.",
    Form.DEMANDS: "This asks for better words. Write them.",
    Form.JUDGES: "This says that something is wrong. Say what to write instead.",
    Form.EMPTY: "This names nothing that could be written into the caption. Say what to write, and where.",
}


def judge_constructive(remarks: Sequence[Remark]) -> Property:
    """The share of points that say what to write; a mere denial counts half. None for a critique without any point."""
    if not remarks:
        return Property(None)
    findings = tuple(_finding(remark) for remark in remarks if remark.form not in SAYS_WHAT_TO_WRITE)
    return Property(sum(map(_worth, remarks)) / len(remarks), findings)


def _worth(remark: Remark) -> float:
    if remark.form in SAYS_WHAT_TO_WRITE:
        return 1.0
    return _HALF if remark.form is Form.DENIES else 0.0


def _finding(remark: Remark) -> Finding:
    level = Level.HINT if remark.form is Form.DENIES else Level.WARNING
    return Finding(f"critique.{remark.form}", level, remark.start, remark.end, _MESSAGES[remark.form])
