"""`chai doctor`: what is here, what can run, how to get the rest."""

from __future__ import annotations

import argparse

from chai_desktop.doctor import run_doctor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(parsed: argparse.Namespace) -> int:
    return run_doctor(parsed.json)
