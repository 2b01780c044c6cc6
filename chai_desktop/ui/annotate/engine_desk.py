"""The engine's jobs: which clip and aspect each writes for, how far it is, and what it could not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from chai_desktop.errors import ChaiError
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.requests import EngineText
from chai_desktop.models.roles import EngineRole
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.project import Project
from chai_desktop.ui.annotate.session import Session
from chai_desktop.ui.annotate.unsaved import Place
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import Job, Progress

Keep = Callable[[Project], object]


@dataclass(frozen=True)
class EngineJob:
    """``kind`` is "draft" or "revise"."""

    job: Job
    kind: str


class EngineDesk(QObject):
    """Starts the engine for a place and knows what runs for it; one job for a place at a time, others wait in turn."""

    changed = Signal(object)  # Place: its job began, went on or ended
    written = Signal(object, object, object)  # Place, the operation that keeps the text, the engine's notes
    failed = Signal(object)  # ChaiError

    def __init__(self, engines: EngineService, spec: Specification, parent: QObject) -> None:
        super().__init__(parent)
        self._engines = engines
        self._spec = spec
        self._running: dict[Place, EngineJob] = {}

    def job_for(self, place: Place) -> EngineJob | None:
        return self._running.get(place)

    def draft(self, session: Session, aspect: Aspect) -> None:
        request = session.draft_request(aspect, self._spec)
        clip_id = session.clip.id

        def keep(text: EngineText) -> Keep:
            return lambda project: project.add_pre_caption(clip_id, aspect, text.text, "engine", text.fingerprint)

        def work(engine: Engine, progress: Progress) -> EngineText:
            return engine.draft([request], _listener(progress))[0]

        self._start((clip_id, aspect), "draft", EngineRole.CAPTIONER, f"Draft {aspect.value}", work, keep)

    def revise(self, session: Session, aspect: Aspect) -> None:
        request = session.revision_request(aspect)
        pre, critique = session.works[aspect].pre_caption, session.works[aspect].critique
        if request is None or pre is None:
            return
        critique_id = critique.id if critique else None

        def keep(text: EngineText) -> Keep:
            return lambda project: project.add_post_caption(pre.id, text.text, "engine", text.fingerprint, critique_id)

        def work(engine: Engine, progress: Progress) -> EngineText:
            return engine.revise(request, _listener(progress))

        self._start((session.clip.id, aspect), "revise", EngineRole.REVISER, f"Revise {aspect.value}", work, keep)

    def cancel(self, place: Place) -> None:
        running = self._running.get(place)
        if running is not None:
            running.job.cancel()

    def follow(self, job: Job) -> None:
        """Pass on the progress of a job, where it is one of the engine's."""
        for place, running in self._running.items():
            if running.job is job and job.active:
                self.changed.emit(place)

    def _start(
        self,
        place: Place,
        kind: str,
        role: EngineRole,
        title: str,
        work: Callable[[Engine, Progress], EngineText],
        keep: Callable[[EngineText], Keep],
    ) -> None:
        if place in self._running:
            return

        def done(text: EngineText) -> None:
            self._end(place)
            self.written.emit(place, keep(text), text.notes)

        def failed(error: ChaiError) -> None:
            self._end(place)
            self.failed.emit(error)

        self._running[place] = EngineJob(self._engines.submit(role, title, work, done, failed, lasting=True), kind)
        self.changed.emit(place)

    def _end(self, place: Place) -> None:
        del self._running[place]
        self.changed.emit(place)


def _listener(progress: Progress) -> Listener:
    return Listener(progress=progress, cancelled=progress.cancelled)
