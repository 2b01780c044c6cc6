"""How far a long verb is, in one line of a terminal; nothing where nobody watches."""

from __future__ import annotations

import sys

_WIDTH = 60  # characters of what is done now


def show_progress(share: float, what: str) -> None:
    """``share`` is 0 to 1; at 1 the line is emptied."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{share:4.0%} {what[:_WIDTH]:{_WIDTH}}" if share < 1 else "\r" + " " * 66 + "\r")
