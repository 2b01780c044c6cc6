"""`chai lint captions|critiques FILE`: check many texts at once."""

from __future__ import annotations

import argparse
import importlib
from importlib.util import find_spec

# Kind of text -> the module with its arguments and its run function.
KINDS = {
    "captions": ("chai_desktop.verbs.lint_captions", "check captions, against the answers where a row has them"),
    "critiques": ("chai_desktop.verbs.lint_critiques", "check critiques against their pre- and post-captions"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "chai lint KIND FILE --json prints one JSON line for each row; docs/formats/lint.md tells its fields."
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for kind, (module_name, summary) in KINDS.items():
        if find_spec(module_name) is None:
            continue
        module = importlib.import_module(module_name)
        own = kinds.add_parser(kind, help=summary, description=summary[0].upper() + summary[1:] + ".")
        module.add_arguments(own)
        own.set_defaults(lint_run=module.run)


def run(parsed: argparse.Namespace) -> int:
    return int(parsed.lint_run(parsed))
