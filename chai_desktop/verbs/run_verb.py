"""`chai run`: open the window."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "project", type=Path, nargs="?", help="the project to open; without it the last one, or the sample"
    )
    parser.add_argument("--theme", choices=("system", "dark", "light"), help="colours for this start only")


def run(parsed: argparse.Namespace) -> int:
    from chai_desktop.app import run_window  # Qt is loaded for this verb only

    return run_window(parsed.project, parsed.theme)
