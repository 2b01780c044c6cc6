"""`chai relink PROJECT FOLDER`: find the files of clips again that were moved or renamed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.exchange.relinking import RelinkPlan, missing_clips, plan_relink
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.progress import show_progress
from chai_desktop.verbs.project_argument import add_project, look_at_project, open_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument("folder", type=Path, help="where to look, with all folders in it")
    parser.add_argument("--dry-run", action="store_true", help="only say what is found")
    parser.add_argument("--json", action="store_true", help="print what is found as JSON")


def run(parsed: argparse.Namespace) -> int:
    """0: no clip is without its file any more; 3: some are; 1: not one was found."""
    if not parsed.folder.is_dir():
        raise ProjectError(f"There is no folder {parsed.folder}.", "Name the folder where the video files are now.")
    with (look_at_project if parsed.dry_run else open_project)(parsed.project) as project:
        missing = missing_clips(project.clips())
        plan = plan_relink(missing, parsed.folder.absolute(), show_progress, lambda: False)
        if plan.found and not parsed.dry_run:
            project.relink_clips(plan.paths())
    sys.stdout.write(_as_json(plan, parsed.dry_run) if parsed.json else _as_text(plan, parsed.dry_run))
    if not plan.still_missing:
        return DONE
    return IN_PART if plan.found else FAILED


def _as_text(plan: RelinkPlan, dry_run: bool) -> str:
    if not plan.found and not plan.still_missing:
        return "Every clip has its file.\n"
    verb = "can be found" if dry_run else "found"
    lines = [f"{len(plan.found)} {verb} again, {len(plan.still_missing)} still missing."]
    lines += [f"  {each.clip.facts.name}: {each.path}" for each in plan.found]
    lines += [f"still missing: {clip.facts.name} ({clip.facts.path})" for clip in plan.still_missing]
    lines += [f"has the name but other bytes: {path}" for path in plan.same_name]
    lines += [f"not searched: {reason}" for reason in plan.not_searched]
    return "\n".join(lines) + "\n"


def _as_json(plan: RelinkPlan, dry_run: bool) -> str:
    told = {
        "folder": str(plan.folder),
        "found": [
            {"id": each.clip.id, "name": each.clip.facts.name, "path": str(each.path), "renamed": each.renamed}
            for each in plan.found
        ],
        "still_missing": [
            {"id": clip.id, "name": clip.facts.name, "path": clip.facts.path} for clip in plan.still_missing
        ],
        "same_name": [str(path) for path in plan.same_name],
        "not_searched": list(plan.not_searched),
        "dry_run": dry_run,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
