"""What the engine of captions asks of a model, whichever library or server runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import CopiedSpan, Footage, Usage


@dataclass(frozen=True)
class Shared:
    """What stands before every question about a clip, in this order. A model may compute it once and keep it, under a
    key made of all of it and of its own weights.
    """

    system: str
    footage: Footage | None
    sampling: SamplingSettings


@dataclass(frozen=True)
class Question:
    """The rest of the user's turn, and how its answer is to be decoded.

    ``temperature`` 0 is greedy, and then the answer does not depend on what else is asked at once, nor on ``seed``.
    ``sources`` are texts from which the answer is likely copied, the most likely one first (only for greedy ones).
    """

    text: str
    limit: int  # tokens
    temperature: float = 0.0
    seed: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """``text`` without white space around it. ``complete`` is False where it was cut off at the limit. ``copied`` are
    spans that equal a stretch of the question's first source. ``notes``: what was not as planned, in plain sentences.
    """

    text: str
    complete: bool
    copied: tuple[CopiedSpan, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """``p_yes``: probability of the word "Yes" as the first token of the answer, over the whole vocabulary, 0..1.
    ``log_odds``: of "Yes" over "No".
    """

    p_yes: float
    log_odds: float


@dataclass(frozen=True)
class Provenance:
    """Hashes are SHA-256 in hex, or '' where there is nothing to hash (a server does not tell). ``settings``: those of
    the model's own that decide what it answers, besides all that stands in a question.
    """

    version: str
    model_hash: str = ""
    adapter_hash: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


class LanguageModel(Protocol):
    """Raises EngineError where something cannot be done, Cancelled where the listener says so, MemoryError."""

    @property
    def provenance(self) -> Provenance: ...

    @property
    def sees(self) -> bool:
        """Whether it can be shown footage. A model that cannot gets ``Shared.footage`` None."""
        ...

    @property
    def judges(self) -> bool:
        """Whether it tells probabilities of words."""
        ...

    def write(
        self, shared: Shared, questions: Sequence[Question], listener: Listener
    ) -> tuple[tuple[Written, ...], Usage]:
        """Answer every question, in their order; what they share is computed once. ``listener.piece(n, ...)`` gets
        whole characters of the n-th answer as they come. The parts of a prompt that are texts (system, question) are
        taken as plain words: special tokens that stand in them stay the characters that they are.
        """
        ...

    def judge(
        self, shared: Shared, questions: Sequence[str], yes: str, no: str, listener: Listener
    ) -> tuple[tuple[Judged, ...], Usage]:
        """For each question how likely ``yes`` is as the answer's first token, and over ``no``."""
        ...

    def prepare(self, shared: Shared, listener: Listener) -> Usage:
        """Compute what the next questions will share, and keep it; nothing where that cannot be kept."""
        ...
