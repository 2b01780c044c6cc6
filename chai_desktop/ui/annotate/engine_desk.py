"""The engines' jobs: which clip and aspect each writes for, how far it is, and what it has written so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.roles import EngineRole
from chai_desktop.ui.annotate.unsaved import Place
from chai_desktop.workers.engine.engine_service import EngineService, name_of
from chai_desktop.workers.engine.text_stream import TextStream
from chai_desktop.workers.job_queue import Job, Progress

_LOOK_EVERY_MS = 40  # at what was written: more often than that nobody reads

T = TypeVar("T")


@dataclass
class EngineJob:
    """``kind`` is "draft", "revise", "critique" or "several". ``number`` is that of the place's text in the stream."""

    job: Job
    kind: str
    engine: str  # its name for a person
    stream: TextStream
    number: int = 0
    places: Sequence[Place] = field(default=())  # all that the job writes for
    shown: int = 0  # characters that were told

    @property
    def written(self) -> str:
        return self.stream.text(self.number)


class EngineDesk(QObject):
    """One job for a place at a time; others wait in turn."""

    changed = Signal(object)  # Place: its job began, went on or ended
    grew = Signal(object)  # Place: more of its text is there
    failed = Signal(object)  # ChaiError

    def __init__(self, engines: EngineService, parent: QObject) -> None:
        super().__init__(parent)
        self.engines = engines
        self._running: dict[Place, EngineJob] = {}
        self._pulse = QTimer(self, interval=_LOOK_EVERY_MS)
        self._pulse.timeout.connect(self._look)

    def job_for(self, place: Place) -> EngineJob | None:
        return self._running.get(place)

    def start(
        self,
        places: Sequence[Place],
        kind: str,
        role: EngineRole,
        title: str,
        work: Callable[[Engine, Listener], T],
        done: Callable[[T], None],
        texts: int = 0,
        failed: Callable[[ChaiError], None] | None = None,
    ) -> bool:
        """Have the role's engine do ``work`` for places that no job works for; says whether it was begun.

        ``done`` has to call ``end`` for each place. ``texts``: how many are written at once, where they are more than
        there are places. Without ``failed``, an error goes to the signal.
        """
        if not places or any(place in self._running for place in places):
            return False
        stream = TextStream(max(texts, len(places)))

        def carry_out(engine: Engine, progress: Progress) -> T:
            return work(engine, Listener(progress, stream.add, progress.cancelled))

        def end_all(error: ChaiError) -> None:
            for place in places:
                self.end(place)
            # First the room turns back, then the message makes room for itself: at once they were one long stall.
            QTimer.singleShot(0, self, lambda: (failed or self.failed.emit)(error))

        job = self.engines.submit(role, title, carry_out, done, end_all, lasting=True)
        name = name_of(self.engines.choice(role))
        for number, place in enumerate(places):
            self._running[place] = EngineJob(job, kind, name, stream, number, places)
        self._pulse.start()
        for place in places:
            self.changed.emit(place)
        return True

    def cancel(self, place: Place) -> None:
        running = self._running.get(place)
        if running is not None:
            running.job.cancel()

    def follow(self, job: Job) -> None:
        """Pass on the progress of a job, where it is one of these."""
        for place, running in list(self._running.items()):
            if running.job is job and job.active:
                self.changed.emit(place)

    def end(self, place: Place) -> None:
        """The place's job came to its end, and what it wrote is where it belongs."""
        if self._running.pop(place, None) is not None:
            self.changed.emit(place)
        if not self._running:
            self._pulse.stop()

    @Slot()
    def _look(self) -> None:
        for place, running in list(self._running.items()):
            length = running.stream.length
            if length != running.shown:
                running.shown = length
                self.grew.emit(place)
