"""`chai lint captions|critiques FILE`: check many texts at once."""

from __future__ import annotations

import argparse

from chai_desktop.verbs.lint import captions, critiques

_KINDS = {
    "captions": (captions, "check captions, against the answers where a row has them"),
    "critiques": (critiques, "check critiques against their pre- and post-captions"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "chai lint KIND FILE --json prints one JSON line for each row; docs/formats/lint.md and "
        "docs/formats/critique-lint.md tell its fields."
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for kind, (module, summary) in _KINDS.items():
        own = kinds.add_parser(kind, help=summary, description=summary[0].upper() + summary[1:] + ".")
        module.add_arguments(own)
        own.set_defaults(lint_run=module.run)


def run(parsed: argparse.Namespace) -> int:
    return int(parsed.lint_run(parsed))
