"""What is current for one aspect of one clip: the slot that drafts, critiques, ratings and submissions change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.file.project_file import ProjectFile, Stamp
from chai_desktop.store.journal.kinds import WORK
from chai_desktop.store.journal.nodes import put, value
from chai_desktop.store.records import AspectStatus
from chai_desktop.store.tables.version_2 import ASPECTS

PERFECT = 5  # a pre-caption in which there is nothing to change


@dataclass(frozen=True)
class WorkState:
    """The value of a slot, by the numbers of the rows. ``revision`` is the newest post-caption that is more than an
    accepted copy of the pre-caption; once a person no longer finds the pre-caption perfect, only that counts."""

    pre_caption: int | None = None
    critique: int | None = None
    rating: int | None = None
    post_caption: int | None = None
    revision: int | None = None
    triple: int | None = None
    status: str | None = None

    @property
    def current_post_caption(self) -> int | None:
        return self.post_caption if self.rating == PERFECT else self.revision


def aspect_number(aspect: Aspect) -> int:
    return ASPECTS.index(aspect.value)


def work_state(file: ProjectFile, clip: int, aspect: Aspect) -> WorkState:
    held = value(file, WORK, (clip, aspect_number(aspect)))
    return WorkState() if held is None else WorkState(**held)


def put_work(file: ProjectFile, stamp: Stamp, clip: int, aspect: Aspect, state: WorkState) -> WorkState:
    """Make this the current state, with the status that follows from it, inside an operation."""
    state = replace(state, status=_status(file, state))
    put(file, stamp, WORK, (clip, aspect_number(aspect)), vars(state))
    return state


def saying_critique(file: ProjectFile, state: WorkState) -> int | None:
    """The current critique where it says something."""
    return file.number(
        "SELECT seq FROM critiques WHERE seq = ? AND (point_count > 0 OR free_text <> '')", (state.critique,)
    )


def is_submitted(file: ProjectFile, state: WorkState) -> bool:
    """The newest triple is made of exactly the current texts and rating."""
    triple = file.row("SELECT pre_caption, critique, post_caption, rating FROM triples WHERE seq = ?", (state.triple,))
    now = (state.pre_caption, saying_critique(file, state), state.current_post_caption, state.rating)
    return triple is not None and tuple(triple) == now


def _status(file: ProjectFile, state: WorkState) -> str | None:
    if state.pre_caption is None:
        return None
    if is_submitted(file, state):
        return AspectStatus.SUBMITTED
    if state.current_post_caption is not None:
        return AspectStatus.REVISED
    critiqued = saying_critique(file, state) or state.rating
    return AspectStatus.CRITIQUED if critiqued else AspectStatus.DRAFTED
