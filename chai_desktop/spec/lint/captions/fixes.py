"""Replacing what findings mark."""

from __future__ import annotations

from collections.abc import Iterable

from chai_desktop.spec.lint.finding import Finding


def fixed(text: str, finding: Finding) -> str:
    """``text`` with the finding's fix in place; unchanged where it has none."""
    if finding.fix is None:
        return text
    return text[: finding.start] + finding.fix + text[finding.end :]


def all_fixed(text: str, findings: Iterable[Finding]) -> str:
    """``text`` with every fix that overlaps no fix before it; the rest is found again by the next lint."""
    end, chosen = 0, []
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        if finding.fix is not None and finding.start >= end:
            chosen.append(finding)
            end = finding.end
    for finding in reversed(chosen):
        text = fixed(text, finding)
    return text
