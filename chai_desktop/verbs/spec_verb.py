"""`chai spec list | show | check | verify`: browse the video language, check a lab's additions, verify a corpus."""

from __future__ import annotations

import argparse

from chai_desktop.verbs.spec import check, listing, show, verify

_ACTIONS = {"list": listing, "show": show, "check": check, "verify": verify}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Each of them takes --json, and tells more with --help."
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, module in _ACTIONS.items():
        own = actions.add_parser(name, help=module.SUMMARY, description=module.SUMMARY[0].upper() + module.SUMMARY[1:])
        module.add_arguments(own)
        own.add_argument("--json", action="store_true", help="print the result as JSON")


def run(parsed: argparse.Namespace) -> int:
    return _ACTIONS[parsed.action].run(parsed)
