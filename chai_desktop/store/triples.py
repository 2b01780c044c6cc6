"""Submitting a triple, and triples with everything that belongs to them."""

from __future__ import annotations

from dataclasses import asdict

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.answers import freeze_answers
from chai_desktop.store.captions import post_caption, pre_caption, write_post_caption
from chai_desktop.store.clips import clip, clip_name
from chai_desktop.store.critiques import critique, says_something
from chai_desktop.store.people import everyone
from chai_desktop.store.pinned import Pinned
from chai_desktop.store.project_file import ProjectFile, Row
from chai_desktop.store.records import Caption, Critique, Triple, TripleDetail, Work
from chai_desktop.store.triple_rows import as_triple, newest_triple, newest_triple_rows
from chai_desktop.store.work import PERFECT, work


def submit(file: ProjectFile, clip_id: str, aspect: Aspect, by: Pinned) -> Triple:
    """Join the current texts and rating into a triple; what was submitted as it is comes back as it is."""
    now = work(file, clip_id, aspect)
    pre, critique, post = _what_to_submit(now)
    if now.submitted_now and now.triple is not None:
        return now.triple
    with file.operation(f"Submit {clip_name(file, clip_id)}, {aspect.label}") as stamp:
        post_id = post.id if post else write_post_caption(file, stamp, pre, pre.text, "accepted", None, None, by)
        row = {
            **stamp.version(now.triple.id if now.triple else None),
            "clip_id": clip_id,
            "aspect": aspect,
            "pre_caption_id": pre.id,
            "critique_id": critique.id if critique else None,
            "post_caption_id": post_id,
            "rating": now.rating,
            "answer_set_id": freeze_answers(file, clip_id),
            **asdict(by),
        }
        file.insert("triples", row)
    triple = newest_triple(file, clip_id, aspect)
    assert triple is not None  # written just now
    return triple


def _what_to_submit(now: Work) -> tuple[Caption, Critique | None, Caption | None]:
    """Pre-caption, critique and post-caption; no post-caption where the pre-caption is to be accepted."""
    if now.pre_caption is None:
        raise ProjectError("There is no pre-caption to submit.", "Draft one first.")
    if now.rating is None:
        raise ProjectError(
            "The pre-caption has no rating yet.", "Rate it from 1 to 5; 5 means that nothing is to change."
        )
    critique = now.critique if says_something(now.critique) else None
    if now.rating == PERFECT:
        if critique is not None:
            raise ProjectError(
                "The rating says that nothing is to change, but the critique names changes.",
                "Rate the pre-caption lower, or empty the critique.",
            )
        accepted = now.post_caption is not None and now.post_caption.origin == "accepted"
        return now.pre_caption, None, now.post_caption if accepted else None
    if critique is None:
        raise ProjectError("The critique says nothing yet.", "Say what is to change, or rate the pre-caption 5.")
    if now.post_caption is None:
        raise ProjectError("There is no post-caption yet.", "Revise the pre-caption first.")
    return now.pre_caption, critique, now.post_caption


def triples(file: ProjectFile) -> list[Triple]:
    """The newest version per clip and aspect."""
    return [as_triple(row) for row in newest_triple_rows(file)]


def triple_details(file: ProjectFile) -> list[TripleDetail]:
    """The same with the texts, answers and people that belong to each."""
    people = everyone(file)
    return [_detail(file, row, people[row["author_id"]].name) for row in newest_triple_rows(file)]


def _detail(file: ProjectFile, row: Row, author_name: str) -> TripleDetail:
    frozen = file.row("SELECT answers FROM answer_sets WHERE id = ?", (row["answer_set_id"],))
    assert frozen is not None  # a foreign key
    return TripleDetail(
        triple=as_triple(row),
        clip=clip(file, row["clip_id"]),
        pre_caption=pre_caption(file, row["pre_caption_id"]),
        critique=None if row["critique_id"] is None else critique(file, row["critique_id"]),
        post_caption=post_caption(file, row["post_caption_id"]),
        answers=file.value(frozen["answers"]),
        spec_id=row["spec_id"],
        spec_version=row["spec_version"],
        policy_version=row["policy_version"],
        author_name=author_name,
    )
