"""Texts and points that engines wrote, and what a person chose among them; ``store.records`` hands them out."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.authors import Fingerprint, Person


@dataclass(frozen=True)
class NewCandidate:
    """A text that an engine wrote. ``p_yes`` (0 to 1) and ``log_odds`` are its score, given by ``scorer``."""

    text: str
    fingerprint: Fingerprint
    prompt: str = ""
    p_yes: float | None = None
    log_odds: float | None = None
    scorer: Fingerprint | None = None


@dataclass(frozen=True)
class Candidate:
    """A text from which a person may choose. ``source``: "best-of-n", or "run:" and the id of a run."""

    id: str
    clip_id: str
    aspect: Aspect
    text: str
    fingerprint: Fingerprint
    p_yes: float | None
    log_odds: float | None
    scorer: Fingerprint | None
    source: str
    made_at: str
    open: bool  # nobody has chosen it, passed it over or dismissed it


@dataclass(frozen=True)
class Preference:
    """A person chose one candidate over another. ``scores_hidden``: they did not see the scores."""

    id: str
    clip_id: str
    aspect: Aspect
    chosen: Candidate
    rejected: Candidate
    scores_hidden: bool
    author: Person
    at: str


@dataclass(frozen=True)
class Proposal:
    """A point of a critique as an engine proposed it."""

    id: str
    fingerprint: Fingerprint
    point: Point
