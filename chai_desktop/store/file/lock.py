"""Who has a project file open: a small file beside it names the process to a second opener.

The lock itself is SQLite's exclusive file lock, which the system releases when a process dies. The file
``NAME.chai.lock`` is written only by the process that holds that lock.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from chai_desktop.store.refusals import ProjectLockedError

_SAME_START = 5.0  # seconds: the start time of a process is derived from the clock, which may be set a little

# Real paths that this process has open for writing. Another descriptor on such a file must not even be opened
# and closed: POSIX would drop SQLite's lock with it (sqlite.org/howtocorrupt.html, section 2.2).
_open_here: set[Path] = set()


@dataclass(frozen=True)
class Owner:
    """``started`` is the process's start in seconds since 1970; ``file`` the inode of the project file."""

    pid: int
    started: float
    host: str
    file: int


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _read_owner(path: Path) -> Owner | None:
    try:
        return Owner(**json.loads(_lock_path(path).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # no such file, or one that says nothing: SQLite's own lock still decides


def _is_alive(owner: Owner, path: Path) -> bool:
    if owner.file != path.stat().st_ino:
        return False  # copied together with the project
    if owner.host != platform.node():
        return True  # cannot be known from here
    try:
        return abs(psutil.Process(owner.pid).create_time() - owner.started) < _SAME_START
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def refuse_if_open_here(path: Path) -> None:
    if path in _open_here:
        raise ProjectLockedError(f"{path.name} is already open in this window.", "Go on with it there.")


def refuse_if_owned(path: Path) -> None:
    """Raise ProjectLockedError where another living process has the file open."""
    refuse_if_open_here(path)
    owner = _read_owner(path)
    if owner is not None and _is_alive(owner, path):
        raise locked(path)


def locked(path: Path) -> ProjectLockedError:
    """The refusal, with the owner's name where it is known."""
    owner = _read_owner(path)
    who = "" if owner is None else f" (process {owner.pid} on {owner.host})"
    elsewhere = owner is not None and owner.host != platform.node()
    gone = f" If that computer no longer runs it, delete {_lock_path(path)}." if elsewhere else ""
    return ProjectLockedError(
        f"{path.name} is open in another window of CHAI Desktop{who}.",
        f"Close it there, or open it here for reading only.{gone}",
    )


class Claim:
    """This process's entry beside a project file: written before the lock is taken, put in place after."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where nothing can be written beside the file."""
        self._path = path
        self._draft = path.with_name(f"{path.name}.lock.{os.getpid()}")
        started = psutil.Process().create_time()
        owner = Owner(os.getpid(), started, platform.node(), path.stat().st_ino)
        try:
            self._draft.write_text(json.dumps(asdict(owner)), "utf-8")
        except OSError:
            self.withdraw()
            raise

    def confirm(self) -> None:
        os.replace(self._draft, _lock_path(self._path))
        _open_here.add(self._path)

    def withdraw(self) -> None:
        with contextlib.suppress(OSError):  # a read-only folder has nothing to take away
            self._draft.unlink(missing_ok=True)

    def release(self) -> None:
        _open_here.discard(self._path)
        with contextlib.suppress(OSError):  # left behind, it names a process that is gone: the next opener takes it
            _lock_path(self._path).unlink(missing_ok=True)
