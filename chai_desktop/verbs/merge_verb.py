"""`chai merge A B [MORE] --out C`: join copies of a project that were worked on apart."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from chai_desktop.store.merge.conflicts import Conflict
from chai_desktop.store.merge.merge import MergeReport
from chai_desktop.store.project import Project
from chai_desktop.verbs import DONE, IN_PART
from chai_desktop.verbs.project_argument import look_at_project

Merged = list[tuple[Path, MergeReport]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, help="one copy of the project")
    parser.add_argument("others", type=Path, nargs="+", help="more copies of it, or parts that were handed out")
    parser.add_argument("--out", type=Path, required=True, help="the file to write; the copies stay as they are")
    parser.add_argument("--json", action="store_true", help="print what came, and the conflicts, as JSON")


def run(parsed: argparse.Namespace) -> int:
    """0: all is joined and nothing is open; 3: all is joined, and there are conflicts to settle."""
    with look_at_project(parsed.project) as project:
        project.copy_to(parsed.out)
    try:
        merged, conflicts = _merge_all(parsed.out, parsed.others)
    except BaseException:
        with contextlib.suppress(OSError):
            parsed.out.unlink(missing_ok=True)
        raise
    tell = _as_json if parsed.json else _as_text
    sys.stdout.write(tell(parsed.out, merged, conflicts))
    return IN_PART if conflicts else DONE


def _merge_all(out: Path, others: list[Path]) -> tuple[Merged, list[Conflict]]:
    with Project.open(out) as project:
        merged = [(path, project.merge(path)) for path in others]
        return merged, project.conflicts()


def _as_text(out: Path, merged: Merged, conflicts: list[Conflict]) -> str:
    lines = []
    for path, report in merged:
        lines.append(f"{path.name}: {report.operations} steps came, {report.clips} clips, {report.triples} triples")
        lines += report.notes
    for conflict in conflicts:
        lines.append(f"open: {_where(conflict)}")
        for number, side in enumerate(conflict.sides):
            counts = " (counts until it is settled)" if number == 0 else ""
            lines.append(f"  {side.author.name}, {side.at}: {side.words}{counts}")
    lines.append(f"Written to {out}.")
    if conflicts:
        lines.append("Settle what is open in the window: open the project there.")
    return "\n".join(lines) + "\n"


def _where(conflict: Conflict) -> str:
    return f"{conflict.what} of {conflict.clip_name}" if conflict.clip_name else conflict.what


def _as_json(out: Path, merged: Merged, conflicts: list[Conflict]) -> str:
    told = {
        "file": str(out),
        "merged": [
            {
                "file": str(path),
                "operations": report.operations,
                "clips": report.clips,
                "triples": report.triples,
                "notes": list(report.notes),
            }
            for path, report in merged
        ],
        "conflicts": [_conflict(conflict) for conflict in conflicts],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _conflict(conflict: Conflict) -> dict[str, Any]:
    sides = [{"author": side.author.name, "at": side.at, "value": side.words} for side in conflict.sides]
    return {"kind": conflict.kind, "clip": conflict.clip_name, "what": conflict.what, "sides": sides}
