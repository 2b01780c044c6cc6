"""All findings, as a text for people or as JSON for scripts, and the exit code that sums them up."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Callable
from itertools import groupby

from chai_desktop import __version__
from chai_desktop.doctor import engines, packages, playback, screen, storage
from chai_desktop.doctor.finding import Finding, State

_EXAMINATIONS: tuple[Callable[[], list[Finding]], ...] = (
    packages.examine_python,
    packages.examine_core,
    packages.examine_extras,
    playback.examine_libmpv,
    playback.examine_decoders,
    screen.examine_display,
    screen.examine_opengl,
    screen.examine_fonts,
    engines.examine_rules,
    engines.examine_engines_with_weights,
    engines.examine_gpu,
    storage.examine_sqlite,
    storage.examine_disk,
    storage.examine_folders,
)
_MARKS = {State.OK: "ok", State.WARNING: "LOOK", State.MISSING: "MISSING", State.OPTIONAL: "-"}


def run_doctor(json: bool) -> int:
    """Print the report. 0: the window and the rules engine can run here; 1: something they need is missing."""
    findings = examine()
    sys.stdout.write(report(findings, json))
    return 0 if can_run(findings) else 1


def examine() -> list[Finding]:
    return [finding for look in _EXAMINATIONS for finding in look()]


def can_run(findings: list[Finding]) -> bool:
    return not any(finding.state is State.MISSING for finding in findings)


def report(findings: list[Finding], json: bool = False) -> str:
    return _as_json(findings) if json else _as_text(findings)


def _as_json(findings: list[Finding]) -> str:
    rows = [vars(finding) for finding in findings]
    whole = {"version": __version__, "can_run": can_run(findings), "findings": rows}
    return json_format.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _as_text(findings: list[Finding]) -> str:
    lines = [f"CHAI Desktop {__version__}"]
    for group, members in groupby(findings, key=lambda finding: finding.group):
        lines += ["", group, *(line for finding in members for line in _lines(finding))]
    absent = [finding.what for finding in findings if finding.state is State.MISSING]
    verdict = f"Missing: {', '.join(absent)}." if absent else "The window and the rules engine can run here."
    return "\n".join([*lines, "", verdict, ""])


def _lines(finding: Finding) -> list[str]:
    line = f"  {_MARKS[finding.state]:8} {finding.what:20} {finding.detail}".rstrip()
    return [line, f"{'':31} -> {finding.how}"] if finding.how else [line]
