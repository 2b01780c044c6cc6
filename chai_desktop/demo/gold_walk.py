"""Works through the sample project's prepared critiques and compares each revision with the prepared post-caption."""

from __future__ import annotations

from dataclasses import dataclass, field

from chai_desktop.exchange.sample_clips import SampleClip, sample_clips
from chai_desktop.models.engine import Engine
from chai_desktop.models.requests import RevisionRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project


@dataclass
class GoldReport:
    """How many captions were worked through, and which revisions differ from the prepared post-caption."""

    submitted: int = 0
    differing: list[str] = field(default_factory=list)


def submit_prepared(project: Project, engine: Engine) -> GoldReport:
    """Critique, rate, revise and submit every prepared caption that nobody has submitted or drafted anew yet."""
    report = GoldReport()
    ids = {clip.facts.name.rsplit(".", 1)[0]: clip.id for clip in project.clips()}
    for sample in sample_clips():
        for aspect in sample.gold.aspects:
            _submit_one(project, engine, ids[sample.name], sample, aspect, report)
    return report


def _submit_one(
    project: Project, engine: Engine, clip_id: str, sample: SampleClip, aspect: Aspect, report: GoldReport
) -> None:
    work = project.work(clip_id, aspect)
    gold = sample.gold.aspects[aspect]
    pre = work.pre_caption
    if work.triple is not None or pre is None or pre.text != gold.pre_caption:
        return
    project.rate(pre.id, gold.rating)
    if gold.points:
        critique = project.save_critique(pre.id, gold.points, "")
        request = RevisionRequest(aspect, pre.text, gold.points, "")
        revision = engine.revise(request)
        project.add_post_caption(pre.id, revision.text, "engine", revision.fingerprint, critique.id)
        if revision.text != gold.post_caption:
            report.differing.append(f"{sample.name}, {aspect}")
    project.submit(clip_id, aspect)
    report.submitted += 1
