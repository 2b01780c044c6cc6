"""An engine that another package offers, as a real entry point, and that does what engines do on bad days."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.engine import SILENT, Listener, cannot
from chai_desktop.models.registry import EngineKind
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
from chai_desktop.store.records import Fingerprint

KIND = EngineKind("troubled", "for tests", __name__, "make")
HEAVY = EngineKind("heavy", "for tests; says that it uses a GPU", __name__, "make", uses_gpu=True)
HELD = 256 * 1024 * 1024  # bytes of memory that a model called "large" takes


class TroubledEngine:
    """``draft`` does what the clip's name says; ``revise`` counts its calls in this process.

    Above a temperature of 0 a draft names its seed. The model "scores" likes odd last digits.
    "reads ahead" takes half a second for each clip that it prepares.
    """

    name = "troubled"

    def __init__(self, model: str = "") -> None:
        self.tasks = frozenset({Task.DRAFT, Task.REVISE} | ({Task.SCORE} if model == "scores" else set()))
        self._reads = 50 if model == "reads ahead" else 0
        self._revisions = 0
        self._weights = b"\1" * HELD if model == "large" else b""

    def draft(self, requests: Sequence[DraftRequest], listener: Listener = SILENT) -> tuple[EngineText, ...]:
        for number, request in enumerate(requests):
            if "slowly" in request.answers.values():
                _write_slowly(number, listener)
        return tuple(self._drafted(number, request, listener) for number, request in enumerate(requests))

    def revise(self, request: RevisionRequest, listener: Listener = SILENT) -> EngineText:
        self._revisions += 1
        return _text(f"{request.pre_caption} {self._revisions}")

    def critique(self, request: CritiqueRequest, listener: Listener = SILENT) -> EngineCritique:
        raise cannot(self.name, Task.CRITIQUE)

    def score(self, request: ScoreRequest, listener: Listener = SILENT) -> EngineScores:
        if Task.SCORE not in self.tasks:
            raise cannot(self.name, Task.SCORE)
        p_yes = tuple(0.9 if caption[-2] in "13579" else 0.2 for caption in request.captions)
        return EngineScores(p_yes, tuple(p - 0.5 for p in p_yes), Fingerprint("troubled", "1"))

    def prepare(self, request: PrepareRequest, listener: Listener = SILENT) -> Prepared:
        for _step in range(self._reads):
            listener.check()
            listener.progress(0.5, "Reading")
            time.sleep(0.01)
        return Prepared(ready=bool(self._reads))

    def _drafted(self, number: int, request: DraftRequest, listener: Listener) -> EngineText:
        match request.clip_name:
            case "dies":
                listener.piece(0, "The cam")
                os.kill(os.getpid(), signal.SIGKILL)
            case "out of memory":
                raise MemoryError
            case "refuses":
                raise EngineError("The clip is too long.", "Split it.")
            case "has a defect":
                raise ZeroDivisionError("by zero")
            case "prints":
                print("a library speaks", flush=True)  # noqa: T201
                os.write(1, b"and so does its native half\n")
            case "is slow":
                for step in range(2000):
                    listener.check()
                    listener.progress(step / 2000, "Slowly")
                    time.sleep(0.01)
            case "never listens":
                time.sleep(60)
        take = f", take {request.seed}" if request.temperature else ""
        words = f"The {request.aspect} 🎥 of {request.clip_name}{take}."
        for word in words.split(" "):
            listener.piece(number, word + " ")
        return _text(words)


def make(model: str, settings: Mapping[str, Any]) -> TroubledEngine:
    if model == "not a model":
        raise EngineError("weights.gguf is no model file.", "Choose another file.")
    if model == "dies while loading":
        os.kill(os.getpid(), signal.SIGKILL)
    if model == "loads slowly":
        time.sleep(60)
    return TroubledEngine(model)


def _write_slowly(number: int, listener: Listener) -> None:
    """Two seconds of words that count themselves."""
    for word in range(100):
        listener.check()
        listener.piece(number, f"word{word} ")
        time.sleep(0.02)


def _text(words: str) -> EngineText:
    return EngineText(words, Fingerprint("troubled", "1"))
