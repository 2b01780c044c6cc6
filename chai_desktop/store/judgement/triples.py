"""Submitting a triple, and triples with everything that belongs to them."""

from __future__ import annotations

from dataclasses import replace

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.clips import clip, clip_number, listed_name
from chai_desktop.store.file.ids import new_id
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.judgement.answers import freeze_answers
from chai_desktop.store.judgement.captions import post_caption, pre_caption, write_post_caption
from chai_desktop.store.judgement.critiques import critique
from chai_desktop.store.judgement.pinned import Pinned, specification_row
from chai_desktop.store.judgement.triple_rows import as_triple, current_triple_rows, triple
from chai_desktop.store.judgement.works import (
    PERFECT,
    WorkState,
    aspect_number,
    is_submitted,
    put_work,
    saying_critique,
    work_state,
)
from chai_desktop.store.people.people import everyone
from chai_desktop.store.records import Caption, Triple, TripleDetail


def submit(file: ProjectFile, clip_id: str, aspect: Aspect, by: Pinned) -> Triple:
    """Join the current texts and rating into a triple; what was submitted as it is comes back as it is."""
    clip_seq = clip_number(file, clip_id)
    state = work_state(file, clip_seq, aspect)
    pre, critique_seq, accept = _what_to_submit(file, state)
    submitted = triple(file, state.triple)
    if submitted is not None and is_submitted(file, state):
        return submitted
    with file.operation(f"Submit {listed_name(file, clip_seq)}, {aspect.label}") as stamp:
        if accept:
            accepted = write_post_caption(file, stamp, pre, pre.text, "accepted", None, None, by)
            state = replace(state, post_caption=accepted)
        row = {
            "id": new_id(),
            "clip": clip_seq,
            "aspect": aspect_number(aspect),
            "pre_caption": state.pre_caption,
            "critique": critique_seq,
            "post_caption": state.current_post_caption,
            "rating": state.rating,
            "answer_set": freeze_answers(file, clip_id),
            "specification": specification_row(file, by),
            "parent": state.triple,
            "operation": stamp.operation,
        }
        number = file.insert("triples", row)
        put_work(file, stamp, clip_seq, aspect, replace(state, triple=number))
    written = triple(file, number)
    assert written is not None
    return written


def _what_to_submit(file: ProjectFile, state: WorkState) -> tuple[Caption, int | None, bool]:
    """Pre-caption, critique, and whether the pre-caption is still to be accepted as it is."""
    pre = pre_caption(file, state.pre_caption)
    if pre is None:
        raise ProjectError("There is no pre-caption to submit.", "Draft one first.")
    if state.rating is None:
        raise ProjectError(
            "The pre-caption has no rating yet.", "Rate it from 1 to 5; 5 means that nothing is to change."
        )
    saying = saying_critique(file, state)
    if state.rating == PERFECT:
        if saying is not None:
            raise ProjectError(
                "The rating says that nothing is to change, but the critique names changes.",
                "Rate the pre-caption lower, or empty the critique.",
            )
        post = post_caption(file, state.post_caption)
        return pre, None, post is None or post.origin != "accepted"
    if saying is None:
        raise ProjectError("The critique says nothing yet.", "Say what is to change, or rate the pre-caption 5.")
    if state.current_post_caption is None:
        raise ProjectError("There is no post-caption yet.", "Revise the pre-caption first.")
    return pre, saying, False


def triples(file: ProjectFile) -> list[Triple]:
    """The newest version per clip and aspect."""
    return [as_triple(row) for row in current_triple_rows(file)]


def triple_details(file: ProjectFile) -> list[TripleDetail]:
    """The same with the texts, answers and people that belong to each."""
    people = {person.id: person.name for person in everyone(file).values()}
    return [_detail(file, row, people[row["author_id"]]) for row in current_triple_rows(file)]


def _detail(file: ProjectFile, row: Row, author_name: str) -> TripleDetail:
    frozen = file.row("SELECT answers FROM answer_sets WHERE seq = ?", (row["answer_set"],))
    by = file.row("SELECT * FROM specifications WHERE seq = ?", (row["specification"],))
    pre, post = pre_caption(file, row["pre_caption"]), post_caption(file, row["post_caption"])
    assert frozen is not None and by is not None and pre is not None and post is not None  # foreign keys
    return TripleDetail(
        triple=as_triple(row),
        clip=clip(file, row["clip_id"]),
        pre_caption=pre,
        critique=critique(file, row["critique"]),
        post_caption=post,
        answers=file.value(frozen["answers"]),
        spec_id=by["spec_id"],
        spec_version=by["spec_version"],
        policy_version=by["policy_version"],
        author_name=author_name,
    )
