"""A critique by rule: what the check of a caption finds, as points."""

from __future__ import annotations

from chai_desktop.models.requests import CritiqueRequest
from chai_desktop.spec.lint.captions.caption_lint import lint_caption
from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.spec.lint.finding_point import point_of
from chai_desktop.spec.points import Point
from chai_desktop.spec.specification import load_specification


def critique_points(request: CritiqueRequest) -> tuple[Point, ...]:
    """One point for each finding that is more than a hint; of those that overlap, the graver one, else the first."""
    findings = lint_caption(request.pre_caption, request.aspect, load_specification(), request.answers)
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda found: (found.level is not Level.ERROR, found.start)):
        if finding.level is Level.HINT or any(_overlap(finding, other) for other in kept):
            continue
        kept.append(finding)
    return tuple(point_of(finding, request.pre_caption) for finding in sorted(kept, key=lambda found: found.start))


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end
