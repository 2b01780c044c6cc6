"""How fast an engine is: one try to warm up, then one that is measured."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.requests import DraftRequest, Footage, PrepareRequest, Usage
from chai_desktop.spec.aspects import Aspect

_ANSWERS: dict[str, Any] = {"camera_movement": "major_simple", "camera_pan": "left_to_right", "steadiness": "smooth"}


@dataclass(frozen=True)
class Measured:
    """Rates in tokens a second, 0 where the engine does not count. ``clip_tokens``, ``clip_seconds``: what reading the
    video of a clip took, 0 where it sees none.
    """

    seconds: float
    prompt_rate: float = 0.0
    writing_rate: float = 0.0
    peak_bytes: int = 0
    clip_tokens: int = 0
    clip_seconds: float = 0.0


def measure(engine: Engine, listener: Listener, footage: Footage | None = None) -> Measured:
    """Draft twice from a few answers; the second time counts. With ``footage``, a clip is read too, where it can be."""
    request = DraftRequest("measurement", "", Aspect.CAMERA, _ANSWERS, "", "")
    listener.progress(0.0, "Warming up")
    quiet = Listener(cancelled=listener.cancelled)
    engine.draft([replace(request, aspect=Aspect.SCENE)], quiet)  # another aspect: what is kept must not count
    listener.progress(0.4, "Measuring how it writes")
    began = time.perf_counter()
    (text,) = engine.draft([request], quiet)
    seconds = time.perf_counter() - began
    clip = _read_clip(engine, footage, listener, quiet)
    usage = text.usage
    return Measured(
        seconds,
        _rate(usage.prompt_tokens - usage.kept_tokens, usage.prompt_seconds),
        _rate(usage.new_tokens, usage.writing_seconds),
        max(usage.peak_bytes, clip.peak_bytes),
        clip.prompt_tokens - clip.kept_tokens,
        clip.prompt_seconds,
    )


def _read_clip(engine: Engine, footage: Footage | None, listener: Listener, quiet: Listener) -> Usage:
    if footage is None:
        return Usage()
    listener.progress(0.7, "Measuring how it takes in a clip")
    prepared = engine.prepare(PrepareRequest(footage), quiet)
    return prepared.usage if prepared.ready else Usage()


def _rate(tokens: int, seconds: float) -> float:
    return tokens / seconds if tokens > 0 and seconds > 0 else 0.0
