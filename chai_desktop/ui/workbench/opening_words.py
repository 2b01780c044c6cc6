"""What a person is told when a project has opened: what opening found out, and what was interrupted; without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chai_desktop.ui.notices.notice import Level, Notice

if TYPE_CHECKING:
    from chai_desktop.store.records import Run

_WAYS_ON = {
    "Import": "The clips added before are here. Import the same files again: only those that are missing are added.",
    "Draft": "Nothing was written. Draft again.",
    "Revise": "Nothing was written. Revise again.",
    "Export": "No file was written, or it is the former one. Export again.",
}
_ELSE = "What it had finished before is kept. Start it again if you still want it."


def notes_notice(notes: Sequence[str]) -> Notice | None:
    """One quiet message of all that opening found out; None where it found nothing."""
    if not notes:
        return None
    if len(notes) == 1:
        return Notice(notes[0], level=Level.INFO)
    return Notice("Opening the project found out several things.", level=Level.INFO, details=tuple(notes))


def interrupted_notice(runs: Sequence[Run]) -> Notice | None:
    """One message of all work that was cut off; None where there was none."""
    if not runs:
        return None
    if len(runs) == 1:
        return Notice(f"{runs[0].title} was interrupted{_progress(runs[0])}.", way_on(runs[0]), Level.WARNING)
    details = tuple(f"{run.title}{_progress(run)}. {way_on(run)}" for run in runs)
    return Notice(f"{len(runs)} pieces of work were interrupted.", level=Level.WARNING, details=details)


def way_on(run: Run) -> str:
    """What to do about work that was cut off."""
    return next((words for start, words in _WAYS_ON.items() if run.title.startswith(start)), _ELSE)


def _progress(run: Run) -> str:
    return "" if run.fraction is None else f" at {100 * run.fraction:.0f} %"
