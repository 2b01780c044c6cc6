"""`chai share PROJECT --clips NAME... --out PART`: hand out some of the clips, to be merged back later."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.project import Project
from chai_desktop.verbs import DONE
from chai_desktop.verbs.project_argument import add_project, clips_called, look_at_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument("--clips", nargs="+", required=True, metavar="NAME", help="the names of the clips")
    parser.add_argument("--out", type=Path, required=True, help="the project file to write, with these clips only")
    parser.add_argument(
        "--for", dest="person", metavar="PERSON", help="who will work in it, by the name in the project"
    )
    parser.add_argument("--json", action="store_true", help="print the count as JSON")


def run(parsed: argparse.Namespace) -> int:
    with look_at_project(parsed.project) as project:
        person = _person_id(project, parsed.person)
        clips = clips_called(project, list(dict.fromkeys(parsed.clips)))
        count = project.export_share([clip.id for clip in clips], parsed.out, person)
    if parsed.json:
        sys.stdout.write(json.dumps({"clips": count, "file": str(parsed.out)}) + "\n")
    else:
        clips_in_words = "1 clip" if count == 1 else f"{count} clips"
        sys.stdout.write(
            f"{clips_in_words} written to {parsed.out}. Bring the work back with: "
            f"chai merge {parsed.project} {parsed.out} --out NEW\n"
        )
    return DONE


def _person_id(project: Project, name: str | None) -> str:
    if name is None:
        return ""
    people = {person.name: person.id for person in project.people()}
    if name not in people:
        hint = f"It knows {', '.join(people)}. In the window, File > People adds others."
        raise ProjectError(f"{project.path.name} knows nobody called {name}.", hint)
    return people[name]
