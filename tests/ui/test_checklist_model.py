"""What the checklist knows without a window: progress, hits, what ticking says, and what it leaves open."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.rules import Truth
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


def test_contradictions_name_both_sides_and_how_to_tick_all_the_same():
    card = Checklist(SPEC, {"camera_forward_backward": "backward"}).primitive_card(DOLLY_IN)
    assert card.contradictions == ('"Dolly" is "Out"; Dolly in needs "In".',)
    assert [choice.label for choice in card.tick_choices] == ['Tick, and change "Dolly"']
    plain = Checklist(SPEC, {"camera_forward_backward": "backward"}).primitive_card("camera.movement.dolly_out")
    assert plain.contradictions == ()
    assert [choice.label for choice in plain.tick_choices] == ["Tick"]


def test_where_several_answers_would_fit_the_person_chooses():
    answers = {"camera_forward_backward": "backward", "camera_movement": "no"}
    card = Checklist(SPEC, answers).primitive_card(DOLLY_IN)
    assert len(card.tick_choices) > 1
    for choice in card.tick_choices:
        ticked = Checklist(SPEC, answers).changed(choice.answers)
        assert ticked.answers["camera_forward_backward"] == "forward"
        assert SPEC.truths(ticked.answers)[DOLLY_IN] != Truth.NO


def test_what_would_still_be_no_is_said_beforehand():
    both = {"camera_movement": "no", "steadiness": "static"}  # to change one of them alone would not make it true
    card = Checklist(SPEC, {"camera_forward_backward": "backward", **both}).primitive_card(DOLLY_IN)
    assert card.contradictions[-1] == "Dolly in would still be no: Camera movement, Arc, Crane, Steadiness."


def test_the_next_open_question_is_behind_the_one_in_hand_and_round_the_end():
    checklist = Checklist(SPEC, {})
    questions = [question.id for question in checklist.applicable(Aspect.CAMERA)]
    assert checklist.next_open(Aspect.CAMERA) == questions[0]
    assert checklist.next_open(Aspect.CAMERA, questions[3]) == questions[4]
    assert checklist.next_open(Aspect.CAMERA, questions[-1]) == questions[0]
    full = Checklist(SPEC, dict.fromkeys(questions, "unsure"))
    assert full.next_open(Aspect.CAMERA) is None


def test_usual_answers_count_only_when_they_are_given():
    checklist = Checklist(SPEC, {})
    usual = checklist.usual(Aspect.CAMERA)
    assert checklist.progress(Aspect.CAMERA)[0] == 0
    given = checklist.changed(usual)
    assert given.progress(Aspect.CAMERA)[0] == len(usual) > 10
    assert given.violations == ()
    group = checklist.usual(Aspect.CAMERA, "Movement")
    assert group.items() < usual.items()


def test_a_change_may_withdraw():
    assert Checklist(SPEC, {"camera_zoom": "in"}).changed({"camera_zoom": None}).answers == {}
