"""A new run: what there is to write, the plan, consent, and the start."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.models.roles import EngineRole
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.workers.engine.engine_service import EngineService, name_of
from chai_desktop.workers.job_queue import JobQueue, Progress
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.spec.aspects import Aspect
    from chai_desktop.store.project import Project
    from chai_desktop.ui.runs.plan_dialog import PlanDialog
    from chai_desktop.ui.runs.run_plan import RunPlan
    from chai_desktop.workers.runs.run_watcher import SeenRun

Statuses = dict[str, "frozenset[Aspect]"]


class NewRun(QObject):
    """``selected`` gives the ids of the clips that are selected in the library."""

    said = Signal(object)  # Notice
    made = Signal(object)  # Path of the new run's folder

    def __init__(
        self, window: QWidget, jobs: JobQueue, engines: EngineService, selected: Callable[[], list[str]]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._engines = engines
        self._selected = selected
        self._thread: ProjectThread | None = None
        self._home: Path | None = None
        self.dialog: PlanDialog | None = None

    def attach(self, thread: ProjectThread | None, home: Path | None) -> None:
        """The project that may be written to, and where its runs lie."""
        self._thread, self._home = thread, home
        if self.dialog is not None:
            self.dialog.reject()

    @property
    def can_begin(self) -> bool:
        return self._thread is not None

    def begin(self, runs: tuple[SeenRun, ...]) -> None:
        """Show the plan; ``runs`` are those before, by which its time is estimated."""
        if self._thread is None:
            self.said.emit(Notice("No project is open for writing.", "Open one first (File menu).", Level.WARNING))
            return
        self._thread.call(_statuses, partial(self._show_plan, runs, self._selected()), self._failed)

    def _show_plan(self, runs: tuple[SeenRun, ...], selected: list[str], statuses: Statuses) -> None:
        if not statuses:
            self.said.emit(
                Notice("The project has no clips yet.", "Bring some in first (File > Import).", Level.WARNING)
            )
            return
        from chai_desktop.ui.runs.plan_dialog import PlanDialog  # made when it is needed
        from chai_desktop.ui.runs.run_plan import RunPlan, Which

        choice = self._engines.choice(EngineRole.CAPTIONER)
        plan = RunPlan(statuses, selected, name_of(choice), _speeds(runs))
        if not plan.count(Which.MISSING):
            plan.which = Which.ALL
        self.dialog = dialog = PlanDialog(
            self._window, plan, self._needs_memory, self._engines.available(EngineRole.REWARD)
        )
        dialog.agreed.connect(lambda: self._make(plan))
        dialog.finished.connect(self._close_dialog)
        dialog.open()

    @Slot()
    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _make(self, plan: RunPlan) -> None:
        thread, home = self._thread, self._home
        if thread is None or home is None:
            return
        orders = self._plan_for_engine(plan)
        clip_ids, aspects = plan.clip_ids, [aspect for aspect in _aspects() if aspect in plan.aspects]
        only_missing = str(plan.which) == "missing"

        def work(_progress: Progress) -> Path:
            from chai_desktop.ui.runs.run_orders import make

            return make(thread.ask, home, clip_ids, aspects, only_missing, orders())

        self._jobs.submit("Make the run", work, partial(self._made, plan), self._failed)

    def _plan_for_engine(self, plan: RunPlan) -> Callable[[], Any]:
        """Read the roles now; the plan itself is made where it is needed, since its parts are not loaded here."""
        engines = self._engines
        full = {role: engines.full(engines.choice(role)) for role in EngineRole}
        candidates, processes, revise, score = plan.candidates, plan.processes, plan.revise, plan.score

        def make() -> Any:
            from chai_desktop.models.bulk.making import Plan
            from chai_desktop.models.bulk.settings import USUAL_TEMPERATURE

            return Plan(
                captioner=full[EngineRole.CAPTIONER],
                critic=full[EngineRole.CRITIC] if revise else None,
                reviser=full[EngineRole.REVISER] if revise else None,
                reward=full[EngineRole.REWARD] if score else None,
                candidates=candidates,
                temperature=USUAL_TEMPERATURE if candidates > 1 else 0.0,
                shards=processes,
            )

        return make

    def _needs_memory(self, plan: RunPlan) -> bool:
        return any(has_weights(self._engines.choice(role).engine) for role in _roles_of(plan))

    def _made(self, plan: RunPlan, folder: Path) -> None:
        from chai_desktop.ui.runs.run_orders import start

        if plan.start_here:
            if self._needs_memory(plan):
                self._engines.unload_all()
            try:
                start(folder, range(1, plan.processes + 1), plan.processes, retry=False)
            except ChaiError as error:
                self._failed(error)
        self.made.emit(folder)

    def _failed(self, error: ChaiError) -> None:
        self.said.emit(Notice.of_error(error))


def _statuses(project: Project) -> Statuses:
    from chai_desktop.store.records import AspectStatus  # the project thread has loaded it

    empty = AspectStatus.EMPTY
    return {
        clip.id: frozenset(aspect for aspect, status in clip.status.items() if status != empty)
        for clip in project.clips()
    }


def _aspects() -> list[Aspect]:
    from chai_desktop.spec.aspects import Aspect

    return list(Aspect)


def _roles_of(plan: RunPlan) -> list[EngineRole]:
    """Whose engines the run loads."""
    more = [EngineRole.CRITIC, EngineRole.REVISER] if plan.revise else []
    return [EngineRole.CAPTIONER, *more, *([EngineRole.REWARD] if plan.score else [])]


def has_weights(engine: str) -> bool:
    """Whether an engine of that name holds a model in this computer's memory."""
    return engine not in ("", "rules", "endpoint")


def _speeds(runs: tuple[SeenRun, ...]) -> dict[str, float]:
    """Clips per hour of the newest run of each engine, of one process."""
    from chai_desktop.models.choice import EngineChoice

    found: dict[str, float] = {}
    for run in runs:
        if run.description is None or run.truth is None:
            continue
        choice = run.description.settings.get("captioner", {})
        rates = [seat.figures.get("clips_per_hour", 0.0) for seat in run.truth.seats]
        known = [rate for rate in rates if rate]
        if known and isinstance(choice, dict):
            name = name_of(EngineChoice(str(choice.get("engine", "")), str(choice.get("model", ""))))
            found.setdefault(name, sum(known) / len(known))
    return found
