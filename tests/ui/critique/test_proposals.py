"""What is left of what a critic said."""

from __future__ import annotations

from chai_desktop.models.requests import EngineCritique
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.records import Fingerprint
from chai_desktop.ui.critique.proposal_model import proposals_of

BY = Fingerprint("gguf", "1")
ZOOM = Point(PointKind.WRONG, "dollies", 11, 16, "zooms")
END = Point(PointKind.MISSING, "It is smooth.")


def test_lines_that_are_no_points_are_offered_as_text() -> None:
    found = proposals_of(EngineCritique((ZOOM,), "Too short.\n\n  Where is the sky? ", BY), "Qwen", ())
    assert found.items == (ZOOM, "Too short.", "Where is the sky?")
    assert found.sentence == "1 point and 2 lines of text proposed by Qwen"
    assert found.without("Too short.").items == (ZOOM, "Where is the sky?")


def test_what_the_person_said_already_is_not_proposed() -> None:
    own = Point(PointKind.WRONG, "dollies", 11, 16, "zooms", reason="It moves.", first_frame=3, last_frame=9)
    found = proposals_of(EngineCritique((ZOOM, END), "", BY), "Qwen", (own,))
    assert found.items == (END,)
    assert not found.nothing_wrong


def test_nothing_new_is_nothing_to_change() -> None:
    for critique in (EngineCritique((), "", BY), EngineCritique((ZOOM,), " \n", BY)):
        found = proposals_of(critique, "Qwen", (ZOOM,))
        assert found.nothing_wrong
        assert found.any
        assert found.sentence == "Nothing to change, says Qwen."
