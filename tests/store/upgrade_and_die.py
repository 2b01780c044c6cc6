"""Opens copies of an older project, and dies at every Nth statement that the upgrade gives to SQLite.

python upgrade_and_die.py PROJECT TARGET N

TARGET/0, TARGET/N, ... are what each death leaves; in TARGET/whole the upgrade came to its end.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from pathlib import Path

from sqlite_utils import Database

from chai_desktop.store.file import opening
from chai_desktop.store.project import Project

DEAD = 9


def main() -> None:
    source, target, every = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    for number in itertools.count(0, every):
        folder = target / str(number)
        folder.mkdir(parents=True)
        path = Path(shutil.copyfile(source, folder / "Film.chai"))
        child = os.fork()
        if child == 0:
            _die_at(number)
            Project.open(path).close()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code == 0:
            folder.rename(target / "whole")
            return
        if code != DEAD:
            sys.exit(f"opening ended with {code} at statement {number}")


def _die_at(number: int) -> None:
    left = number
    connect = opening.connect

    def count(_statement: str) -> None:
        nonlocal left
        if left == 0:
            os._exit(DEAD)
        left -= 1

    def counting(path: Path) -> Database:
        db = connect(path)
        db.conn.set_trace_callback(count)
        return db

    opening.connect = counting


if __name__ == "__main__":
    main()
