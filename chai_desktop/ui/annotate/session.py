"""What the Annotate room works on, without Qt: one clip, its answers, the work on its five aspects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chai_desktop.models.requests import CritiqueRequest, DraftRequest, Footage, RevisionRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, Candidate, Clip, Work


@dataclass(frozen=True)
class Session:
    """A picture of the project as it was read last; replaced as a whole, never changed."""

    clip: Clip
    answers: dict[str, Any]
    works: dict[Aspect, Work]
    candidates: dict[Aspect, tuple[Candidate, ...]] = field(default_factory=dict)  # drafts to choose from

    def status(self, aspect: Aspect) -> str:
        work = self.works[aspect]
        if work.submitted_now:
            return AspectStatus.SUBMITTED
        if work.post_caption is not None:
            return AspectStatus.REVISED
        if work.critique is not None and (work.critique.points or work.critique.free_text):
            return AspectStatus.CRITIQUED
        return AspectStatus.EMPTY if work.pre_caption is None else AspectStatus.DRAFTED

    def captions(self) -> dict[str, str]:
        """The newest text of each aspect that has one: what the answers are held against."""
        texts = {aspect: work.post_caption or work.pre_caption for aspect, work in self.works.items()}
        return {aspect.value: caption.text for aspect, caption in texts.items() if caption is not None}

    def next_unfinished(self, after: Aspect) -> Aspect | None:
        """The next aspect that is not submitted, going round from ``after``; None when all are.

        A clip with a cut has a subject caption only.
        """
        order = list(Aspect)
        start = order.index(after) + 1
        turn = order[start:] + order[:start]
        if self.answers.get("shot_transition") == "yes":
            turn = [Aspect.SUBJECT]
        return next((aspect for aspect in turn if not self.works[aspect].submitted_now), None)

    @property
    def footage(self) -> Footage:
        """The clip's frames, for engines that see."""
        return footage_of(self.clip)

    def aspects_to_draft(self) -> tuple[Aspect, ...]:
        """What drafting all at once writes: the aspects that are not submitted; of a clip with a cut, the subject."""
        if self.answers.get("shot_transition") == "yes":
            return (Aspect.SUBJECT,)
        open_ones = tuple(aspect for aspect in Aspect if not self.works[aspect].submitted_now)
        return open_ones or tuple(Aspect)

    def draft_request(self, aspect: Aspect, spec: Specification) -> DraftRequest:
        return DraftRequest(
            clip_name=self.clip.facts.name,
            content_hash=self.clip.facts.content_hash,
            aspect=aspect,
            answers=self.answers,
            spec_version=spec.version,
            policy_version=spec.policy(aspect).version,
            footage=self.footage,
        )

    def critique_request(self, aspect: Aspect) -> CritiqueRequest | None:
        """None where there is no draft."""
        pre = self.works[aspect].pre_caption
        return None if pre is None else CritiqueRequest(aspect, pre.text, self.answers, footage=self.footage)

    def revision_request(self, aspect: Aspect, with_video: bool = False) -> RevisionRequest | None:
        work = self.works[aspect]
        if work.pre_caption is None:
            return None
        points = work.critique.points if work.critique else ()
        free_text = work.critique.free_text if work.critique else ""
        footage = self.footage if with_video else None
        return RevisionRequest(aspect, work.pre_caption.text, points, free_text, footage=footage)


@dataclass(frozen=True)
class FormerDraft:
    """A judged draft that a new one put away: by which step, and the step after which it was still there."""

    clip_id: str
    aspect: Aspect
    step: str
    before: str


def put_away(project: Project, clip_id: str, aspect: Aspect, keep: Callable[[Project], object]) -> FormerDraft | None:
    """Do ``keep``, which writes a draft; gives the way back, or None where it did not change anything."""
    before = project.moments(clip_id)[0].operation_id
    keep(project)
    step = project.moments(clip_id)[0].operation_id
    return None if step == before else FormerDraft(clip_id, aspect, step, before)


def bring_back(project: Project, former: FormerDraft) -> None:
    """Make a former draft current again, with its critique, rating and post-caption.

    As long as nothing else was done, that is to undo the step that put it away.
    """
    newest = project.undo_state().undo
    if newest is not None and newest.operation_id == former.step:
        project.undo()
    else:
        project.bring_back(former.clip_id, former.before, former.aspect)


def footage_of(clip: Clip) -> Footage:
    facts = clip.facts
    return Footage(facts.path, facts.content_hash, facts.first_frame, facts.last_frame)


def read_session(project: Project, clip_id: str) -> Session:
    """Everything current about a clip; on the project thread."""
    works = {aspect: project.work(clip_id, aspect) for aspect in Aspect}
    candidates = {aspect: project.candidates(clip_id, aspect) for aspect in Aspect}
    return Session(project.clip(clip_id), project.answers(clip_id), works, candidates)
