"""`chai search PROJECT WORDS`: find captions, critiques, answers and clip names."""

from __future__ import annotations

import argparse
import json
import sys

from chai_desktop.store.records import Found
from chai_desktop.verbs import DONE, FAILED
from chai_desktop.verbs.project_argument import add_project, look_at_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument("words", nargs="+", help="every one of them must be in the text; the last may be begun only")
    parser.add_argument("--limit", type=int, default=50, help="how many texts at most (default: 50)")
    parser.add_argument("--json", action="store_true", help="print the texts as JSON")


def run(parsed: argparse.Namespace) -> int:
    """0: something was found; 1: nothing was, as `grep` says it."""
    with look_at_project(parsed.project) as project:
        found = project.search(" ".join(parsed.words), parsed.limit)
    sys.stdout.write(_as_json(found) if parsed.json else _as_text(found))
    return DONE if found else FAILED


def _as_text(found: list[Found]) -> str:
    return "".join(f"{each.clip_name}, {_what(each)}: {each.excerpt}\n" for each in found)


def _what(found: Found) -> str:
    return found.what if found.aspect is None else f"{found.aspect} {found.what}"


def _as_json(found: list[Found]) -> str:
    told = [
        {
            "clip": each.clip_name,
            "clip_id": each.clip_id,
            "aspect": each.aspect,
            "what": each.what,
            "excerpt": each.excerpt,
            "start": each.start,
            "end": each.end,
        }
        for each in found
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
