"""Does one thing to copies of a folder, and dies at its first, second, third ... call that changes the disk.

python kill_at_each_step.py restore|recover FOLDER TARGET

FOLDER holds Film.chai, its log and its backups. TARGET/0, TARGET/1, ... are what each death leaves; the last of them
is the one in which everything was done. A copy of a file is left half-written by a death.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chai_desktop.store.backup.names import Backup, Reason, list_backups
from chai_desktop.store.backup.restoring import restore_backup
from chai_desktop.store.recovery.ladder import recover

DEAD = 9


def main() -> None:
    what, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    number = 0
    while True:
        folder = target / str(number)
        shutil.copytree(source, folder)
        child = os.fork()
        if child == 0:
            _die_at(number)
            _act(what, folder / "Film.chai")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code == 0:
            return
        if code != DEAD:
            sys.exit(f"{what} ended with {code} at step {number}")
        number += 1


def _act(what: str, path: Path) -> None:
    if what == "restore":
        restore_backup(path, oldest_of_the_half_hours(path))
    else:
        recover(path)


def oldest_of_the_half_hours(path: Path) -> Backup:
    return [backup for backup in list_backups(path) if backup.reason == Reason.HALF_HOUR][-1]


def _die_at(number: int) -> None:
    left = number

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            nonlocal left
            if left == 0:
                if real is copyfile:
                    content = Path(arguments[0]).read_bytes()
                    Path(arguments[1]).write_bytes(content[: len(content) // 2])
                os._exit(DEAD)
            left -= 1
            return real(*arguments, **more)

        return call

    copyfile = shutil.copyfile
    for name in ("replace", "unlink", "mkdir", "rmdir", "fsync", "truncate"):
        setattr(os, name, counted(getattr(os, name)))
    shutil.copyfile = counted(copyfile)


if __name__ == "__main__":
    main()
