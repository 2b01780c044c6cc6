"""What every engine can do: write a pre-caption from answers, write a post-caption from a critique.

The requests hold plain data only, so that an engine may live in a child process: whoever stands in for it in this
process sends the request as JSON, hands on progress and asks ``cancelled`` while it waits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from chai_desktop.errors import EngineError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.records import Fingerprint

Progress = Callable[[float, str], None]  # a fraction 0..1, and what is being done, in plain words
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class DraftRequest:
    """Everything a pre-caption is written from. ``answers`` is keyed by question id, see docs/architecture.md."""

    clip_name: str
    content_hash: str
    aspect: Aspect
    answers: Mapping[str, Any]
    spec_version: str
    policy_version: str
    seed: int = 0


@dataclass(frozen=True)
class RevisionRequest:
    """Everything a post-caption is written from; the video is not among it."""

    aspect: Aspect
    pre_caption: str
    points: tuple[Point, ...] = ()
    free_text: str = ""
    seed: int = 0


class CopiedSpan(NamedTuple):
    """``post[start:end] == pre[source:source + end - start]``; offsets in Unicode code points."""

    start: int
    end: int
    source: int


@dataclass(frozen=True)
class EngineText:
    """A text, what wrote it, what could not be done (plain sentences), and what was taken over from the pre-caption."""

    text: str
    fingerprint: Fingerprint
    notes: tuple[str, ...] = ()
    copied: tuple[CopiedSpan, ...] = field(default=())


class Engine(Protocol):
    """Writes captions. Both verbs raise ``EngineError`` (with the way out) and ``errors.Cancelled``.

    ``cancelled`` is asked between sentences or decoding steps; ``progress`` never goes back and ends at 1.0.
    """

    @property
    def name(self) -> str: ...

    def draft(self, request: DraftRequest, progress: Progress, cancelled: Cancelled) -> EngineText: ...

    def revise(self, request: RevisionRequest, progress: Progress, cancelled: Cancelled) -> EngineText: ...


# Loaded by name on first use, so that an engine's libraries are never imported for the others' sake.
_FACTORIES = {"rules": ("chai_desktop.models.rules.rules_engine", "RulesEngine")}


def available_engines() -> tuple[str, ...]:
    """The names of all engines this version has, the built-in one first."""
    return tuple(_FACTORIES)


def engine_named(name: str) -> Engine:
    """The engine of that name. EngineError where there is none."""
    if name not in _FACTORIES:
        raise EngineError(f"There is no engine called “{name}”.", f"Use one of: {', '.join(available_engines())}.")
    module, factory = _FACTORIES[name]
    engine: Engine = getattr(import_module(module), factory)()
    return engine
