"""How the start script speaks to the person: on standard error, so that a verb's own output stays clean."""

from __future__ import annotations

import sys

FAILED = 1
NEEDS_THE_PERSON = 4  # something must be installed that only the person may install


class SetupError(Exception):
    """The program cannot be set up; the message says what to do, and ``code`` is the exit code."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def agreed(question: str) -> bool:
    """Ask a yes/no question; Enter means yes. Without a terminal nobody can agree."""
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    sys.stderr.write(f"{question} [Y/n] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("", "y", "yes")
