"""`chai import PROJECT FILES`: bring video files and folders into a project."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from chai_desktop.exchange.import_clips import ImportProblem, ImportReport, import_files
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.progress import show_progress
from chai_desktop.verbs.project_argument import add_project, open_or_create


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument(
        "files", type=Path, nargs="+", help="video files or folders; the project is made if it is not there"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(parsed: argparse.Namespace) -> int:
    project = open_or_create(parsed.project)
    try:
        report = import_files(lambda operation: operation(project), parsed.files, show_progress, lambda: False)
    finally:
        project.close()
    sys.stdout.write(_as_json(report) if parsed.json else _as_text(report))
    if not (report.added or report.relinked):
        return FAILED
    return IN_PART if report.problems else DONE


def _as_text(report: ImportReport) -> str:
    lines = [report.summary()]
    lines += [f"left out: {_in_words(problem)}" for problem in report.problems]
    lines += [f"taken all the same: {_in_words(note)}" for note in report.notes]
    return "\n".join(lines) + "\n"


def _in_words(problem: ImportProblem) -> str:
    """The file's name once, what is the matter, what to do, and where the file lies."""
    name = "" if problem.path.name in problem.reason else f"{problem.path.name}: "
    return f"{name}{problem.reason} {problem.hint}".rstrip() + f" ({problem.path.parent})"


def _as_json(report: ImportReport) -> str:
    added = [{"id": c.id, "name": c.facts.name, "content_hash": c.facts.content_hash} for c in report.added]
    relinked = [{"id": clip.id, "name": clip.facts.name} for clip in report.relinked]
    left_out = [{"path": str(p.path), "reason": p.reason, "hint": p.hint} for p in report.problems]
    notes = [{"path": str(note.path), "note": note.reason} for note in report.notes]
    found = {"added": added, "relinked": relinked, "left_out": left_out, "notes": notes}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
