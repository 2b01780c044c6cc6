"""The point of a critique that says what a finding of the check says."""

from __future__ import annotations

from dataclasses import replace

from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.spec.points import Point, PointKind


def point_of(finding: Finding, text: str) -> Point:
    """The critique's point that says what the finding says; what to write instead is the fix, if there is one."""
    if finding.start == finding.end:
        return Point(PointKind.MISSING, reason=finding.message)
    quote = text[finding.start : finding.end]
    point = Point(PointKind.WRONG, finding.fix or "", finding.start, finding.end, quote)
    if finding.fix is not None and not finding.fix.strip():
        return replace(point, kind=PointKind.EXTRA, instead="")
    return point if finding.level is Level.ERROR else replace(point, kind=PointKind.WORDING)
