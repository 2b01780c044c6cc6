"""What to do with the findings of a check, without Qt: which one is meant, and the point that a finding becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.spec.points import Point, PointKind

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


def point_of(finding: Finding, text: str) -> Point:
    """The critique's point that says what the finding says; what to write instead is the fix, if there is one."""
    if finding.start == finding.end:
        return Point(PointKind.MISSING, reason=finding.message)
    quote = text[finding.start : finding.end]
    point = Point(PointKind.WRONG, finding.fix or "", finding.start, finding.end, quote)
    if finding.fix is not None and not finding.fix.strip():
        return replace(point, kind=PointKind.EXTRA, instead="")
    return point if finding.level is Level.ERROR else replace(point, kind=PointKind.WORDING)
