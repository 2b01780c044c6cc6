"""One engine of the window, loaded or not, and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.workers.engine.engine_state import EngineState, Phase, resident_bytes_of
from chai_desktop.workers.job_queue import Progress

if TYPE_CHECKING:
    from chai_desktop.models.engine import Engine
    from chai_desktop.models.process.client import EngineProcess
    from chai_desktop.models.requests import Task


class HeldEngine:
    """Used on the engine queue's thread, but for its properties and ``kill``, which any may ask.

    ``noted`` is called, on whichever thread, when the state has become another.
    """

    def __init__(self, choice: EngineChoice, log: Path, noted: Callable[[], None]) -> None:
        self.choice = choice
        self._log = log
        self._noted = noted
        self._engine: Engine | None = None
        self._process: EngineProcess | None = None  # the engine, where it lives in a process of its own
        self._phase = Phase.UNLOADED
        self._sentence = ""

    @property
    def phase(self) -> Phase:
        return self._phase

    @property
    def has_process(self) -> bool:
        return self._process is not None

    @property
    def state(self) -> EngineState:
        pid = self._process.pid if self._process is not None else None
        return EngineState(self._phase, pid, resident_bytes_of(pid), self._sentence)

    @property
    def tasks(self) -> frozenset[Task] | None:
        """What it can do; None as long as it was never loaded."""
        return self._engine.tasks if self._engine is not None and self._phase is Phase.LOADED else None

    @property
    def is_gone(self) -> bool:
        """Whether its process has ended though nobody unloaded it."""
        return self._phase is Phase.LOADED and self._process is not None and self._process.pid is None

    def ready(self, progress: Progress) -> Engine:
        """The engine, loaded. EngineError where it cannot be had; Cancelled."""
        if self._phase is not Phase.LOADED or self.is_gone:
            self._load(progress)
        assert self._engine is not None
        return self._engine

    def ended(self, error: EngineError) -> bool:
        """To be called with what an order came to: whether the process ended by it."""
        gone = self.is_gone
        if gone:
            self.fail(error.message)
        return gone

    def cancelled(self) -> None:
        """To be called where an order was cancelled: its process may have had to be ended for that."""
        if self.is_gone:
            self._to(Phase.UNLOADED)

    def fail(self, sentence: str) -> None:
        self._to(Phase.FAILED, sentence)

    def unload(self) -> None:
        """Give back everything that it holds."""
        if self._process is not None:
            self._process.unload()
        self._engine = self._process = None
        self._to(Phase.UNLOADED)

    def kill(self) -> None:
        """End its process in the middle of whatever it does."""
        if self._process is not None:
            self._process.kill()

    def _load(self, progress: Progress) -> None:
        from chai_desktop.models.engine import Listener

        self._to(Phase.LOADING)
        try:
            if self._engine is None:
                self._make()
            if self._process is not None:
                self._process.load(Listener(progress=progress, cancelled=progress.cancelled))
        except Cancelled:
            self._to(Phase.UNLOADED)
            raise
        except EngineError as error:
            self.fail(error.message)
            raise
        except Exception as defect:  # of another package's engine: it must not seem to load for ever
            self.fail(f"It cannot be loaded: {type(defect).__name__}: {defect}")
            raise
        self._to(Phase.LOADED)

    def _make(self) -> None:
        from chai_desktop.models.registry import kind_named, make_engine

        if not kind_named(self.choice.engine).own_process:
            self._engine = make_engine(self.choice)
            return
        import psutil  # noqa: F401 - here, and not on the UI thread when it first asks for the memory

        from chai_desktop.models.process.client import EngineProcess  # brings pydantic: not for the rules

        self._engine = self._process = EngineProcess(self.choice, self._log)

    def _to(self, phase: Phase, sentence: str = "") -> None:
        self._phase, self._sentence = phase, sentence
        self._noted()
