"""How fast an engine is: a short revision to warm up, then a draft that is measured, and a clip where it sees."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from chai_desktop.errors import Cancelled
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.requests import DraftRequest, Footage, PrepareRequest, RevisionRequest, Usage
from chai_desktop.spec.aspects import Aspect

_ANSWERS: dict[str, Any] = {"camera_movement": "major_simple", "camera_pan": "left_to_right", "steadiness": "smooth"}
_DRAFT = DraftRequest("measurement", "", Aspect.CAMERA, _ANSWERS, "", "")
_WARM_UP = RevisionRequest(Aspect.SCENE, "A street in the rain.", (), "It does not rain.")
_LONGEST = 12.0  # seconds of writing; a small model may not come to an end by itself


@dataclass(frozen=True)
class Measured:
    """Rates in tokens a second, 0 where the engine does not count. ``is_whole`` is False where the draft was stopped
    after the longest time: then its pieces were counted for tokens. ``clip_tokens``, ``clip_seconds``: what reading the
    video of a clip took, 0 where it sees none.
    """

    seconds: float
    is_whole: bool = True
    prompt_rate: float = 0.0
    writing_rate: float = 0.0
    peak_bytes: int = 0
    clip_tokens: int = 0
    clip_seconds: float = 0.0


def measure(engine: Engine, listener: Listener, footage: Footage | None = None) -> Measured:
    """With ``footage``, a clip is read too, where it can be. EngineError, Cancelled."""
    listener.progress(0.0, "Warming up")
    quiet = Listener(cancelled=listener.cancelled)
    warm = engine.revise(_WARM_UP, quiet).usage
    watch = _Watch(listener)
    try:
        (text,) = engine.draft([_DRAFT], Listener(piece=watch.hear, cancelled=watch.is_over))
    except Cancelled:
        listener.check()  # the person's own wish goes on as such
        usage = Usage(prompt_tokens=warm.prompt_tokens, prompt_seconds=warm.prompt_seconds)
    else:
        usage = text.usage
    seconds, is_whole = watch.seconds, not watch.was_stopped
    clip = _read_clip(engine, footage, listener, quiet)
    return Measured(
        seconds,
        is_whole,
        _rate(usage.prompt_tokens - usage.kept_tokens, usage.prompt_seconds),
        _rate(usage.new_tokens, usage.writing_seconds) or (0.0 if is_whole else watch.rate),
        max(warm.peak_bytes, usage.peak_bytes, clip.peak_bytes),
        clip.prompt_tokens - clip.kept_tokens,
        clip.prompt_seconds,
    )


@dataclass
class _Watch:
    """Counts what is written, and says when it was enough."""

    listener: Listener
    began: float = field(default_factory=time.perf_counter)
    first: float = 0.0
    pieces: int = 0
    was_stopped: bool = False

    def hear(self, _number: int, _text: str) -> None:
        self.first = self.first or time.perf_counter()
        self.pieces += 1
        self.listener.progress(min(0.9, 0.2 + 0.6 * self._writing() / _LONGEST), "Measuring how it writes")

    def is_over(self) -> bool:
        self.was_stopped = self.was_stopped or (self.first > 0 and self._writing() > _LONGEST)
        return self.was_stopped or self.listener.cancelled()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.began

    @property
    def rate(self) -> float:
        return _rate(self.pieces, self._writing()) if self.first else 0.0

    def _writing(self) -> float:
        return time.perf_counter() - self.first


def _read_clip(engine: Engine, footage: Footage | None, listener: Listener, quiet: Listener) -> Usage:
    if footage is None:
        return Usage()
    listener.progress(0.9, "Measuring how it takes in a clip")
    prepared = engine.prepare(PrepareRequest(footage), quiet)
    return prepared.usage if prepared.ready else Usage()


def _rate(tokens: int, seconds: float) -> float:
    return tokens / seconds if tokens > 0 and seconds > 0 else 0.0
