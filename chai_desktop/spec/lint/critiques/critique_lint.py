"""The check of one critique, by rules alone; fast enough to run while it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.critiques.accurate import judge_accurate
from chai_desktop.spec.lint.critiques.complete import judge_complete
from chai_desktop.spec.lint.critiques.constructive import judge_constructive
from chai_desktop.spec.lint.critiques.remarks import read_critique
from chai_desktop.spec.lint.critiques.report import CritiqueReport
from chai_desktop.spec.points import Point


def lint_critique(
    critique: str | Sequence[Point],
    pre_caption: str,
    post_caption: str | None = None,
    aspect: Aspect | None = None,
    answers: Mapping[str, Any] | None = None,
    free_text: str = "",
) -> CritiqueReport:
    """Whether a critique is constructive, accurate in form, and complete; docs/formats/critique-lint.md tells how.

    ``answers`` are keyed by question id. ``aspect`` is taken for the day when a rule differs between aspects; none does
    now. ``free_text`` stands beside points, and is read together with them. Without a post-caption the completeness has
    no score.
    """
    text, remarks = read_critique(critique, free_text)
    return CritiqueReport(
        text,
        tuple((remark.start, remark.end) for remark in remarks),
        judge_constructive(remarks),
        judge_accurate(remarks, pre_caption, answers),
        judge_complete(text, remarks, pre_caption, post_caption),
    )
