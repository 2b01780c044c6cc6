"""Joins the Runs page with run folders, the project and the engines of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chai_desktop.errors import Cancelled, ChaiError
from chai_desktop.models.roles import EngineRole
from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.ui.window.keys_to import KeysTo
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.models.bulk.collecting import CollectReport
    from chai_desktop.ui.runs.new_run import NewRun
    from chai_desktop.ui.runs.run_words import RunRow
    from chai_desktop.ui.runs.runs_view import RunsView
    from chai_desktop.workers.runs.run_watcher import RunInside, RunWatcher, SeenRun


class RunsDesk(QObject):
    """``room`` is an empty page until somebody looks at it, or the project has runs; the view is made then."""

    said = Signal(object)  # Notice
    collected = Signal()  # the project holds more candidates than before
    room_wanted = Signal()

    def __init__(
        self, window: QWidget, jobs: JobQueue, engines: EngineService, selected: Callable[[], list[str]]
    ) -> None:
        """``selected`` gives the ids of the clips that are selected in the library."""
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._engines = engines
        self._thread: ProjectThread | None = None
        self._home: Path | None = None
        self._may_change = False
        self._told: set[tuple[Path, int]] = set()  # runs of which it was said that they were interrupted
        self._shown = False
        self.runs: tuple[SeenRun, ...] = ()
        self.room = QWidget()
        self._layout = QVBoxLayout(self.room)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.view: RunsView | None = None
        self._selected = selected
        self.planning: NewRun | None = None
        self._watcher: RunWatcher | None = None

    # --- the project -----------------------------------------------------------------------------

    def attach(self, thread: ProjectThread | None, path: Path | None, may_change: bool) -> None:
        """The project whose runs are shown from now on."""
        from chai_desktop.ui.runs.new_run import NewRun  # these are loaded with the first project
        from chai_desktop.ui.runs.run_orders import runs_of

        if self.planning is None:
            self.planning = NewRun(self._window, self._jobs, self._engines, self._selected)
            self.planning.said.connect(self.said)
            self.planning.made.connect(self._made)
        self._thread, self._may_change = thread, may_change
        self.planning.attach(thread if may_change else None, runs_of(path) if path is not None else None)
        self._home = runs_of(path) if path is not None else None
        self.runs = ()
        if self.view is not None:
            self.view.show_runs((), self._home is not None)
        if self._watcher is not None:
            self._watcher.follow(self._home)

    def begin(self) -> None:
        """The project's room stands: look for its runs, once the start is over."""
        if self._home is not None:
            self._watch()

    def show(self) -> None:
        """Somebody looks at the page."""
        self._shown = True
        self._built().show_runs(self.runs, self._home is not None)
        self._watch()

    def leave(self) -> None:
        """Somebody looks at another page."""
        self._shown = False
        if self._watcher is not None:
            self._watcher.attend(False)

    def finish(self) -> None:
        if self._watcher is not None:
            self._watcher.finish()

    def _watch(self) -> None:
        if self._watcher is None:
            from chai_desktop.workers.runs.run_watcher import RunWatcher  # when there is something to watch

            self._watcher = RunWatcher(self)
            self._watcher.seen.connect(self._seen)
            self._watcher.looked_inside.connect(self._looked_inside)
            self._watcher.follow(self._home)
        self._watcher.attend(self._shown)

    def _built(self) -> RunsView:
        if self.view is None:
            from chai_desktop.ui.runs.runs_view import RunsView  # made when it is first looked at

            self.view = RunsView()
            self.view.new_wanted.connect(self.new)
            self.view.wanted.connect(self.do)
            self.view.looked_into.connect(self._look_into)
            self._layout.addWidget(self.view)
            KeysTo(self.room, self.view)
        return self.view

    @Slot(object)
    def _seen(self, runs: tuple[SeenRun, ...]) -> None:
        self.runs = runs
        if self.view is not None:
            self.view.show_runs(runs, self._home is not None)
        self._tell_interrupted()

    @Slot(object)
    def _look_into(self, folder: Path | None) -> None:
        if self._watcher is not None:
            self._watcher.look_into(folder)

    @Slot(object)
    def _looked_inside(self, inside: RunInside) -> None:
        if self.view is not None:
            self.view.show_inside(inside)

    def _tell_interrupted(self) -> None:
        """Say once of each attempt that it was interrupted, where somebody is not looking at it anyway."""
        for run in self.runs:
            truth = run.truth
            if truth is None or str(truth.condition) != "interrupted":
                continue
            mark = run.folder, max((seat.state.attempt for seat in truth.seats if seat.state), default=0)
            if mark not in self._told:
                self._told.add(mark)
                if not self._shown:
                    row = _row_of(run)
                    words = f"The run “{row.title}” was interrupted at {row.clips} clips."
                    way_out = WayOut("Show the runs", self.room_wanted.emit)
                    self.said.emit(Notice(words, row.hint, Level.WARNING, way_out=way_out))

    # --- what is done with one -------------------------------------------------------------------

    @property
    def chosen(self) -> SeenRun | None:
        return self.view.run if self.view is not None and self._shown else None

    def can(self, what: str) -> bool:
        """Whether the run that is chosen allows it now."""
        run = self.chosen
        if run is None:
            return False
        row = _row_of(run)
        allowed = {
            "stop": row.can_stop,
            "stop_now": row.can_stop,
            "continue": row.can_continue,
            "retry": row.can_retry,
            "collect": row.can_collect and self._may_change,
            "remove": row.can_remove,
        }
        return allowed.get(what, True)

    @Slot(str)
    def do(self, what: str) -> None:
        """Do it with the run that is chosen."""
        run = self.chosen
        if run is None or not self.can(what):
            if run is not None and what == "collect":
                self.said.emit(Notice("The project is open to read only.", "Open it for writing first.", Level.WARNING))
            return
        deeds: dict[str, Callable[[SeenRun], None]] = {
            "stop": partial(self._stop, now=False),
            "stop_now": partial(self._stop, now=True),
            "continue": partial(self._go_on, retry=False),
            "retry": partial(self._go_on, retry=True),
            "collect": self._collect,
            "open_folder": _open_folder,
            "remove": self._remove,
        }
        try:
            deeds[what](run)
        except ChaiError as error:
            self.said.emit(Notice.of_error(error))
        if self._watcher is not None:
            self._watcher.look_again()

    def _stop(self, run: SeenRun, now: bool) -> None:
        from chai_desktop.ui.runs.run_orders import ask_to_stop

        ask_to_stop(run.folder, now)
        self.said.emit(Notice("The run ends now." if now else "The run ends after this clip.", level=Level.GOOD))

    def _go_on(self, run: SeenRun, retry: bool) -> None:
        """Start the parts that do not run; those that are done only where failed ones are tried again."""
        from chai_desktop.ui.runs.run_orders import start

        assert run.truth is not None
        idle = {"interrupted", "stopped", "failed", "waiting"} | ({"done"} if retry else {"elsewhere"})
        seats = run.truth.seats
        shards = [number for number, seat in enumerate(seats, start=1) if str(seat.condition) in idle]
        self._make_room(run)
        start(run.folder, shards, len(seats), retry)
        self.said.emit(Notice(f"The run “{_row_of(run).title}” goes on.", level=Level.GOOD))

    def _make_room(self, run: SeenRun) -> None:
        """Unload the window's engines: a run with weights of its own needs the memory."""
        from chai_desktop.ui.runs.new_run import has_weights

        settings = run.description.settings if run.description is not None else {}
        choices = [settings.get(role) for role in EngineRole]  # by the same names
        if any(isinstance(choice, dict) and has_weights(str(choice.get("engine", ""))) for choice in choices):
            self._engines.unload_all()

    def _remove(self, run: SeenRun) -> None:
        from chai_desktop.ui.runs.run_orders import put_away

        self.said.emit(Notice(put_away(run.folder), level=Level.GOOD))

    def _collect(self, run: SeenRun) -> None:
        thread = self._thread
        if thread is None:
            return

        def work(progress: Progress) -> CollectReport:
            from chai_desktop.models.bulk.collecting import collect
            from chai_desktop.runs.run_folder import RunFolder

            return collect(thread.ask, RunFolder(run.folder), progress, progress.cancelled)

        self._jobs.submit("Take results in", work, self._tell_collected, self._failed, lasting=True)

    def _tell_collected(self, report: CollectReport) -> None:
        level = Level.WARNING if report.unknown else Level.GOOD
        self.said.emit(Notice(report.summary(), level=level, details=tuple(sorted(report.unknown))[:200]))
        self.collected.emit()

    def _failed(self, error: ChaiError) -> None:
        if isinstance(error, Cancelled):
            self.said.emit(Notice("Stopped.", "What was done before stays; do it again for the rest.", Level.INFO))
        else:
            self.said.emit(Notice.of_error(error))

    # --- a new one -------------------------------------------------------------------------------

    @property
    def can_begin(self) -> bool:
        return self.planning is not None and self.planning.can_begin

    @Slot()
    def new(self) -> None:
        """Show the plan of a new run."""
        if self.can_begin:
            self.room_wanted.emit()
        if self.planning is not None:
            self.planning.begin(self.runs)

    @Slot(object)
    def _made(self, folder: Path) -> None:
        if self.view is not None:
            self.view.choose(folder)
        self._watch()
        if self._watcher is not None:
            self._watcher.look_again()


def _row_of(run: SeenRun) -> RunRow:
    from chai_desktop.ui.runs.run_words import row_of  # when there is a run to speak of

    return row_of(run)


def _open_folder(run: SeenRun) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.folder)))
