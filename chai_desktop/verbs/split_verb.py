"""`chai split PROJECT --clip NAME | --file FILE`: make a clip of each shot."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.exchange.import_clips import read_footage
from chai_desktop.exchange.splitting import (
    Footage,
    SplitReport,
    footage_of,
    part_name,
    split_footage,
)
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.shots import Shot, find_shots, shots_within
from chai_desktop.store.project import Project
from chai_desktop.verbs import DONE
from chai_desktop.verbs.progress import show_progress
from chai_desktop.verbs.project_argument import add_project, clips_called, look_at_project, open_or_create, open_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--clip", metavar="NAME", help="a clip of the project")
    what.add_argument("--file", type=Path, help="a video file; the project is made if it is not there")
    parser.add_argument(
        "--take-out", action="store_true", help="take the clip itself out of the project, if nobody worked on it"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say which clips it would add")
    parser.add_argument("--json", action="store_true", help="print the shots and the clips as JSON")


def run(parsed: argparse.Namespace) -> int:
    """0 also where the clip is one shot: then nothing is added."""
    project = _open(parsed)
    try:
        footage = _footage(project, parsed)
        shots = _shots(footage)
        named = [(part_name(footage.facts.name, n, len(shots)), shot) for n, shot in enumerate(shots, start=1)]
        report = SplitReport()
        if len(shots) > 1 and not parsed.dry_run:
            report = split_footage(lambda do: do(project), footage, named, parsed.take_out, show_progress)
            show_progress(1.0, "")
    finally:
        project.close()
    tell = _as_json if parsed.json else _as_text
    sys.stdout.write(tell(footage, named, report, parsed))
    return DONE


def _open(parsed: argparse.Namespace) -> Project:
    if parsed.dry_run:
        return look_at_project(parsed.project)
    return open_project(parsed.project) if parsed.file is None else open_or_create(parsed.project)


def _footage(project: Project, parsed: argparse.Namespace) -> Footage:
    if parsed.file is not None:
        return Footage(read_footage(parsed.file)[0])
    found = clips_called(project, [parsed.clip])
    if len(found) > 1:
        raise ProjectError(f"{len(found)} clips are called {parsed.clip}.", "Name the file with --file instead.")
    return footage_of(project, found[0].id)


def _shots(footage: Footage) -> tuple[Shot, ...]:
    facts = footage.facts
    path = Path(facts.path)
    index = build_frame_index(path)
    shots = find_shots(path, index, lambda share: show_progress(share, f"Looking for cuts in {path.name}"))
    return shots_within(shots, facts.first_frame, facts.last_frame)


def _as_text(footage: Footage, named: list[tuple[str, Shot]], report: SplitReport, parsed: argparse.Namespace) -> str:
    name = footage.facts.name
    if len(named) < 2:
        return f"{name} is one shot; there is nothing to split.\n"
    lines = [f"{name} holds {len(named)} shots:"]
    lines += [f"  {clip}: frames {shot.first} to {shot.last}, {_begins(shot)}" for clip, shot in named]
    if parsed.dry_run:
        return "\n".join([*lines, "Nothing was added."]) + "\n"
    lines.append(f"{len(report.added)} clips added; they lie in the same file, nothing was encoded again.")
    lines += [f"already there: {clip}" for clip in report.already]
    if report.taken_out:
        lines.append(f"{name} itself was taken out; chai history tells the step, and undo brings it back.")
    elif parsed.take_out:
        lines.append(f"{name} itself stays: {'somebody worked on it' if footage.has_work else 'nothing was added'}.")
    return "\n".join(lines) + "\n"


def _begins(shot: Shot) -> str:
    return f"begins with a {shot.transition}" if shot.transition != "start" else "begins the clip"


def _as_json(footage: Footage, named: list[tuple[str, Shot]], report: SplitReport, parsed: argparse.Namespace) -> str:
    told: dict[str, Any] = {
        "name": footage.facts.name,
        "content_hash": footage.facts.content_hash,
        "shots": [
            {"name": name, "first_frame": shot.first, "last_frame": shot.last, "transition": str(shot.transition)}
            for name, shot in named
        ],
        "added": [
            {"id": c.id, "name": c.facts.name, "first_frame": c.facts.first_frame, "last_frame": c.facts.last_frame}
            for c in report.added
        ],
        "already": list(report.already),
        "taken_out": report.taken_out,
        "dry_run": parsed.dry_run,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
