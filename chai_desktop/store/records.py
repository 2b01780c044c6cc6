"""What the project file hands out: frozen records, one per thing that the words of the house name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.aspect_status import AspectStatus
from chai_desktop.store.authors import Fingerprint, Person, Role
from chai_desktop.store.candidate_records import Candidate, NewCandidate, Preference, Proposal
from chai_desktop.store.journal_steps import JournalStep, UndoState

__all__ = [
    "AspectStatus", "Candidate", "Caption", "Clip", "ClipFacts", "ClipState", "Critique", "Fingerprint", "Found",
    "JournalEntry", "JournalStep", "Moment", "NewCandidate", "NewClip", "Person", "Preference", "Proposal", "Review",
    "ReviewedPoint", "Role", "Run", "TakenSuggestion", "Triple", "TripleDetail", "UndoState", "Version", "Work",
]  # fmt: skip


@dataclass(frozen=True)
class TakenSuggestion:
    """An answer that a measurement suggested and a person took. ``confidence`` is what the suggestion said, 0 to 1."""

    confidence: float
    measurement: str  # what made it, with its version: "motion-101"
    by: Person
    at: str


@dataclass(frozen=True)
class ClipFacts:
    """What is known of a clip's media before it is in a project.

    ``content_hash`` is the SHA-256 of the whole file, in hex. ``fps`` is the average rate in frames per
    second; ``duration`` is in seconds. A clip is the frames ``first_frame``..``last_frame`` (inclusive) of the file;
    ``frame_count`` and ``duration`` are the clip's own, ``size_bytes`` is the file's.
    """

    path: str
    name: str
    content_hash: str
    size_bytes: int
    width: int
    height: int
    frame_count: int
    fps: float
    duration: float
    variable_rate: bool
    has_audio: bool
    codec: str
    first_frame: int
    last_frame: int


@dataclass(frozen=True)
class NewClip:
    """A clip that is to be added; the thumbnail is a JPEG."""

    facts: ClipFacts
    thumbnail: bytes | None
    name: str


@dataclass(frozen=True)
class Clip:
    id: str
    facts: ClipFacts
    added_at: str
    status: dict[Aspect, str] = field(default_factory=dict)  # see AspectStatus


@dataclass(frozen=True)
class Caption:
    """One immutable version of a pre-caption or post-caption."""

    id: str
    clip_id: str
    aspect: Aspect
    kind: str  # "pre" | "post"
    text: str
    # "engine" | "edit" (a person's direct edit) | "import" | "sample" | "accepted" (rating 5: post = pre)
    origin: str
    fingerprint: Fingerprint | None
    author_id: str
    created_at: str
    parent_id: str | None
    spec_version: str
    policy_version: str


@dataclass(frozen=True)
class Critique:
    """One immutable version of the critique of one pre-caption: its points and its free text."""

    id: str
    pre_caption_id: str
    points: tuple[Point, ...]
    free_text: str
    author_id: str
    created_at: str
    parent_id: str | None


@dataclass(frozen=True)
class Triple:
    """A submitted (pre-caption, critique, post-caption) of a clip's aspect; submitted again, a new version."""

    id: str
    clip_id: str
    aspect: Aspect
    pre_caption_id: str
    critique_id: str | None
    post_caption_id: str
    rating: int | None
    author_id: str
    created_at: str
    parent_id: str | None


@dataclass(frozen=True)
class Work:
    """Everything current about one clip and aspect: what the Annotate room shows."""

    clip_id: str
    aspect: Aspect
    pre_caption: Caption | None
    critique: Critique | None  # of the current pre-caption
    rating: int | None  # of the current pre-caption
    post_caption: Caption | None  # written from the current pre-caption
    triple: Triple | None  # the newest submitted version
    typed: dict[str, Any]  # unsent typing by field name ("critique", "point", "post"), saved as it is typed
    submitted_now: bool  # the triple is made of exactly the current texts and rating


@dataclass(frozen=True)
class TripleDetail:
    """A submitted triple with everything that belongs to it, as export writes it."""

    triple: Triple
    clip: Clip
    pre_caption: Caption
    critique: Critique | None
    post_caption: Caption
    answers: dict[str, Any]  # of the clip, as they were when the triple was submitted
    spec_id: str
    spec_version: str
    policy_version: str
    author_name: str


@dataclass(frozen=True)
class Version:
    """One entry in the history of a clip's aspect."""

    id: str
    what: str  # "candidate" | "pre-caption" | "critique" | "rating" | "post-caption" | "triple"
    text: str  # the text, the critique as plain text, the score ('' where it was withdrawn); '' for a triple
    origin: str  # of a caption, else ''
    author: Person
    created_at: str
    parent_id: str | None
    operation: str  # the name of the step that wrote it


@dataclass(frozen=True)
class JournalEntry:
    """One operation in the journal of a project."""

    operation_id: str
    name: str
    kind: str  # "edit" | "undo" | "redo" | "settle" | "note"
    author: Person
    at: str
    undone: bool  # taken back by a later operation


@dataclass(frozen=True)
class Moment:
    """One operation in the history of a clip."""

    operation_id: str
    name: str
    kind: str  # "edit" | "undo" | "redo" | "settle" | "note"
    author: Person
    at: str
    aspects: tuple[Aspect, ...]  # whose texts it changed
    answers: bool  # whether it changed answers
    undone: bool  # taken back by a later operation


@dataclass(frozen=True)
class ClipState:
    """A clip as it was at one moment."""

    clip_id: str
    answers: dict[str, Any]
    works: dict[Aspect, Work]


@dataclass(frozen=True)
class Found:
    """One text that a search found; ``excerpt[start:end]`` is what was looked for."""

    clip_id: str
    clip_name: str
    aspect: Aspect | None  # None for a clip's name and for answers
    what: str  # "pre-caption" | "critique" | "post-caption" | "name" | "answer"
    excerpt: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """One piece of background work, as the file remembers it."""

    id: str
    kind: str  # "job": lives with the window; "run": outlives it
    title: str
    state: str  # "running" | "done" | "failed" | "cancelled" | "interrupted"
    fraction: float | None
    words: str  # how far it is, in words
    folder: str  # of a run; '' for a job
    started_at: str
    heartbeat_at: str


@dataclass(frozen=True)
class Review:
    """A reviewer's verdict on a triple. ``points``: for each point of the critique, by position, what the reviewer
    says of it; ``missed``: errors that the critique does not name, in words."""

    triple_id: str
    reviewer: Person
    verdict: str  # "approved" | "returned"
    points: tuple[ReviewedPoint, ...] = ()
    missed: tuple[str, ...] = ()
    comment: str = ""
    at: str = ""


@dataclass(frozen=True)
class ReviewedPoint:
    position: int
    verdict: str  # "right" | "wrong" | "needless"
    note: str = ""
