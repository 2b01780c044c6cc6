"""What the check of a critique found, in words for one line and for its tooltip; without Qt."""

from __future__ import annotations

from chai_desktop.spec.lint.critiques.report import CritiqueReport, Property
from chai_desktop.spec.lint.finding import Finding, Level

_NAMES = ("constructive", "accurate", "complete")


def scores_line(report: CritiqueReport) -> str:
    """ "Constructive 1, accurate 1, complete 0.5"; what cannot be judged is left out."""
    told = [f"{name} {score:.2g}" for name in _NAMES if (score := _of(report, name).score) is not None]
    line = ", ".join(told)
    return line[:1].upper() + line[1:]


def first_reason(report: CritiqueReport, points: int) -> str:
    """The first thing to mend, with the number of its point; '' where there is none."""
    found = report.findings
    return _sentence(report, found[0], points) if found else ""


def all_reasons(report: CritiqueReport, points: int) -> str:
    """The three properties, each with its reasons, a line each."""
    lines = []
    for name in _NAMES:
        judged = _of(report, name)
        score = "not judged yet" if judged.score is None else f"{judged.score:.2g}"
        lines.append(f"{name.capitalize()}: {score}")
        lines += [f"  {_sentence(report, finding, points)}" for finding in judged.findings]
    return "\n".join(lines)


def remarks_by_point(report: CritiqueReport, points: int) -> dict[int, list[str]]:
    """What was found about each point, by its number (from 0), without the hints."""
    found: dict[int, list[str]] = {}
    for finding in report.findings:
        number = _point_of(report, finding, points)
        if number is not None and finding.level is not Level.HINT:
            found.setdefault(number, []).append(finding.message)
    return found


def fails(report: CritiqueReport) -> bool:
    """Whether one of the properties does not hold."""
    return any(_of(report, name).holds is False for name in _NAMES)


def _sentence(report: CritiqueReport, finding: Finding, points: int) -> str:
    number = _point_of(report, finding, points)
    return finding.message if number is None else f"Point {number + 1}: {finding.message}"


def _point_of(report: CritiqueReport, finding: Finding, points: int) -> int | None:
    spans = enumerate(report.points[:points])
    return next((n for n, (start, end) in spans if start <= finding.start < max(end, start + 1)), None)


def _of(report: CritiqueReport, name: str) -> Property:
    judged: Property = getattr(report, name)
    return judged
