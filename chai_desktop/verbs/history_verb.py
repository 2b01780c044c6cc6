"""`chai history PROJECT`: who did what, and when."""

from __future__ import annotations

import argparse
import json
import sys

from chai_desktop.store.project import Project
from chai_desktop.store.records import JournalEntry, Moment
from chai_desktop.verbs import DONE
from chai_desktop.verbs.project_argument import add_project, clips_called, look_at_project

_VERBS = {"undo": "Undo: ", "redo": "Redo: "}
Entry = JournalEntry | Moment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument("--clip", metavar="NAME", help="only what was done to the clip of this name")
    parser.add_argument("--limit", type=int, default=50, help="how many steps, the newest first (default: 50; 0: all)")
    parser.add_argument("--json", action="store_true", help="print the steps as JSON")


def run(parsed: argparse.Namespace) -> int:
    with look_at_project(parsed.project) as project:
        entries = _entries(project, parsed.clip, parsed.limit)
    sys.stdout.write(_as_json(entries) if parsed.json else _as_text(entries))
    return DONE


def _entries(project: Project, clip: str | None, limit: int) -> list[Entry]:
    if clip is None:
        return list(project.journal(limit or -1))
    found: list[Entry] = [moment for each in clips_called(project, [clip]) for moment in project.moments(each.id)]
    found.sort(key=lambda entry: (entry.at, entry.operation_id), reverse=True)
    return found[: limit or None]


def _as_text(entries: list[Entry]) -> str:
    return "".join(f"{entry.at[:19]}Z  {entry.author.name}  {_name(entry)}\n" for entry in entries)


def _name(entry: Entry) -> str:
    return f"{_VERBS.get(entry.kind, '')}{entry.name}{'  (undone)' if entry.undone else ''}"


def _as_json(entries: list[Entry]) -> str:
    told = [
        {
            "id": entry.operation_id,
            "at": entry.at,
            "author": entry.author.name,
            "kind": entry.kind,
            "name": entry.name,
            "undone": entry.undone,
        }
        for entry in entries
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
