"""The state of the caption room for one clip and aspect, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.records import Caption, Work

PERFECT = 5
RATINGS: dict[int, str] = {
    1: "unusable",
    2: "mostly wrong",
    3: "several errors",
    4: "minor errors",
    5: "perfect: nothing to change",
}


@dataclass(frozen=True)
class RunningJob:
    """``kind`` is "draft", "several" (drafts), "critique" or "revise"; ``fraction`` 0..1, None where not known."""

    kind: str
    fraction: float | None = None
    text: str = ""


@dataclass(frozen=True)
class RoomState:
    """All that the room shows. ``pre`` and ``post`` are None where there is no such text yet; times are ISO 8601."""

    clip_id: str = ""
    aspect: Aspect = Aspect.SUBJECT
    pre: str | None = None
    pre_id: str = ""
    pre_by: str = ""  # who wrote it, in words: "engine rules", "sample project"
    points: tuple[Point, ...] = ()
    free_text: str = ""
    rating: int | None = None
    post: str | None = None
    post_by: str = ""
    revision_id: str = ""  # the version of the post-caption, where it is not a person's edit
    revision: str | None = None  # the engine's text that the post-caption started from, where known
    edited: bool = False  # a person's edit is part of the post-caption as it is saved
    submitted_at: str = ""
    submitted_now: bool = False
    typed: Mapping[str, Any] = field(default_factory=dict)
    job: RunningJob | None = None
    blocked: str = ""  # a contradiction among the answers that submitting waits for, in a sentence
    open_point: str = ""  # what a point that is being written still lacks; '' where none is open or it is complete

    @property
    def key(self) -> tuple[str, Aspect, str]:
        """What the texts on the screen belong to; another key means another piece of work."""
        return self.clip_id, self.aspect, self.pre_id

    @property
    def has_critique(self) -> bool:
        return bool(self.points or self.free_text.strip())

    @property
    def is_perfect(self) -> bool:
        return self.rating == PERFECT

    @property
    def is_edited(self) -> bool:
        """Whether the post-caption holds words of the person's own hand."""
        if self.revision is not None:
            return self.post is not None and self.post != self.revision
        return self.edited

    @property
    def cannot_draft(self) -> str:
        """Why Draft is not possible now, in one short sentence; '' where it is."""
        if not self.clip_id:
            return "Open a clip first"
        return "A job is running" if self.job else ""

    @property
    def cannot_ask(self) -> str:
        """Why the critic cannot be asked now."""
        if self.pre is None:
            return "Draft first"
        return "A job is running" if self.job else ""

    @property
    def cannot_revise(self) -> str:
        if self.pre is None:
            return "Draft first"
        if self.job:
            return "A job is running"
        if self.is_perfect:
            return "Rated perfect: nothing to revise"
        if self.open_point:
            return f"The open point {self.open_point}"
        return "" if self.has_critique else "Add a point or a critique first"

    @property
    def cannot_submit(self) -> str:
        if self.pre is None:
            return "Draft first"
        if self.job:
            return "A job is running"
        if self.blocked:
            return "The answers contradict each other"
        if self.rating is None:
            return "Rate the draft first"
        if self.is_perfect:
            return "The critique names changes: empty it, or rate lower" if self.has_critique else ""
        return self._unfinished()

    def _unfinished(self) -> str:
        if self.open_point:
            return f"The open point {self.open_point}"
        if not self.has_critique:
            return "Say what is wrong: a point or a critique"
        if not (self.post or "").strip():
            return "Revise first, or write the post-caption"
        if (self.post or "").split() == (self.pre or "").split():
            return "Nothing changed yet: revise, or rate 5"
        return ""

    @property
    def can_revise(self) -> bool:
        return not self.cannot_revise

    @property
    def can_submit(self) -> bool:
        return not self.cannot_submit and not self.submitted_now

    def same_content(self, other: RoomState) -> bool:
        """Whether both hold the same judgement: that which a submission is made of."""
        mine = (self.points, self.free_text, self.rating, self.post or "")
        return mine == (other.points, other.free_text, other.rating, other.post or "")


def room_state(work: Work, revision: str | None = None) -> RoomState:
    """The room's state for what the project holds; ``revision`` is the engine's newest text, where known."""
    pre, post, critique = work.pre_caption, work.post_caption, work.critique
    by_engine = post is not None and post.origin not in ("edit", "accepted")
    return RoomState(
        clip_id=work.clip_id,
        aspect=work.aspect,
        pre=pre.text if pre else None,
        pre_id=pre.id if pre else "",
        pre_by=written_by(pre) if pre else "",
        points=critique.points if critique else (),
        free_text=critique.free_text if critique else "",
        rating=work.rating,
        post=post.text if post else None,
        post_by=written_by(post) if post else "",
        revision_id=post.id if post and by_engine else "",
        revision=post.text if post and by_engine else revision,
        edited=post is not None and post.origin == "edit",
        submitted_at=work.triple.created_at if work.triple else "",
        submitted_now=work.submitted_now,
        typed=work.typed,
    )


def written_by(caption: Caption) -> str:
    """Who wrote a text, in words that fit a heading."""
    match caption.origin:
        case "engine":
            return f"engine {caption.fingerprint.engine}" if caption.fingerprint else "engine"
        case "edit":
            return "edited by you"
        case "import":
            return "imported"
        case "sample":
            return "sample project"
        case "accepted":
            return "the draft, accepted"
        case other:
            return other


def moment(iso: str, now: datetime) -> str:
    """A stored time as a person says it: 14:03 today, otherwise with the date. ``now`` carries its time zone."""
    if not iso:
        return ""
    then = datetime.fromisoformat(iso)
    then = then.astimezone(now.tzinfo) if then.tzinfo else then.replace(tzinfo=now.tzinfo)
    return then.strftime("%H:%M") if then.date() == now.date() else then.strftime("%Y-%m-%d %H:%M")


def submitted_words(state: RoomState, now: datetime) -> str:
    """What the room says about the submission; '' where there never was one."""
    if not state.submitted_at:
        return ""
    when = moment(state.submitted_at, now)
    if state.submitted_now:
        return f"Submitted {when}, change anything to submit a new version"
    return f"Changed since it was submitted {when}"
