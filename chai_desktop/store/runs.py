"""Background work as rows: what runs, how far it is, and what a crash interrupted."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING

import psutil

from chai_desktop.store.file.ids import new_id, now
from chai_desktop.store.records import Run

if TYPE_CHECKING:
    from chai_desktop.store.file.project_file import ProjectFile, Row

_SAME_START = 5.0  # seconds: the start time of a process is derived from the clock, which may be set a little


def begin_run(file: ProjectFile, kind: str, title: str, folder: str = "", pid: int | None = None) -> str:
    """Write down that work has begun, in this process or in the one with ``pid``; gives its id."""
    process = psutil.Process(pid or os.getpid())
    row = {
        "id": new_id(),
        "kind": kind,
        "title": title,
        "state": "running",
        "fraction": None,
        "words": "",
        "folder": folder,
        "pid": process.pid,
        "process_started": process.create_time(),
        "host": platform.node(),
        "started_at": now(),
        "heartbeat_at": now(),
        "seen": 0,
    }
    with file.in_place():
        file.insert("runs", row)
    return str(row["id"])


def beat(file: ProjectFile, run_id: str, fraction: float | None, words: str) -> None:
    """It is alive, and this far (0 to 1)."""
    with file.in_place():
        file.execute(
            "UPDATE runs SET fraction = ?, words = ?, heartbeat_at = ? WHERE id = ? AND state = 'running'",
            (fraction, words, now(), run_id),
        )


def end_run(file: ProjectFile, run_id: str, state: str, words: str = "") -> None:
    """It ended: "done", "failed" or "cancelled"."""
    with file.in_place():
        file.execute(
            "UPDATE runs SET state = ?, words = ?, heartbeat_at = ?, seen = 1 WHERE id = ?",
            (state, words, now(), run_id),
        )


def mark_interrupted(file: ProjectFile) -> None:
    """On opening: what is said to run, but whose process is gone, was interrupted."""
    if found := gone(file):
        with file.in_place():
            for row in found:
                file.execute("UPDATE runs SET state = 'interrupted' WHERE id = ?", (row["id"],))


def gone(file: ProjectFile) -> list[Row]:
    """Rows that say "running", of work whose process is gone."""
    return [row for row in file.rows("SELECT * FROM runs WHERE state = 'running'") if not _is_alive(row)]


def runs(file: ProjectFile) -> list[Run]:
    """All of them, the newest first."""
    return [_run(row) for row in file.rows("SELECT * FROM runs ORDER BY started_at DESC, id DESC")]


def unseen_interrupted(file: ProjectFile) -> list[Run]:
    """What was interrupted and has not been told to anybody yet; from now on it counts as told."""
    found = [_run(row) for row in file.rows("SELECT * FROM runs WHERE state = 'interrupted' AND seen = 0")]
    if found and not file.read_only:
        with file.in_place():
            file.execute("UPDATE runs SET seen = 1 WHERE state = 'interrupted'")
    return found


def _is_alive(row: Row) -> bool:
    """A job lives with its window, and no window but this one can have the file open. Of another computer's runs
    nothing can be known from here."""
    if row["kind"] == "job" or row["host"] != platform.node():
        return str(row["kind"]) != "job"
    try:
        return abs(psutil.Process(row["pid"]).create_time() - float(row["process_started"])) < _SAME_START
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def _run(row: Row) -> Run:
    return Run(
        id=row["id"],
        kind=row["kind"],
        title=row["title"],
        state=row["state"],
        fraction=row["fraction"],
        words=row["words"],
        folder=row["folder"],
        started_at=row["started_at"],
        heartbeat_at=row["heartbeat_at"],
    )
