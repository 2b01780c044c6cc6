"""Pre-captions and post-captions: immutable versions, each with what wrote it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.clips import clip_number, listed_name
from chai_desktop.store.file.ids import new_id
from chai_desktop.store.file.project_file import ProjectFile, Row, Stamp
from chai_desktop.store.judgement.fingerprints import fingerprint as read_fingerprint
from chai_desktop.store.judgement.fingerprints import keep_fingerprint
from chai_desktop.store.judgement.pinned import Pinned, specification_row
from chai_desktop.store.judgement.prompts import keep_prompt
from chai_desktop.store.judgement.works import WorkState, aspect_number, put_work, work_state
from chai_desktop.store.records import Caption, Fingerprint
from chai_desktop.store.search.index import TextKind, index_text
from chai_desktop.store.tables.version_2 import ASPECTS

_MORE = """
    clips.id AS clip_id, pre.aspect, people.id AS author_id, operations.created_at, parent.id AS parent_id,
    specifications.spec_version, specifications.policy_version"""
_PRE = f"""
    SELECT pre.*, {_MORE} FROM pre_captions AS pre
    JOIN clips ON clips.seq = pre.clip
    JOIN operations ON operations.seq = pre.operation JOIN people ON people.seq = operations.author
    JOIN specifications ON specifications.seq = pre.specification
    LEFT JOIN pre_captions AS parent ON parent.seq = pre.parent"""
_POST = f"""
    SELECT post.*, {_MORE} FROM post_captions AS post
    JOIN pre_captions AS pre ON pre.seq = post.pre_caption
    JOIN clips ON clips.seq = pre.clip
    JOIN operations ON operations.seq = post.operation JOIN people ON people.seq = operations.author
    JOIN specifications ON specifications.seq = post.specification
    LEFT JOIN post_captions AS parent ON parent.seq = post.parent"""


def add_pre_caption(
    file: ProjectFile,
    clip_id: str,
    aspect: Aspect,
    text: str,
    origin: str,
    fingerprint: Fingerprint | None,
    prompt: str,
    by: Pinned,
) -> Caption:
    """A new current pre-caption; what is current already is not written again, so that its critique stays."""
    _require_text(text, "pre-caption")
    clip = clip_number(file, clip_id)
    state = work_state(file, clip, aspect)
    current = pre_caption(file, state.pre_caption)
    if current is not None and (current.text, current.origin, current.fingerprint) == (text, origin, fingerprint):
        return current
    with file.operation(f"Pre-caption of {listed_name(file, clip)}, {aspect.label}") as stamp:
        row = {"text": text, "origin": origin, **_made_by(file, fingerprint, prompt, by)}
        return put_pre_caption(file, stamp, clip, aspect, row)


def put_pre_caption(file: ProjectFile, stamp: Stamp, clip: int, aspect: Aspect, row: dict[str, Any]) -> Caption:
    """Write a pre-caption and make it current, inside an operation. ``row``: text, origin and what made it."""
    state = work_state(file, clip, aspect)
    place = {"id": new_id(), "clip": clip, "aspect": aspect_number(aspect), "parent": state.pre_caption}
    number = file.insert("pre_captions", {**place, **row, "operation": stamp.operation})
    index_text(file, TextKind.PRE_CAPTION, number, row["text"])
    put_work(file, stamp, clip, aspect, WorkState(pre_caption=number, triple=state.triple))
    written = pre_caption(file, number)
    assert written is not None
    return written


def add_post_caption(
    file: ProjectFile,
    pre_caption_id: str,
    text: str,
    origin: str,
    fingerprint: Fingerprint | None,
    critique_id: str | None,
    prompt: str,
    by: Pinned,
) -> Caption:
    """A new current post-caption of the pre-caption; exactly what is current already is not written again."""
    _require_text(text, "post-caption")
    pre = pre_caption_by_id(file, pre_caption_id)
    clip, aspect = clip_number(file, pre.clip_id), pre.aspect
    newest = newest_post_caption(file, pre_caption_id)
    if newest is not None and _says_it_already(file, newest, text, origin, fingerprint, critique_id):
        return newest
    with file.operation(f"Post-caption of {listed_name(file, clip)}, {aspect.label}") as stamp:
        number = write_post_caption(file, stamp, pre, text, origin, fingerprint, critique_id, by, prompt)
        state = work_state(file, clip, aspect)
        if state.pre_caption == _number_of_pre(file, pre_caption_id):
            put_work(file, stamp, clip, aspect, replace(state, post_caption=number, revision=number))
    written = post_caption(file, number)
    assert written is not None
    return written


def _says_it_already(
    file: ProjectFile,
    newest: Caption,
    text: str,
    origin: str,
    fingerprint: Fingerprint | None,
    critique_id: str | None,
) -> bool:
    """An edit that changes no word is no edit; an engine's text is the same only if all of its making is."""
    if origin == "edit":
        return newest.text == text and newest.origin != "accepted"
    row = file.row(
        "SELECT critiques.id FROM post_captions AS post LEFT JOIN critiques ON critiques.seq = post.critique "
        "WHERE post.id = ?",
        (newest.id,),
    )
    same_critique = row is not None and row["id"] == critique_id
    return same_critique and (newest.text, newest.origin, newest.fingerprint) == (text, origin, fingerprint)


def write_post_caption(
    file: ProjectFile,
    stamp: Stamp,
    pre: Caption,
    text: str,
    origin: str,
    fingerprint: Fingerprint | None,
    critique_id: str | None,
    by: Pinned,
    prompt: str = "",
) -> int:
    """Write the row, inside an operation; gives its number."""
    pre_number = _number_of_pre(file, pre.id)
    critique = file.number("SELECT seq FROM critiques WHERE id = ?", (critique_id,))
    newest = newest_post_caption(file, pre.id)
    parent = None if newest is None else file.number("SELECT seq FROM post_captions WHERE id = ?", (newest.id,))
    row = {"id": new_id(), "pre_caption": pre_number, "critique": critique, "text": text, "origin": origin,
           "parent": parent, **_made_by(file, fingerprint, prompt, by), "operation": stamp.operation}  # fmt: skip
    number = file.insert("post_captions", row)
    if origin != "accepted":
        index_text(file, TextKind.POST_CAPTION, number, text)
    return number


def newest_post_caption(file: ProjectFile, pre_caption_id: str) -> Caption | None:
    """Of the pre-caption: the current one, also as an accepted copy, or the newest where another draft is current."""
    pre = pre_caption_by_id(file, pre_caption_id)
    state = work_state(file, clip_number(file, pre.clip_id), pre.aspect)
    number = _number_of_pre(file, pre_caption_id)
    if state.pre_caption == number:
        return post_caption(file, state.post_caption)
    return post_caption(file, file.number("SELECT max(seq) FROM post_captions WHERE pre_caption = ?", (number,)))


def pre_caption(file: ProjectFile, number: int | None) -> Caption | None:
    row = None if number is None else file.row(f"{_PRE} WHERE pre.seq = ?", (number,))
    return None if row is None else _caption(file, row, "pre")


def pre_caption_by_id(file: ProjectFile, key: str) -> Caption:
    found = pre_caption(file, _number_of_pre(file, key))
    if found is None:
        raise ProjectError("This pre-caption is not in the project.", "Open the clip again to see what is there.")
    return found


def post_caption(file: ProjectFile, number: int | None) -> Caption | None:
    row = None if number is None else file.row(f"{_POST} WHERE post.seq = ?", (number,))
    return None if row is None else _caption(file, row, "post")


def _number_of_pre(file: ProjectFile, key: str) -> int | None:
    return file.number("SELECT seq FROM pre_captions WHERE id = ?", (key,))


def _made_by(file: ProjectFile, fingerprint: Fingerprint | None, prompt: str, by: Pinned) -> dict[str, int | None]:
    return {
        "fingerprint": keep_fingerprint(file, fingerprint),
        "prompt": keep_prompt(file, prompt),
        "specification": specification_row(file, by),
    }


def _require_text(text: str, what: str) -> None:
    if not text.strip():
        raise ProjectError(f"An empty text is no {what}.", "Write something first.")


def _caption(file: ProjectFile, row: Row, kind: str) -> Caption:
    return Caption(
        id=row["id"],
        clip_id=row["clip_id"],
        aspect=Aspect(ASPECTS[row["aspect"]]),
        kind=kind,
        text=row["text"],
        origin=row["origin"],
        fingerprint=read_fingerprint(file, row["fingerprint"]),
        author_id=row["author_id"],
        created_at=row["created_at"],
        parent_id=row["parent_id"],
        spec_version=row["spec_version"],
        policy_version=row["policy_version"],
    )
