"""The analysis process: one order in, one JSON line for each thing that happens out.

Exit code 0: done, as far as could be; 1: the file cannot be read, or the order is none; 2: cancelled.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.media.analysis.manners import EndOfInput, die_with_parent, give_way
from chai_desktop.media.analysis.order import AnalysisOrder, Report
from chai_desktop.media.analysis.running import analyse

_TELL_EVERY = 0.1  # seconds between two lines that only say how far it is


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m chai_desktop.media.analysis ORDER.json   (- reads it from standard input)\n")
        return 1
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    give_way()
    try:
        text, cancelled = _read_order(arguments[0])
        analyse(AnalysisOrder.from_json(text), _Teller(), cancelled)
    except Cancelled:
        return 2
    except ChaiError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _read_order(source: str) -> tuple[str, Callable[[], bool]]:
    """The order, and how to know that it is not wanted any more: from a window, when it closes the pipe."""
    if source != "-":
        return Path(source).read_text("utf-8"), lambda: False
    die_with_parent()
    text = sys.stdin.readline()
    return text, EndOfInput(sys.stdin)


class _Teller:
    """Writes reports as lines; those that only say how far it is come a few times a second."""

    def __init__(self) -> None:
        self._told_at = 0.0

    def __call__(self, report: Report) -> None:
        now = time.monotonic()
        if report.state == "running" and 0 < report.fraction < 1 and now - self._told_at < _TELL_EVERY:
            return
        self._told_at = now
        try:
            sys.stdout.write(f"{report.as_json()}\n")
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise Cancelled from error  # nobody listens any more


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
