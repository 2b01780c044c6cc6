"""What to do with the findings of a check, without Qt: which one is meant, and what its fix is called."""

from __future__ import annotations

from collections.abc import Sequence

from chai_desktop.spec.lint.finding import Finding
from chai_desktop.spec.points import Point

_LONGEST = 24  # characters of a fix on a button


def finding_at(findings: Sequence[Finding], offset: int) -> int | None:
    """The number of the finding at a place of the text, else of the next one behind it, else of the first."""
    if not findings:
        return None
    inside = (n for n, found in enumerate(findings) if found.start <= offset <= found.end)
    behind = (n for n, found in enumerate(findings) if found.start > offset)
    return next(inside, next(behind, 0))


def next_finding(findings: Sequence[Finding], offset: int) -> int | None:
    """The number of the first finding that begins behind a place, around the end of the text."""
    if not findings:
        return None
    return next((n for n, found in enumerate(findings) if found.start > offset), 0)


def not_yet_said(findings: Sequence[Finding], points: Sequence[Point]) -> tuple[Finding, ...]:
    """The findings on words about which no point has been made yet."""
    spans = [(p.start, p.end) for p in points if p.start is not None and p.end is not None]
    return tuple(f for f in findings if not any(start < f.end and f.start < end for start, end in spans))


def fixable(findings: Sequence[Finding]) -> int:
    """How many have one right fix."""
    return sum(found.fix is not None for found in findings)


def fix_words(finding: Finding) -> str:
    """What a button says that uses the fix; '' where there is none."""
    if finding.fix is None:
        return ""
    if not finding.fix.strip():
        return "Delete"
    cut = finding.fix if len(finding.fix) <= _LONGEST else f"{finding.fix[: _LONGEST - 3]}..."
    return f"→ {cut}"
