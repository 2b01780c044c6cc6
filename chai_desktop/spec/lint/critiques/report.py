"""What the check of a critique found: three properties, each with a score and its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.lint.finding import Finding

_HALF = 0.5  # not fitted: a property is denied to a critique only where it fails for the greater part


@dataclass(frozen=True)
class Property:
    """``score`` lies between 0 and 1; it is None where the property cannot be judged from what was given."""

    score: float | None
    findings: tuple[Finding, ...] = ()

    @property
    def holds(self) -> bool | None:
        """The score as a yes or no; None where there is none."""
        return None if self.score is None else self.score >= _HALF


@dataclass(frozen=True)
class CritiqueReport:
    """All spans are offsets in code points into ``text``: the critique, points written out as numbered lines.

    ``points`` holds the span of each point that was read, in order.
    """

    text: str
    points: tuple[tuple[int, int], ...]
    constructive: Property
    accurate: Property
    complete: Property

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, as they stand in the text."""
        found = (*self.constructive.findings, *self.accurate.findings, *self.complete.findings)
        return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule)))
