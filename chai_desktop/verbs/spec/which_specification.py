"""The arguments that say which specification is meant, beyond the built-in one."""

from __future__ import annotations

import argparse
from pathlib import Path

from chai_desktop.spec.specification import Specification, load_specification


def add_which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--part", action="append", default=[], help="with this optional part; may be repeated")
    parser.add_argument("--additions", type=Path, metavar="FILE", help="with a lab's own file of additions")


def chosen(parsed: argparse.Namespace) -> Specification:
    return load_specification(parsed.part, parsed.additions)
