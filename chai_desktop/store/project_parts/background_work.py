"""What runs beside a project, as the file remembers it: jobs of the window, and runs that outlive it."""

from __future__ import annotations

from chai_desktop.store import runs
from chai_desktop.store.project_parts.part import ProjectPart
from chai_desktop.store.records import Run


class BackgroundWork(ProjectPart):
    """Rows that change in place; no steps of the journal."""

    def begin_run(self, kind: str, title: str, folder: str = "", pid: int | None = None) -> str:
        """``kind`` is "job" (lives with the window) or "run" (outlives it). Gives the id of the row."""
        return runs.begin_run(self._file, kind, title, folder, pid)

    def beat(self, run_id: str, fraction: float | None = None, words: str = "") -> None:
        runs.beat(self._file, run_id, fraction, words)

    def end_run(self, run_id: str, state: str, words: str = "") -> None:
        runs.end_run(self._file, run_id, state, words)

    def runs(self) -> list[Run]:
        return runs.runs(self._file)

    def unseen_interrupted(self) -> list[Run]:
        """What a crash interrupted and nobody was told yet."""
        return runs.unseen_interrupted(self._file)
