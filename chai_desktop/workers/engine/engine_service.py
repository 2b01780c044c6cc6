"""The engines of the window by their roles: one process for each distinct choice, kept loaded, one order at a time."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from chai_desktop.errors import Cancelled, ChaiError, EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import EngineRole, EngineRoles
from chai_desktop.settings import Settings, SettingsFile
from chai_desktop.workers.engine.engine_state import EngineState, Phase
from chai_desktop.workers.engine.held_engine import HeldEngine
from chai_desktop.workers.job_queue import Job, JobQueue, Progress

if TYPE_CHECKING:
    from chai_desktop.models.engine import Engine

_log = logging.getLogger(__name__)
_LOOK_EVERY_MS = 1000  # at processes: whether they live, and how much memory they hold
_NARROW = 24  # characters of a name
_STEP = 10_000_000  # bytes: smaller changes are not worth telling

T = TypeVar("T")


class EngineService(QObject):
    """Owned by the window. Processes are started on the engine queue's thread, which lives as long as the window.

    Nothing is loaded before the first order; the window's own frames' settings and prompts go to every engine.
    """

    changed = Signal()  # a role, or how an engine stands
    stopped = Signal(str)  # an engine's process ended by itself, in a sentence
    _noted = Signal()
    _died = Signal(str)

    def __init__(self, settings: SettingsFile, jobs: JobQueue, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._settings = settings
        self._log = log
        self._held: dict[str, HeldEngine] = {}
        self._asked_for: set[str] = set()  # loaded by name, whatever the roles say
        self._at_work: dict[Job, str] = {}
        self._sizes: list[int] = []
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._noted.connect(self._note)
        self._died.connect(self.stopped)

    @property
    def settings(self) -> Settings:
        """What the program remembers about this person."""
        return self._settings.value

    # --- roles -----------------------------------------------------------------------------------

    @property
    def roles(self) -> EngineRoles:
        return EngineRoles.from_json(self._settings.value.engines)

    def choice(self, role: EngineRole) -> EngineChoice:
        return self.roles.choice(role)

    def full(self, choice: EngineChoice) -> EngineChoice:
        """The choice as its engine gets it: with the window's own frames' settings and prompts."""
        return self._full(choice)

    def assign(self, role: EngineRole, choice: EngineChoice) -> None:
        """Remember who does this part from now on. Nothing is loaded yet; what no role uses any more is unloaded."""
        self.use_roles(self.roles.assigned(role, choice))

    def use_roles(self, roles: EngineRoles) -> None:
        self._settings.change(engines=roles.to_json())
        stale = self._stale()
        if stale:
            self.jobs.submit("Unload engines", lambda _progress: self._unload_all(stale))
        self.changed.emit()

    def available(self, role: EngineRole) -> bool:
        """Whether the role's engine can be asked: it is known, its packages are there, and it can do the task.

        What an engine with weights can do is known once it was loaded; before, it is thought able.
        """
        from chai_desktop.models.registry import kind_named  # after the start of the window

        choice = self.choice(role)
        held = self._held.get(_key(self._full(choice)))
        tasks = held.tasks if held is not None else None
        if tasks is not None:
            return _TASKS[role] in tasks
        try:
            kind = kind_named(choice.engine)
        except EngineError:
            return False
        if not kind.own_process:
            return role is not EngineRole.REWARD  # the rules do not score
        return not kind.missing()

    def lives_here(self, role: EngineRole) -> bool:
        """Whether the role's engine works in the window's process: it holds no weights."""
        from chai_desktop.models.registry import kind_named

        try:
            return not kind_named(self.choice(role).engine).own_process
        except EngineError:
            return False

    # --- orders ----------------------------------------------------------------------------------

    def submit(
        self,
        role: EngineRole,
        title: str,
        work: Callable[[Engine, Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[ChaiError], None] | None = None,
        *,
        lasting: bool = False,
        background: bool = False,
    ) -> Job:
        """Have the role's engine do ``work`` on the engine queue, after it is loaded; the callbacks arrive here.

        ``background``: nobody waits for it. Whatever a person asks for later stops it at its next step.
        """
        return self.submit_to(self.choice(role), title, work, done, failed, lasting=lasting, background=background)

    def submit_to(
        self,
        choice: EngineChoice,
        title: str,
        work: Callable[[Engine, Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[ChaiError], None] | None = None,
        *,
        lasting: bool = False,
        background: bool = False,
    ) -> Job:
        """The same with an engine that need not have a role."""
        if not background:
            self.stop_background()
        full = self._full(choice)
        key = _key(full)
        held = self._held.get(key)
        if held is None:
            held = self._held[key] = HeldEngine(full, self._log, self._noted.emit)
        stale = [other for other in self._stale() if other != key]
        job = self.jobs.submit(title, partial(self._work, held, stale, work), done, failed, lasting)
        job.background = background
        self._at_work = {active: at for active, at in self._at_work.items() if active.active}
        self._at_work[job] = key
        return job

    def load(self, choice: EngineChoice) -> Job:
        """Load an engine now, whether or not a role has it. Its failure is said by ``state`` and by the queue."""
        self._asked_for.add(_key(self._full(choice)))
        return self.submit_to(choice, f"Load {name_of(choice)}", lambda _engine, _progress: None)

    def unload(self, choice: EngineChoice) -> None:
        """Stop what an engine does, and give back all that it holds."""
        key = _key(self._full(choice))
        self._asked_for.discard(key)
        self._stop_and_unload([key] if key in self._held else [])

    def unload_all(self) -> None:
        """Stop everything and give all memory back: another program, or a training run, wants it."""
        self._asked_for.clear()
        self._stop_and_unload(list(self._held))

    def state(self, choice: EngineChoice) -> EngineState:
        held = self._held.get(_key(self._full(choice)))
        return held.state if held is not None else EngineState()

    def stop_background(self) -> None:
        """Give up what nobody waits for."""
        for job in self.jobs.active_jobs():
            if job.background:
                job.cancel()

    def finish(self) -> None:
        """End everything with the window, without waiting for an engine to come to an end."""
        self._timer.stop()
        for job in self.jobs.active_jobs():
            job.cancel()
        for held in self._held.values():
            held.kill()
        self.jobs.finish()
        for held in self._held.values():
            held.unload()

    # --- inside ----------------------------------------------------------------------------------

    def _work(self, held: HeldEngine, stale: list[str], work: Callable[[Engine, Progress], T], progress: Progress) -> T:
        """On the engine queue's thread."""
        self._unload_all(stale)
        try:
            if held.phase is not Phase.LOADED:
                progress(None, f"Loading {short_name_of(held.choice)}")
            engine = held.ready(progress)
            progress(None)
            return work(engine, progress)
        except Cancelled:
            held.cancelled()
            raise
        except EngineError as error:
            if held.ended(error):
                self._died.emit(error.message)
            raise

    def _full(self, choice: EngineChoice) -> EngineChoice:
        """The choice with what the window says for all engines; what the choice says itself counts more."""
        shared = {name: _read(getattr(self._settings.value, name)) for name in ("sampling", "prompts")}
        return replace(choice, settings={**{name: told for name, told in shared.items() if told}, **choice.settings})

    def _stale(self) -> list[str]:
        """Engines that no role uses any more: another was chosen, or the frames' settings are others now."""
        roles = self.roles
        used = {_key(self._full(roles.choice(role))) for role in EngineRole} | self._asked_for
        return [key for key, held in self._held.items() if key not in used and held.phase is not Phase.UNLOADED]

    def _unload_all(self, keys: list[str]) -> None:
        for key in keys:
            self._held[key].unload()

    def _stop_and_unload(self, keys: list[str]) -> None:
        for job, key in self._at_work.items():
            if key in keys and job.active:
                job.cancel()
        if keys:
            self.jobs.submit("Unload engines", lambda _progress: self._unload_all(keys))

    @Slot()
    def _note(self) -> None:
        if any(held.has_process for held in self._held.values()):
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        """Notice a process that ended while nobody waited for it, and how much memory the others hold."""
        idle = not any(job.active for job in self._at_work)
        for held in self._held.values():
            if idle and held.is_gone:
                sentence = f"The engine {name_of(held.choice)} ended by itself. It is started anew when it is needed."
                held.fail(sentence)
                self.stopped.emit(sentence)
        sizes = [held.state.resident_bytes // _STEP for held in self._held.values()]
        if sizes != self._sizes:
            self._sizes = sizes
            self.changed.emit()


def name_of(choice: EngineChoice) -> str:
    """A short name for a person: the model's, without its folders and its file's ending, or the engine's."""
    name = Path(choice.model.rstrip("/\\")).name if choice.model else ""
    return name.removesuffix(".gguf") or choice.engine


def short_name_of(choice: EngineChoice) -> str:
    """The same for a narrow place: what is too long loses its middle."""
    name = name_of(choice)
    half = _NARROW // 2 - 1
    return name if len(name) <= _NARROW else f"{name[:half]}...{name[-half:]}"


_TASKS: dict[EngineRole, str] = {
    EngineRole.CAPTIONER: "draft",
    EngineRole.CRITIC: "critique",
    EngineRole.REVISER: "revise",
    EngineRole.REWARD: "score",
}


def _key(choice: EngineChoice) -> str:
    return json.dumps([choice.engine, choice.model, dict(choice.settings)], sort_keys=True, default=str)


def _read(stored: str) -> dict[str, Any]:
    try:
        value = json.loads(stored) if stored else {}
    except ValueError:
        _log.warning("a setting of the engines cannot be read and is left out")
        return {}
    return value if isinstance(value, dict) else {}
