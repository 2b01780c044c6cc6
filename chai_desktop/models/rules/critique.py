"""A critique by rule: what the check of a caption finds, as points."""

from __future__ import annotations

from chai_desktop.models.requests import CritiqueRequest
from chai_desktop.spec.lint.captions.caption_lint import lint_caption
from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.spec.lint.finding_point import point_of
from chai_desktop.spec.points import Point
from chai_desktop.spec.specification import load_specification


def critique_points(request: CritiqueRequest) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """The points that say what to write instead, and as notes the findings for which only a person can say it.

    Hints are neither. Of findings that overlap the graver one is taken, else the first.
    """
    findings = lint_caption(request.pre_caption, request.aspect, load_specification(), request.answers)
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda found: (found.level is not Level.ERROR, found.start)):
        if finding.level is not Level.HINT and not any(_overlap(finding, other) for other in kept):
            kept.append(finding)
    kept.sort(key=lambda found: found.start)
    points = tuple(point_of(finding, request.pre_caption) for finding in kept if finding.fix is not None)
    return points, tuple(finding.message for finding in kept if finding.fix is None)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end
