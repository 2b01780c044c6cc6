"""What an engine is asked and what it gives back: frozen, plain data, so that an engine may live in a child process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.records import Fingerprint


class Task(StrEnum):
    """What an engine may be able to do; each says which of them it can."""

    DRAFT = "draft"
    CRITIQUE = "critique"
    REVISE = "revise"
    SCORE = "score"
    PREPARE = "prepare"  # compute ahead what the next requests about a clip will share


@dataclass(frozen=True)
class Footage:
    """The frames ``first_frame``..``last_frame`` (ordinals, inclusive) of a video file: what a clip is."""

    path: str
    content_hash: str
    first_frame: int
    last_frame: int


@dataclass(frozen=True)
class DraftRequest:
    """Everything a pre-caption is written from. ``answers`` is keyed by question id, see docs/architecture.md.

    ``temperature`` 0 is greedy decoding; above it, ``seed`` decides. ``footage`` None: the engine sees no video.
    """

    clip_name: str
    content_hash: str
    aspect: Aspect
    answers: Mapping[str, Any]
    spec_version: str
    policy_version: str
    seed: int = 0
    temperature: float = 0.0
    footage: Footage | None = None


@dataclass(frozen=True)
class CritiqueRequest:
    """A draft to be judged, by the answers and, where ``footage`` is given, by the video."""

    aspect: Aspect
    pre_caption: str
    answers: Mapping[str, Any]
    seed: int = 0
    footage: Footage | None = None


@dataclass(frozen=True)
class RevisionRequest:
    """Everything a post-caption is written from. Text only, unless ``footage`` is given."""

    aspect: Aspect
    pre_caption: str
    points: tuple[Point, ...] = ()
    free_text: str = ""
    seed: int = 0
    footage: Footage | None = None


@dataclass(frozen=True)
class ScoreRequest:
    """Captions of one aspect of one clip, each to be scored by itself."""

    aspect: Aspect
    captions: tuple[str, ...]
    footage: Footage


@dataclass(frozen=True)
class PrepareRequest:
    """A clip about which something will be asked soon."""

    footage: Footage


class CopiedSpan(NamedTuple):
    """``post[start:end] == pre[source:source + end - start]``; offsets in Unicode code points."""

    start: int
    end: int
    source: int


@dataclass(frozen=True)
class Usage:
    """What an answer took; several answers that were written at once share one. Zeros where nothing was counted.

    ``prompt_tokens`` are those of all prompts, ``kept_tokens`` those of them that were not computed since they were at
    hand. ``passes`` counts forward passes after the prompt. ``peak_bytes`` is the most memory in use at once, the
    GPU's where there is one.
    """

    prompt_tokens: int = 0
    kept_tokens: int = 0
    new_tokens: int = 0
    passes: int = 0
    prompt_seconds: float = 0.0
    writing_seconds: float = 0.0
    peak_bytes: int = 0


@dataclass(frozen=True)
class EngineText:
    """A text, what wrote it, what could not be done (plain sentences), and what was taken over from the pre-caption.

    ``prompt`` is the exact prompt as a person may read it; '' where there was none.
    """

    text: str
    fingerprint: Fingerprint
    notes: tuple[str, ...] = ()
    copied: tuple[CopiedSpan, ...] = field(default=())
    prompt: str = ""
    usage: Usage = Usage()


@dataclass(frozen=True)
class EngineCritique:
    """What is wrong with a draft. No points and no free text: no edits needed."""

    points: tuple[Point, ...]
    free_text: str
    fingerprint: Fingerprint
    notes: tuple[str, ...] = ()
    prompt: str = ""
    usage: Usage = Usage()

    @property
    def nothing_wrong(self) -> bool:
        return not self.points and not self.free_text.strip()


@dataclass(frozen=True)
class EngineScores:
    """For each caption the probability of "Yes" (0..1), and the log-odds of "Yes" over "No", by which to rank."""

    p_yes: tuple[float, ...]
    log_odds: tuple[float, ...]
    fingerprint: Fingerprint
    usage: Usage = Usage()


@dataclass(frozen=True)
class Prepared:
    """``ready`` is False where the engine keeps nothing ahead."""

    ready: bool
    usage: Usage = Usage()
