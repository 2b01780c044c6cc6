"""What the checklist knows without a window: progress, hits, what ticking says, and what it leaves open."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.checklist.checklist_model import Checklist

DOLLY_IN = "camera.movement.dolly_in"
SPEC = load_specification()


def test_progress_counts_what_applies():
    done, of = Checklist(SPEC, {}).progress(Aspect.CAMERA)
    assert done == 0 < of
    tracking = Checklist(SPEC, {"is_tracking": "yes"}).progress(Aspect.CAMERA)
    assert tracking[0] == 1
    assert tracking[1] > of  # the kinds of tracking apply now


def test_hits_of_the_current_aspect_come_first_with_their_state():
    hits = Checklist(SPEC, {"camera_zoom": "in", "camera_movement": "major_simple", "steadiness": "smooth"}).search(
        "zoom in", Aspect.CAMERA
    )
    assert hits[0].aspect == Aspect.CAMERA
    states = {hit.name.lower(): hit.state for hit in hits if hit.kind == "primitive"}
    assert states["zoom in"] == "yes"


def test_a_card_says_what_ticking_answers_and_what_it_leaves_open():
    card = Checklist(SPEC, {}).primitive_card(DOLLY_IN)
    assert card.ticking == "Dolly: In"
    assert card.state == "undecided"
    assert "Camera movement" in card.still_open
    assert "Steadiness" in card.still_open
    enough = Checklist(SPEC, {"camera_movement": "major_simple", "steadiness": "very_smooth"})
    assert enough.primitive_card(DOLLY_IN).still_open == ()


def test_a_primitive_that_cannot_be_ticked_leads_to_its_questions():
    card = Checklist(SPEC, {}).primitive_card("camera.angle.dutch")
    assert card.ticking == ""
    assert "dutch_angle" in card.questions


def test_contradictions_name_what_would_change():
    checklist = Checklist(SPEC, {"camera_forward_backward": "backward"})
    assert checklist.contradictions(DOLLY_IN) == ["Dolly was Out"]
    assert checklist.contradictions("camera.movement.dolly_out") == []
