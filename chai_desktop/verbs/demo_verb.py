"""`chai demo`: the whole loop on the sample project, through the real window."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, default=Path("chai-demo"), help="folder for the project, triples and pictures"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(parsed: argparse.Namespace) -> int:
    from chai_desktop.demo.walk import run_demo  # Qt is loaded for this verb only

    return run_demo(parsed.out, parsed.json)
