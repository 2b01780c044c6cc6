"""What follows from the state of the room: what is possible, why not, and what is marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.records import Caption, Critique, Fingerprint, Triple, Work
from chai_desktop.ui.caption.room_model import RoomState, RunningJob, room_state, submitted_words

POINT = Point(PointKind.WRONG, instead="dollies in", start=11, end=19, quote="zooms in")
DONE = RoomState(
    clip_id="c", pre="The camera zooms in.", pre_id="p", points=(POINT,), rating=3, post="The camera dollies in."
)
NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"pre": None}, "Draft first"),
        ({"rating": None}, "Rate the draft first"),
        ({"job": RunningJob("revise")}, "A job is running"),
        ({"points": ()}, "Say what is wrong: a point or a critique"),
        ({"points": (), "free_text": "Add the kite."}, ""),
        ({"post": None}, "Revise first, or write the post-caption"),
        ({"post": "The  camera zooms in."}, "Nothing changed yet: revise, or rate 5"),
        ({"open_point": "does not say what to add"}, "The open point does not say what to add"),
        ({"rating": 5}, "The critique names changes: empty it, or rate lower"),
        ({"rating": 5, "points": (), "post": None}, ""),
    ],
)
def test_why_it_cannot_be_submitted(change, reason):
    assert replace(DONE, **change).cannot_submit == reason


def test_what_is_submitted_as_it_stands_is_not_submitted_again():
    assert DONE.can_submit
    assert not replace(DONE, submitted_now=True).can_submit


@pytest.mark.parametrize(
    ("change", "possible"),
    [
        ({}, True),
        ({"rating": None}, True),
        ({"rating": 5}, False),
        ({"points": ()}, False),
        ({"pre": None}, False),
        ({"job": RunningJob("draft")}, False),
    ],
)
def test_when_a_revision_can_be_asked_for(change, possible):
    assert replace(DONE, **change).can_revise is possible


def test_an_edit_is_seen_by_comparing_with_the_engines_text():
    assert not replace(DONE, revision=DONE.post).is_edited
    assert replace(DONE, revision="The camera pans.").is_edited
    assert replace(DONE, edited=True).is_edited


@pytest.mark.parametrize(
    ("when", "now_submitted", "words"),
    [
        ("2026-03-04T14:03:00+00:00", True, "Submitted 14:03, change anything to submit a new version"),
        ("2026-03-04T14:03:00+00:00", False, "Changed since it was submitted 14:03"),
        ("2026-03-01T14:03:00+00:00", False, "Changed since it was submitted 2026-03-01 14:03"),
        ("", False, ""),
    ],
)
def test_what_is_said_about_the_submission(when, now_submitted, words):
    assert submitted_words(replace(DONE, submitted_at=when, submitted_now=now_submitted), NOW) == words


def caption(kind: str, text: str, origin: str) -> Caption:
    mark = Fingerprint("rules") if origin == "engine" else None
    return Caption(f"{kind}-1", "c", Aspect.CAMERA, kind, text, origin, mark, "me", "2026-03-04", None, "1", "1")


def test_the_projects_work_as_a_state():
    pre, post = caption("pre", "It zooms.", "engine"), caption("post", "It dollies.", "engine")
    critique = Critique("k", pre.id, (POINT,), "free", "me", "2026-03-04", None)
    triple = Triple("t", "c", Aspect.CAMERA, pre.id, "k", post.id, 3, "me", "2026-03-04T14:03:00+00:00", None)
    work = Work("c", Aspect.CAMERA, pre, critique, 3, post, triple, {"post": "It dol"}, True)
    state = room_state(work)
    assert (state.pre, state.pre_by, state.points, state.free_text) == ("It zooms.", "engine rules", (POINT,), "free")
    assert (state.post, state.revision, state.revision_id, state.is_edited) == (
        "It dollies.",
        "It dollies.",
        "post-1",
        False,
    )
    assert state.submitted_now
    assert state.typed == {"post": "It dol"}


def test_a_persons_edit_is_no_revision():
    pre, post = caption("pre", "It zooms.", "sample"), caption("post", "It dollies.", "edit")
    state = room_state(Work("c", Aspect.CAMERA, pre, None, None, post, None, {}, False))
    assert state.is_edited
    assert state.revision_id == ""
    assert state.pre_by == "sample project"


def test_nothing_yet():
    state = room_state(Work("c", Aspect.SCENE, None, None, None, None, None, {}, False))
    assert state.pre is None
    assert state.post is None
    assert state.cannot_draft == ""
    assert state.cannot_revise == "Draft first"
