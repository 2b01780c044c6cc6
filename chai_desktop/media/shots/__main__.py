"""`python -m chai_desktop.media.shots FILE OUT.json`: the search in a process of its own.

Writes the share done, 0 to 1, one line each; ends when its standard input is closed. Exit code 1: the reason stands on
standard error, the hint on its second line.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from chai_desktop.errors import ChaiError
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.shots import find_shots, save_shots


def main(path: Path, out: Path) -> int:
    threading.Thread(target=_end_with_the_window, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        save_shots(find_shots(path, build_frame_index(path), _tell), out)
    except ChaiError as error:
        sys.stderr.write(f"{error.message}\n{error.hint}\n")
        return 1
    return 0


def _tell(share: float) -> None:
    sys.stdout.write(f"{share:.4f}\n")
    sys.stdout.flush()


def _end_with_the_window() -> None:
    while sys.stdin.readline():
        pass
    os._exit(2)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
