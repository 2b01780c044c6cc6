"""Pre-captions and post-captions: immutable versions, each with what wrote it."""

from __future__ import annotations

from dataclasses import asdict

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips import clip_name
from chai_desktop.store.fingerprints import fingerprint as read_fingerprint
from chai_desktop.store.fingerprints import keep_fingerprint
from chai_desktop.store.pinned import Pinned
from chai_desktop.store.project_file import ProjectFile, Row, Stamp
from chai_desktop.store.records import Caption, Fingerprint

_POST = """
    SELECT post_captions.*, pre.clip_id, pre.aspect
    FROM post_captions JOIN pre_captions AS pre ON pre.id = post_captions.pre_caption_id"""


def add_pre_caption(
    file: ProjectFile,
    clip_id: str,
    aspect: Aspect,
    text: str,
    origin: str,
    fingerprint: Fingerprint | None,
    by: Pinned,
) -> Caption:
    """A new current pre-caption; what is current already is not written again, so that its critique stays."""
    _require_text(text, "pre-caption")
    newest = newest_pre_caption(file, clip_id, aspect)
    if newest is not None and (newest.text, newest.origin, newest.fingerprint) == (text, origin, fingerprint):
        return newest
    name = clip_name(file, clip_id)
    with file.operation(f"Pre-caption of {name}, {aspect.label}") as stamp:
        version = stamp.version(newest.id if newest else None)
        row = {**version, "clip_id": clip_id, "aspect": aspect, "text": text, "origin": origin,
               "fingerprint_id": keep_fingerprint(file, fingerprint), **asdict(by)}  # fmt: skip
        file.insert("pre_captions", row)
    return pre_caption(file, str(row["id"]))


def add_post_caption(
    file: ProjectFile,
    pre_caption_id: str,
    text: str,
    origin: str,
    fingerprint: Fingerprint | None,
    critique_id: str | None,
    by: Pinned,
) -> Caption:
    """A new current post-caption of the pre-caption; exactly what is current already is not written again."""
    _require_text(text, "post-caption")
    pre = pre_caption(file, pre_caption_id)
    newest = newest_post_caption(file, pre.id)
    if newest is not None and _says_it_already(file, newest, text, origin, fingerprint, critique_id):
        return newest
    with file.operation(f"Post-caption of {clip_name(file, pre.clip_id)}, {pre.aspect.label}") as stamp:
        key = write_post_caption(file, stamp, pre, text, origin, fingerprint, critique_id, by)
    return post_caption(file, key)


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
    row = file.row("SELECT critique_id FROM post_captions WHERE id = ?", (newest.id,))
    same_critique = row is not None and row["critique_id"] == critique_id
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
) -> str:
    """Write the row, inside an operation; gives its key."""
    newest = newest_post_caption(file, pre.id)
    version = stamp.version(newest.id if newest else None)
    row = {**version, "pre_caption_id": pre.id, "critique_id": critique_id, "text": text, "origin": origin,
           "fingerprint_id": keep_fingerprint(file, fingerprint), **asdict(by)}  # fmt: skip
    file.insert("post_captions", row)
    return str(row["id"])


def newest_pre_caption(file: ProjectFile, clip_id: str, aspect: Aspect) -> Caption | None:
    sql = "SELECT * FROM pre_captions WHERE clip_id = ? AND aspect = ? ORDER BY seq DESC LIMIT 1"
    row = file.row(sql, (clip_id, aspect))
    return None if row is None else _caption(file, row, "pre")


def newest_post_caption(file: ProjectFile, pre_caption_id: str, accepted_too: bool = True) -> Caption | None:
    """Without ``accepted_too``, a post-caption that only repeats an accepted pre-caption does not count."""
    condition = "" if accepted_too else "AND post_captions.origin <> 'accepted'"
    row = file.row(
        f"{_POST} WHERE pre_caption_id = ? {condition} ORDER BY post_captions.seq DESC LIMIT 1",
        (pre_caption_id,),
    )
    return None if row is None else _caption(file, row, "post")


def pre_caption(file: ProjectFile, key: str) -> Caption:
    row = file.row("SELECT * FROM pre_captions WHERE id = ?", (key,))
    return _caption(file, _required(row, "pre-caption"), "pre")


def post_caption(file: ProjectFile, key: str) -> Caption:
    row = file.row(f"{_POST} WHERE post_captions.id = ?", (key,))
    return _caption(file, _required(row, "post-caption"), "post")


def _required(row: Row | None, what: str) -> Row:
    if row is None:
        raise ProjectError(f"This {what} is not in the project.", "Open the clip again to see what is there.")
    return row


def _require_text(text: str, what: str) -> None:
    if not text.strip():
        raise ProjectError(f"An empty text is no {what}.", "Write something first.")


def _caption(file: ProjectFile, row: Row, kind: str) -> Caption:
    return Caption(
        id=row["id"],
        clip_id=row["clip_id"],
        aspect=Aspect(row["aspect"]),
        kind=kind,
        text=row["text"],
        origin=row["origin"],
        fingerprint=read_fingerprint(file, row["fingerprint_id"]),
        author_id=row["author_id"],
        created_at=row["created_at"],
        parent_id=row["parent_id"],
        spec_version=row["spec_version"],
        policy_version=row["policy_version"],
    )
