"""What the Annotate room works on, without Qt: one clip, its answers, the work on its five aspects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chai_desktop.models.engine import DraftRequest, RevisionRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, Clip, Work


@dataclass(frozen=True)
class Session:
    """A picture of the project as it was read last; replaced as a whole, never changed."""

    clip: Clip
    answers: dict[str, Any]
    works: dict[Aspect, Work]

    def status(self, aspect: Aspect) -> str:
        work = self.works[aspect]
        if work.submitted_now:
            return AspectStatus.SUBMITTED
        if work.post_caption is not None:
            return AspectStatus.REVISED
        if work.critique is not None and (work.critique.points or work.critique.free_text):
            return AspectStatus.CRITIQUED
        return AspectStatus.EMPTY if work.pre_caption is None else AspectStatus.DRAFTED

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

    def draft_request(self, aspect: Aspect, spec: Specification) -> DraftRequest:
        return DraftRequest(
            clip_name=self.clip.facts.name,
            content_hash=self.clip.facts.content_hash,
            aspect=aspect,
            answers=self.answers,
            spec_version=spec.version,
            policy_version=spec.policy(aspect).version,
        )

    def revision_request(self, aspect: Aspect) -> RevisionRequest | None:
        work = self.works[aspect]
        if work.pre_caption is None:
            return None
        points = work.critique.points if work.critique else ()
        free_text = work.critique.free_text if work.critique else ""
        return RevisionRequest(aspect, work.pre_caption.text, points, free_text)


def bring_back(project: Project, former: Work) -> None:
    """Make a former draft the newest one again, with the critique, rating and post-caption that belong to it."""
    if former.pre_caption is None:
        return
    old = former.pre_caption
    pre = project.add_pre_caption(former.clip_id, former.aspect, old.text, old.origin, old.fingerprint)
    critique = None
    if former.critique is not None:
        critique = project.save_critique(pre.id, former.critique.points, former.critique.free_text)
    if former.rating is not None:
        project.rate(pre.id, former.rating)
    if former.post_caption is not None:
        post = former.post_caption
        project.add_post_caption(pre.id, post.text, post.origin, post.fingerprint, critique.id if critique else None)


def read_session(project: Project, clip_id: str) -> Session:
    """Everything current about a clip; on the project thread."""
    works = {aspect: project.work(clip_id, aspect) for aspect in Aspect}
    return Session(project.clip(clip_id), project.answers(clip_id), works)
