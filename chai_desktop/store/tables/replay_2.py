"""A part of ``step_2``: what was current for each aspect of each clip of a version 1 file, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from chai_desktop.store.tables.version_2 import ASPECTS

if TYPE_CHECKING:
    from chai_desktop.store.tables.step_2 import Move

# One operation may have written several rows; `place` is their order then.
_EVENTS = """
SELECT pre.clip_id, pre.aspect, pre.operation_id, 1 AS place, 'pre' AS what, pre.id, pre.id AS pre_id, NULL AS score
FROM old_pre_captions AS pre
UNION ALL
SELECT pre.clip_id, pre.aspect, it.operation_id, 2, 'rating', it.id, pre.id, it.score
FROM old_ratings AS it JOIN old_pre_captions AS pre ON pre.id = it.pre_caption_id
UNION ALL
SELECT pre.clip_id, pre.aspect, it.operation_id, 3, 'critique', it.id, pre.id, NULL
FROM old_critiques AS it JOIN old_pre_captions AS pre ON pre.id = it.pre_caption_id
UNION ALL
SELECT pre.clip_id, pre.aspect, it.operation_id, 4, it.origin, it.id, pre.id, NULL
FROM old_post_captions AS it JOIN old_pre_captions AS pre ON pre.id = it.pre_caption_id
UNION ALL
SELECT it.clip_id, it.aspect, it.operation_id, 5, 'triple', it.id, it.pre_caption_id, NULL
FROM old_triples AS it"""
_IN_ORDER = f"""
SELECT event.*, operations.seq AS operation FROM ({_EVENTS}) AS event
JOIN operations ON operations.id = event.operation_id
ORDER BY event.clip_id, event.aspect, operations.seq, event.place"""
_EMPTY = dict.fromkeys(("pre_caption", "critique", "rating", "post_caption", "revision"))


def replay_works(move: Move) -> Iterator[dict[str, Any]]:
    """One row of ``works`` for each operation that touched an aspect of a clip, in order within each."""
    for (clip_id, aspect), events in groupby(move.rows(_IN_ORDER), lambda event: (event["clip_id"], event["aspect"])):
        state: dict[str, Any] = {**_EMPTY, "triple": None}
        for operation, steps in groupby(events, lambda event: event["operation"]):
            for event in steps:
                state = _after(move, state, event)
            status = _status(move, state)
            slot = {"clip": move.number("clips", clip_id), "aspect": ASPECTS.index(aspect)}
            yield {**slot, **state, "status": status, "operation": operation}


def _after(move: Move, state: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    if event["what"] == "pre":
        return {**_EMPTY, "pre_caption": move.number("pre_captions", event["id"]), "triple": state["triple"]}
    if event["what"] == "triple":
        return {**state, "triple": move.number("triples", event["id"])}
    if move.number("pre_captions", event["pre_id"]) != state["pre_caption"]:
        return state  # about a draft that was no longer current: kept as a row, current nowhere
    if event["what"] == "rating":
        return {**state, "rating": event["score"]}
    if event["what"] == "critique":
        return {**state, "critique": move.number("critiques", event["id"])}
    post = move.number("post_captions", event["id"])
    revision = state["revision"] if event["what"] == "accepted" else post
    return {**state, "post_caption": post, "revision": revision}


def _status(move: Move, state: dict[str, Any]) -> str:
    saying = move.db.execute(
        "SELECT seq FROM critiques WHERE seq = ? AND (point_count > 0 OR free_text <> '')", (state["critique"],)
    ).fetchone()
    critique = saying[0] if saying else None
    post = state["post_caption"] if state["rating"] == 5 else state["revision"]
    triple = move.db.execute(
        "SELECT pre_caption, critique, post_caption, rating FROM triples WHERE seq = ?", (state["triple"],)
    ).fetchone()
    if triple is not None and tuple(triple) == (state["pre_caption"], critique, post, state["rating"]):
        return "submitted"
    if post is not None:
        return "revised"
    return "critiqued" if critique or state["rating"] else "drafted"
