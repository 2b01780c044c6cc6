"""Has the captioner read the clip on show, and then the next unfinished one, while the person looks at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.requests import Footage, Prepared, PrepareRequest
from chai_desktop.models.roles import EngineRole
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, Clip
from chai_desktop.ui.annotate.session import Session, footage_of
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.engine.engine_state import Phase
from chai_desktop.workers.job_queue import Job, Progress
from chai_desktop.workers.project_thread import ProjectThread

_AFTER_MS = 400  # on a clip; who only passes by wants nothing of it
_TITLE = "Read {} ahead"


class Preparation(QObject):
    """Only with an engine that is loaded: nothing is loaded for it. What a person asks for ends it (EngineService)."""

    def __init__(self, engines: EngineService, project: ProjectThread, parent: QObject) -> None:
        super().__init__(parent)
        self._engines = engines
        self._project = project
        self._session: Session | None = None
        self._jobs: list[Job] = []
        self._useless: EngineChoice | None = None  # an engine that said that it keeps nothing
        self._ready: list[str] = []  # content hashes that this engine has read, the newest last
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._begin)
        engines.changed.connect(self._engine_changed)

    @property
    def ready(self) -> tuple[str, ...]:
        """The content hashes of the clips that were read ahead."""
        return tuple(self._ready)

    @Slot(object)
    def follow(self, session: Session) -> None:
        """What the room shows was read anew."""
        other = self._session is None or self._session.clip.id != session.clip.id
        self._session = session
        if other:
            self.stop()
            self._soon.start()

    def stop(self) -> None:
        """Give up what runs; the clip was left, or the room is taken down."""
        self._soon.stop()
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    @Slot()
    def _engine_changed(self) -> None:
        """An engine that was loaded for a first draft can read ahead from now on."""
        if not self._can():
            self._ready.clear()
        elif self._session is not None and not self._jobs and not self._ready:
            self._soon.start()

    def _can(self) -> bool:
        choice = self._engines.choice(EngineRole.CAPTIONER)
        on = self._engines.settings.prepare_next == "yes" and choice != self._useless
        state = self._engines.state(choice)
        return on and state.phase is Phase.LOADED and state.pid is not None

    @Slot()
    def _begin(self) -> None:
        session = self._session
        if session is None or not self._can():
            return
        if self._engines.jobs.active_jobs():
            self._soon.start()  # after what the person asked for
            return
        self._prepare(session.clip.facts.name, session.footage)
        after = session.clip.id
        self._project.call(lambda project: next_unfinished_clip(project, after), partial(self._prepare_next, after))

    def _prepare_next(self, after: str, clip: Clip | None) -> None:
        if clip is not None and self._session is not None and self._session.clip.id == after and self._can():
            self._prepare(clip.facts.name, footage_of(clip))

    def _prepare(self, name: str, footage: Footage) -> None:
        choice = self._engines.choice(EngineRole.CAPTIONER)

        def done(prepared: Prepared) -> None:
            if not prepared.ready:
                self._useless = choice
                self.stop()
            elif footage.content_hash not in self._ready:
                self._ready.append(footage.content_hash)

        self._jobs.append(
            self._engines.submit(
                EngineRole.CAPTIONER, _TITLE.format(name), _reading(footage), done, self._gave_up, background=True
            )
        )

    def _gave_up(self, _error: ChaiError) -> None:
        """Made way for something that the person asked for: go on after it. Cancelled by the person: do not."""
        self._jobs.clear()
        if any(not job.background for job in self._engines.jobs.active_jobs()):
            self._soon.start()


def next_unfinished_clip(project: Project, after: str) -> Clip | None:
    """The first clip behind this one that is not submitted in all aspects, going round; on the project thread."""
    clips = project.clips()
    at = next((number for number, clip in enumerate(clips) if clip.id == after), -1)
    turn = clips[at + 1 :] + clips[: max(at, 0)]
    return next((clip for clip in turn if not _is_finished(clip)), None)


def _is_finished(clip: Clip) -> bool:
    return all(clip.status.get(aspect) == AspectStatus.SUBMITTED for aspect in Aspect)


def _reading(footage: Footage) -> Callable[[Engine, Progress], Prepared]:
    def read(engine: Engine, progress: Progress) -> Prepared:
        return engine.prepare(PrepareRequest(footage), Listener(progress, cancelled=progress.cancelled))

    return read
