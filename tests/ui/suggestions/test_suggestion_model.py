"""What a question's row says of a suggestion, and which suggestions are taken together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chai_desktop.media.motion.suggestion import Suggestion, Suggestions, Withheld
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.judgement.suggested import suggested_by
from chai_desktop.store.records import Person, TakenSuggestion
from chai_desktop.ui.checklist.checklist_model import Checklist
from chai_desktop.ui.suggestions.suggestion_model import MEASUREMENT, ClipSuggestions, Hint


def suggestion(question: str, value: str, confidence: float = 0.95) -> Suggestion:
    return Suggestion(question, value, confidence, 3, 40, "The whole picture slides.")


def clip(*suggestions: Suggestion, withheld: tuple[Withheld, ...] = ()) -> ClipSuggestions:
    return ClipSuggestions(Suggestions(None, suggestions, withheld))


@pytest.fixture
def checklist() -> Checklist:
    return Checklist(load_specification())


def test_an_open_question_says_value_and_confidence_in_words(checklist):
    hint = clip(suggestion("camera_pan", "left_to_right", 0.94)).hint("camera_pan", checklist)
    assert hint is not None
    assert (hint.kind, hint.words) == (Hint.OPEN, "Suggested: Right 0.94")
    assert hint.spoken == "Suggested: Right 0.94. The whole picture slides. Frames 3 to 40 show it."


def test_nothing_is_said_of_what_was_not_measured(checklist):
    assert clip().hint("camera_pan", checklist) is None
    assert ClipSuggestions().hint("camera_pan", checklist) is None


def test_what_is_withheld_says_why_until_it_is_answered(checklist):
    found = clip(withheld=(Withheld("camera_arc", "A slow arc looks like a truck."),))
    hint = found.hint("camera_arc", checklist)
    assert hint is not None
    assert (hint.kind, hint.spoken) == (Hint.WITHHELD, "Not sure. A slow arc looks like a truck.")
    assert found.to_take("camera_arc", checklist) == {}
    assert found.hint("camera_arc", checklist.changed({"camera_arc": "no"})) is None


def test_an_answer_that_agrees_is_left_in_peace_and_one_that_differs_is_told_quietly(checklist):
    found = clip(suggestion("camera_pan", "left_to_right", 0.94))
    assert found.hint("camera_pan", checklist.changed({"camera_pan": "left_to_right"})) is None
    other = found.hint("camera_pan", checklist.changed({"camera_pan": "no"}))
    assert other is not None
    assert (other.kind, other.words) == (Hint.OTHERWISE, "The picture suggests: Right 0.94")


def test_a_taken_suggestion_names_who_took_it(checklist):
    taken = TakenSuggestion(0.94, MEASUREMENT, Person("1", "Ada"), "2026-01-01")
    found = replace(clip(suggestion("camera_pan", "left_to_right")), taken={"camera_pan": taken})
    hint = found.hint("camera_pan", checklist.changed({"camera_pan": "left_to_right"}))
    assert hint is not None
    assert hint.words == "Suggested (0.94), taken by Ada"


def test_a_dismissed_suggestion_is_neither_shown_nor_taken(checklist):
    found = replace(clip(suggestion("camera_pan", "left_to_right")), dismissed=frozenset({"camera_pan"}))
    assert found.hint("camera_pan", checklist) is None
    assert found.to_take("camera_pan", checklist) == {}
    assert found.sure(Aspect.CAMERA, checklist) == {}


def test_a_value_that_the_form_does_not_know_is_not_suggested(checklist):
    assert clip(suggestion("camera_pan", "sideways")).hint("camera_pan", checklist) is None


def test_only_what_is_sure_is_taken_together(checklist):
    found = clip(suggestion("camera_pan", "no", 0.9), suggestion("camera_tilt", "up", 0.89))
    assert found.sure(Aspect.CAMERA, checklist) == {"camera_pan": "no"}


def test_what_is_answered_already_stays(checklist):
    found = clip(suggestion("camera_pan", "no"), suggestion("camera_tilt", "no"))
    assert found.sure(Aspect.CAMERA, checklist.changed({"camera_pan": "left_to_right"})) == {"camera_tilt": "no"}


def test_together_they_are_taken_in_order_and_what_does_not_apply_then_is_left_out(checklist):
    found = clip(
        suggestion("camera_pan", "no"), suggestion("camera_movement", "no"), suggestion("steadiness", "static")
    )
    assert found.sure(Aspect.CAMERA, checklist) == {"camera_movement": "no", "steadiness": "static"}


def test_what_would_contradict_an_answer_is_not_taken_unlooked_at(checklist):
    found = clip(suggestion("camera_movement", "major_simple"), suggestion("camera_pan", "no"))
    answered = checklist.changed({"steadiness": "static"})
    assert found.sure(Aspect.CAMERA, answered) == {"camera_pan": "no"}


def test_other_aspects_are_left_alone(checklist):
    found = clip(suggestion("camera_pan", "no"), suggestion("scene_movement", "dynamic"))
    assert found.sure(Aspect.MOTION, checklist) == {"scene_movement": "dynamic"}
    assert found.open_count(Aspect.CAMERA, checklist) == 1


def test_the_record_names_confidence_and_measurement(checklist):
    found = clip(suggestion("camera_pan", "no", 0.913))
    origin = suggested_by(found.via({"camera_pan": "no"})["camera_pan"])
    assert origin is not None
    assert (origin.confidence, origin.measurement) == (0.91, MEASUREMENT)


def test_a_question_of_several_choices_is_answered_by_a_list(checklist):
    found = clip(suggestion("tracking_shot_types", "pan"))
    assert found.to_take("tracking_shot_types", checklist.changed({"is_tracking": "yes"})) == {
        "tracking_shot_types": ["pan"]
    }
