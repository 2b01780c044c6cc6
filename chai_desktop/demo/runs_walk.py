"""A run in the window: its plan, what it wrote, and what it could not write, with the reasons."""

from __future__ import annotations

from chai_desktop.demo.stage import Album, wait_until
from chai_desktop.ui.runs.run_plan import Which
from chai_desktop.ui.runs.run_words import RunRow
from chai_desktop.ui.workbench.workbench import RUNS, Workbench


def walk_runs(bench: Workbench, album: Album) -> None:
    """Captions of all clips by the rules, in a process of its own; the project stays as it is."""
    bench.window.show_room(RUNS)
    bench.runs.new()
    planning = bench.runs.planning
    assert planning is not None
    wait_until(lambda: planning.dialog is not None, "the plan of a run is shown")
    dialog = planning.dialog
    assert dialog is not None
    dialog.which[Which.ALL].setChecked(True)
    album.take(bench.window, "plan of a run")
    dialog.agree.click()
    wait_until(lambda: any(row.state == "Done" for row in _rows(bench)), "the run is done", 60)
    album.take(bench.window, "runs")


def _rows(bench: Workbench) -> list[RunRow]:
    return list(bench.runs.view.table.rows) if bench.runs.view is not None else []
