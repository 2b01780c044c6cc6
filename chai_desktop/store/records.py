"""What the project file hands out: frozen records, one per thing that the words of the house name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point


@dataclass(frozen=True)
class Person:
    id: str
    name: str


@dataclass(frozen=True)
class ClipFacts:
    """What is known of a clip's media before it is in a project.

    ``content_hash`` is the SHA-256 of the whole file, in hex. ``fps`` is the average rate in frames per
    second; ``duration`` is in seconds. A clip is the frames ``first_frame``..``last_frame`` (inclusive) of the file.
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
class Clip:
    id: str
    facts: ClipFacts
    added_at: str
    thumbnail: bytes | None = None  # JPEG
    status: dict[Aspect, str] = field(default_factory=dict)  # see AspectStatus


class AspectStatus:
    """How far a clip's aspect is; the library shows one mark for each."""

    EMPTY = "empty"
    DRAFTED = "drafted"
    CRITIQUED = "critiqued"
    REVISED = "revised"
    SUBMITTED = "submitted"


@dataclass(frozen=True)
class Fingerprint:
    """What wrote a text: enough to trace it and to write it again. Hashes are SHA-256 hex, or ''."""

    engine: str
    engine_version: str = ""
    model_hash: str = ""
    adapter_hash: str = ""
    prompt_hash: str = ""
    sampling_hash: str = ""
    settings_hash: str = ""
    seed: int | None = None


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
    what: str  # "pre-caption" | "critique" | "rating" | "post-caption" | "triple"
    text: str  # the text, the critique as plain text, the score ('' where it was withdrawn); '' for a triple
    origin: str  # of a caption, else ''
    author: Person
    created_at: str
    parent_id: str | None
    operation: str  # the name of the step that wrote it
