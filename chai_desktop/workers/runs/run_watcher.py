"""Reads run folders again and again, on a thread of its own: a slow disk never keeps the window waiting."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from chai_desktop.errors import ChaiError

if TYPE_CHECKING:
    from chai_desktop.runs.records import RunDescription
    from chai_desktop.runs.truth import RunTruth

_EVERY = 0.7  # seconds between two looks while somebody looks on
_SELDOM = 5.0  # seconds while nobody does
_LOG_LINES = 200
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SeenRun:
    """``problem`` says why the folder could not be read; then there is nothing else."""

    folder: Path
    description: RunDescription | None = None
    truth: RunTruth | None = None
    problem: str = ""


@dataclass(frozen=True)
class RunInside:
    """What is read of the one run that somebody looks into."""

    folder: Path
    log: tuple[str, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()


@dataclass
class _Watched:
    home: Path | None = None
    inside: Path | None = None
    attended: bool = False
    marks: dict[Path, tuple[object, ...]] = field(default_factory=dict)  # what a folder's rows looked like when read


class RunWatcher(QThread):
    """Nothing is read before ``follow``. Signals arrive on the thread that made it (the UI thread)."""

    seen = Signal(object)  # tuple of SeenRun, the newest first; only when something is new
    looked_inside = Signal(object)  # RunInside

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs")
        self._door = Lock()
        self._wake = Event()
        self._over = False
        self._watched = _Watched()
        self._last: tuple[SeenRun, ...] | None = None
        self._last_inside: RunInside | None = None

    def follow(self, home: Path | None) -> None:
        """The folder in which the runs lie from now on; None: none."""
        with self._door:
            self._watched.home, self._watched.inside = home, None
            self._last = self._last_inside = None
        self._look_soon()

    def look_into(self, folder: Path | None) -> None:
        """The run whose log and failures are wanted."""
        with self._door:
            self._watched.inside, self._last_inside = folder, None
            self._watched.marks.clear()
        self._look_soon()

    def attend(self, attended: bool) -> None:
        """Whether somebody looks on."""
        with self._door:
            self._watched.attended = attended
        self._look_soon()

    def look_again(self) -> None:
        """Something was done just now."""
        self._look_soon()

    def finish(self) -> None:
        self._over = True
        self._wake.set()
        self.wait()

    def run(self) -> None:
        while not self._over:
            with self._door:
                home, inside, attended = self._watched.home, self._watched.inside, self._watched.attended
            try:
                self._look(home, inside)
            except Exception:  # noqa: BLE001 - the boundary of the thread: it looks again in a moment
                _log.exception("the runs could not be read")
            self._wake.wait(_EVERY if attended else _SELDOM)
            self._wake.clear()

    def _look_soon(self) -> None:
        if not self._over and not self.isRunning():
            self.start(QThread.Priority.LowPriority)
        self._wake.set()

    def _look(self, home: Path | None, inside: Path | None) -> None:
        seen = read_runs(home) if home is not None else ()
        with self._door:
            news = home == self._watched.home and seen != self._last
            if news:
                self._last = seen
        if news:
            self.seen.emit(seen)
        if inside is not None:
            self._look_inside(inside)

    def _look_inside(self, folder: Path) -> None:
        found = self._inside(folder)
        with self._door:
            news = folder == self._watched.inside and found != self._last_inside
            if news:
                self._last_inside = found
        if news:
            self.looked_inside.emit(found)

    def _inside(self, folder: Path) -> RunInside:
        from chai_desktop.models.bulk.rows import ROWS, reasons
        from chai_desktop.runs.run_folder import RunFolder, last_lines

        run = RunFolder(folder)
        logs = run.files_called("log.txt")
        lines = tuple(line for path in logs for line in last_lines(path, _LOG_LINES // max(1, len(logs))))
        mark = tuple((path, path.stat().st_size) for path in run.files_called(ROWS))
        before = self._last_inside
        if before is not None and before.folder == folder and self._watched.marks.get(folder) == mark:
            return RunInside(folder, lines, before.reasons)
        self._watched.marks[folder] = mark
        return RunInside(folder, lines, tuple(reasons(run)))


def read_runs(home: Path) -> tuple[SeenRun, ...]:
    """Every run folder in ``home``, the newest first."""
    try:
        folders = [entry for entry in home.iterdir() if (entry / "run.json").is_file()]
    except OSError:
        return ()
    seen = [_read(folder) for folder in folders]
    return tuple(sorted(seen, key=lambda run: run.description.made_at if run.description else "", reverse=True))


def _read(folder: Path) -> SeenRun:
    from chai_desktop.runs.run_folder import RunFolder
    from chai_desktop.runs.truth import look

    try:
        run = RunFolder(folder)
        description = run.description()
        return SeenRun(folder, description, look(run, description.shards))
    except ChaiError as error:
        return SeenRun(folder, problem=str(error))
