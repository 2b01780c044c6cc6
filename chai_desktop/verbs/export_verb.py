"""`chai export PROJECT --out FILE`: the submitted triples as JSON Lines."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.triples import export_triples
from chai_desktop.verbs import DONE
from chai_desktop.verbs.project_argument import add_project, open_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument("--out", type=Path, required=True, help="the JSON Lines file to write; replaced as a whole")
    parser.add_argument("--json", action="store_true", help="print the count as JSON")


def run(parsed: argparse.Namespace) -> int:
    project = open_project(parsed.project, read_only=True)
    try:
        if not project.triples():  # an older export of that name stays as it is
            raise ChaiError(
                f"Nothing is submitted in {parsed.project.name} yet, so nothing was written.",
                "Submit a caption in the window first (Ctrl+Return in the Annotate room).",
            )
        count = export_triples(project, parsed.out)
    finally:
        project.close()
    if parsed.json:
        sys.stdout.write(json.dumps({"triples": count, "file": str(parsed.out)}) + "\n")
    else:
        sys.stdout.write(f"{count} {'triple' if count == 1 else 'triples'} written to {parsed.out}\n")
    return DONE
