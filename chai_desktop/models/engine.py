"""What every engine can do.

The requests hold plain data only (``models/requests.py``), so that an engine may live in a child process: whoever
stands in for it in this process sends the request, hands on what is told, and asks ``cancelled`` while it waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    EngineCritique,
    EngineScores,
    EngineText,
    Prepared,
    PrepareRequest,
    RevisionRequest,
    ScoreRequest,
    Task,
)


def _nothing(*_told: object) -> None:
    """Whoever asks for nothing is told nothing."""


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Listener:
    """Whom an engine tells how far it is, and asks whether to go on.

    ``progress`` gets a fraction 0..1 that never goes back, and what is being done, in plain words. ``piece`` gets the
    number of the text among those asked for, and what was added to its end. ``cancelled`` is asked between sentences
    or decoding steps.
    """

    progress: Callable[[float, str], None] = _nothing
    piece: Callable[[int, str], None] = _nothing
    cancelled: Callable[[], bool] = _never

    def check(self) -> None:
        """Raise Cancelled where the person has asked for it."""
        if self.cancelled():
            raise Cancelled


SILENT = Listener()


class Engine(Protocol):
    """Writes and judges captions. Every verb raises EngineError (with the way out) and Cancelled.

    ``tasks`` names the verbs that this engine has; the others raise EngineError.
    """

    @property
    def name(self) -> str: ...

    @property
    def tasks(self) -> frozenset[Task]: ...

    def draft(self, requests: Sequence[DraftRequest], listener: Listener = SILENT) -> tuple[EngineText, ...]:
        """One text for each request, in their order.

        All requests are about one clip: its five aspects, or candidates for one of them that differ by their seeds.
        What they share is computed once.
        """
        ...

    def critique(self, request: CritiqueRequest, listener: Listener = SILENT) -> EngineCritique: ...

    def revise(self, request: RevisionRequest, listener: Listener = SILENT) -> EngineText: ...

    def score(self, request: ScoreRequest, listener: Listener = SILENT) -> EngineScores: ...

    def prepare(self, request: PrepareRequest, listener: Listener = SILENT) -> Prepared:
        """Compute ahead what requests about a clip will share. An engine that keeps nothing says so."""
        ...


def cannot(engine: str, task: Task) -> EngineError:
    """The refusal of a task that an engine does not have."""
    return EngineError(f"The engine “{engine}” cannot {task}.", "Choose another engine for it.")
