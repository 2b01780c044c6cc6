"""`chai check PROJECT`: is everything in it as it should be? `--mend OUT` mends a copy."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.exchange.check_media import check_media
from chai_desktop.store.check.check import check_file
from chai_desktop.store.check.findings import CheckReport, Finding, Level
from chai_desktop.store.check.mend import MendReport, mend_copy
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.progress import show_progress
from chai_desktop.verbs.project_argument import add_project, look_at_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument("--media", action="store_true", help="read the video files too, and compare their SHA-256")
    parser.add_argument(
        "--mend", type=Path, metavar="OUT", help="write a mended copy; the project itself stays as it is"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(parsed: argparse.Namespace) -> int:
    if not os.path.exists(parsed.project):
        raise ProjectError(f"There is no project at {parsed.project}.", "Check the name and the folder.")
    if parsed.mend and os.path.lexists(parsed.mend):
        raise ProjectError(f"{parsed.mend} exists already.", "Choose another name for the mended copy.")
    report = _with_media(parsed.project, check_file(parsed.project, show_progress), parsed.media)
    mended = None
    if parsed.mend and any(finding.mendable for finding in report.findings):
        mended = mend_copy(parsed.project, parsed.mend, report, show_progress)
    sys.stdout.write(_as_json(parsed, report, mended) if parsed.json else _as_text(parsed, report, mended))
    if mended is not None:
        return IN_PART if mended.after.damaged else DONE
    if report.damaged:
        return FAILED
    return IN_PART if any(finding.level is Level.MEDIA for finding in report.findings) else DONE


def _with_media(path: Path, report: CheckReport, whole: bool) -> CheckReport:
    """The report with what is to be said of the video files."""
    try:
        with look_at_project(path) as project:
            found = check_media(project, whole, show_progress)
    except ProjectError as error:
        note = f"The video files were not looked for: {error.message}"
        return replace(report, notes=(*report.notes, note))
    finally:
        show_progress(1.0, "")
    return replace(report, findings=(*report.findings, *found))


def _as_text(parsed: argparse.Namespace, report: CheckReport, mended: MendReport | None) -> str:
    facts = report.facts
    lines = [
        f"{parsed.project.name}: {facts.clips} clips, {facts.answers} answers, {facts.triples} triples, "
        f"{facts.operations} steps of {facts.people} people, {facts.bytes / 1e6:.1f} MB",
        *report.notes,
        *(_in_words(finding) for finding in report.findings),
    ]
    if not report.findings:
        lines.append("Nothing is wrong with it.")
    if mended is not None:
        lines += ["", f"Mended in {parsed.mend}:", *mended.done]
        lines += [f"still there: {_in_words(finding)}" for finding in mended.after.findings]
    elif parsed.mend:
        lines.append("Nothing in it can be mended: no copy was written.")
    elif any(finding.mendable for finding in report.findings):
        lines.append(f"What can be mended is mended in a copy by: chai check {parsed.project} --mend OUT")
    return "\n".join(lines) + "\n"


def _in_words(finding: Finding) -> str:
    mendable = " It can be mended." if finding.mendable else ""
    return f"{finding.level}: {finding.what}{mendable} ({finding.where})"


def _as_json(parsed: argparse.Namespace, report: CheckReport, mended: MendReport | None) -> str:
    told = {
        "file": str(parsed.project),
        "facts": asdict(report.facts),
        "notes": list(report.notes),
        "findings": [asdict(finding) for finding in report.findings],
        "mended": mended
        and {
            "file": str(parsed.mend),
            "done": list(mended.done),
            "findings": [asdict(finding) for finding in mended.after.findings],
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
