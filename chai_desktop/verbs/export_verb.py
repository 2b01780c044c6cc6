"""`chai export PROJECT --out FILE`: the submitted triples, or the preferences, as JSON Lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.json_lines import write_lines
from chai_desktop.exchange.preferences import preference_lines
from chai_desktop.exchange.triples import triple_lines
from chai_desktop.store.project import Project
from chai_desktop.verbs import DONE
from chai_desktop.verbs.project_argument import add_project, read_project


@dataclass(frozen=True)
class _Export:
    """``one`` of what is written, in a word; what to say, and to do, where there is none."""

    lines: Callable[[Project], Sequence[BaseModel]]
    one: str
    nothing: str
    way_out: str


_EXPORTS = {
    "triples": _Export(
        triple_lines,
        "triple",
        "Nothing is submitted in {name} yet",
        "Submit a caption in the window first (Ctrl+Return in the Annotate room).",
    ),
    "preferences": _Export(
        preference_lines,
        "preference",
        "Nobody chose among candidates in {name} yet",
        "Let an engine write several drafts in the Annotate room, and choose one of them.",
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument("--out", type=Path, required=True, help="the JSON Lines file to write; replaced as a whole")
    parser.add_argument(
        "--what",
        choices=list(_EXPORTS),
        default="triples",
        help="triples (the default), or which candidate was preferred to which",
    )
    parser.add_argument("--json", action="store_true", help="print the count as JSON")


def run(parsed: argparse.Namespace) -> int:
    export = _EXPORTS[parsed.what]
    count = write_lines(parsed.out, read_project(parsed.project, export.lines))
    if not count:  # an older export of that name stays as it is
        raise ChaiError(f"{export.nothing.format(name=parsed.project.name)}, so nothing was written.", export.way_out)
    if parsed.json:
        sys.stdout.write(json.dumps({parsed.what: count, "file": str(parsed.out)}) + "\n")
    else:
        sys.stdout.write(f"{count} {export.one}{'' if count == 1 else 's'} written to {parsed.out}\n")
    return DONE
