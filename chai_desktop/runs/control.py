"""What somebody asks of a run that works: files in ``control/``, since nobody talks to a run in any other way."""

from __future__ import annotations

import contextlib
import time
from enum import StrEnum
from pathlib import Path

FOLDER = "control"
_LOOK_EVERY = 0.2  # seconds between two looks at the folder


class Wish(StrEnum):
    """The name of the file is the wish; what it holds plays no part."""

    STOP = "stop"  # finish what is being done, then end
    STOP_NOW = "stop_now"  # give up what is being done


def ask(folder: Path, wish: Wish) -> None:
    """Ask every process of the run. OSError where the folder cannot be written to."""
    control = folder / FOLDER
    control.mkdir(exist_ok=True)
    (control / wish).unlink(missing_ok=True)
    (control / wish).touch()


def withdraw(folder: Path) -> None:
    """Before the run is continued: nobody asks for anything any more."""
    for wish in Wish:
        with contextlib.suppress(OSError):
            (folder / FOLDER / wish).unlink(missing_ok=True)


class Wishes:
    """What was asked for since a process began. Older wishes were meant for the processes before it.

    Ages are compared by what the file system says of both files, so that clocks of several computers play no part.
    """

    def __init__(self, folder: Path, begun: Path) -> None:
        """``begun`` is a file that this process has just written in the same file system."""
        self._control = folder / FOLDER
        self._since = begun.stat().st_mtime_ns
        self._looked_at = 0.0
        self._asked: frozenset[Wish] = frozenset()

    def asked(self, wish: Wish) -> bool:
        """Cheap enough to be asked at every step of a decoder."""
        now = time.monotonic()
        if now - self._looked_at >= _LOOK_EVERY:
            self._looked_at = now
            self._asked = frozenset(each for each in Wish if self._is_asked(each))
        return wish in self._asked

    def _is_asked(self, wish: Wish) -> bool:
        try:
            return (self._control / wish).stat().st_mtime_ns >= self._since
        except OSError:
            return False
