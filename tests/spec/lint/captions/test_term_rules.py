"""Standard terms: confused pairs, impossible ways, heights called angles, unlisted words, leaks."""

from __future__ import annotations

import pytest

from chai_desktop.spec.glossary.glossary import load_glossary
from chai_desktop.spec.lint.captions.caption_lint import lint_caption
from chai_desktop.spec.lint.captions.claims.topic_reading import load_topics
from chai_desktop.spec.lint.captions.rules.confused_movements import confused_pairs
from chai_desktop.spec.specification import load_specification
from tests.spec.lint.captions.linting import CAMERA, MOTION, SCENE, SPATIAL, SUBJECT, findings_of, mended, moving, only


@pytest.mark.parametrize(
    ("answers", "text", "right"),
    [
        ({"camera_forward_backward": "forward"}, "The camera zooms in on him.", "The camera dollies in on him."),
        ({"camera_forward_backward": "backward"}, "Zooming out, it ends.", "Dollying out, it ends."),
        ({"camera_forward_backward": "forward"}, "A slow zoom-in ends.", "A slow dolly-in ends."),
        ({"camera_zoom": "in"}, "The camera dollies forward.", "The camera zooms in."),
        ({"camera_zoom": "out"}, "A dolly out ends.", "A zoom out ends."),
        (
            {"camera_left_right": "right_to_left"},
            "The camera pans slowly to the left.",
            "The camera trucks slowly to the left.",
        ),
        ({"camera_left_right": "left_to_right"}, "A rightward pan begins.", "A rightward truck begins."),
        ({"camera_pan": "left_to_right"}, "The camera trucks right.", "The camera pans right."),
        ({"camera_up_down": "up"}, "The camera tilts upward.", "The camera pedestals upward."),
        ({"camera_tilt": "down"}, "The camera pedestals down.", "The camera tilts down."),
    ],
)
def test_the_answers_decide_between_confused_movements(answers, text, right):
    assert mended("term.", text, CAMERA, moving(**answers)) == right
    assert findings_of("answers.", text, CAMERA, moving(**answers)) == []  # told once


@pytest.mark.parametrize("pair", confused_pairs(), ids=lambda pair: pair.id)
def test_words_of_the_sentence_give_a_confused_movement_away_where_nothing_is_answered(pair):
    finding = only(pair.id, pair.example, CAMERA)
    assert finding.fix is not None
    plain = next(movement for movement in load_topics().movements if movement == pair.said)
    assert findings_of(pair.id, f"The camera {plain.verb}s {next(iter(plain.ways))}.", CAMERA) == []


def test_evidence_does_not_weigh_against_answers():
    text = "The camera zooms in through the corridor."
    assert findings_of("term.", text, CAMERA, moving(camera_zoom="in")) == []


@pytest.mark.parametrize(
    ("rule", "answers", "text", "right"),
    [
        (
            "term.dutch_for_roll",
            moving(dutch_angle="no", camera_roll="clockwise"),
            "A shot with a Dutch angle.",
            "A shot with a clockwise roll.",
        ),
        (
            "term.rack_for_pull",
            {"camera_focus": "shallow_focus", "focus_change_reason": "pull_focus"},
            "A rack focus ends it.",
            "A slow rack focus ends it.",
        ),
        (
            "term.pull_for_rack",
            {"camera_focus": "shallow_focus", "focus_change_reason": "rack_focus"},
            "A pull focus ends it.",
            "A rack focus ends it.",
        ),
        (
            "term.pull_for_rack",
            {"camera_focus": "shallow_focus", "focus_change_reason": "rack_focus"},
            "A slow rack focus ends it.",
            "A rack focus ends it.",
        ),
    ],
)
def test_confused_states(rule, answers, text, right):
    assert mended(rule, text, CAMERA, answers) == right
    assert findings_of("answers.contradicted", text, CAMERA, answers) == []


def test_a_dutch_angle_called_a_roll_is_marked():
    answers = moving(dutch_angle="yes", camera_pan="left_to_right")
    assert only("term.roll_for_dutch", "The camera pans right and rolls clockwise.", CAMERA, answers).fix is None


def test_movements_with_ways_that_they_cannot_take():
    assert mended("term.impossible_way", "The camera pans up to the roof.") == "The camera tilts up to the roof."
    assert mended("term.impossible_way", "A downward pan ends.") == "A downward tilt ends."
    assert only("term.impossible_way", "The camera tilts left.").fix is None
    assert findings_of("term.impossible_way", "The camera pans left and slightly upward, panning in a circle.") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It is shot from an eye-level angle.", "It is shot at eye level."),
        ("From a hip-level angle, the camera pans.", "At hip level, the camera pans."),
        ("From a high, eye-level angle, he waves.", "From a high angle at eye level, he waves."),
    ],
)
def test_heights_called_angles(text, right):
    assert mended("term.height_as_angle", text) == right


def test_a_height_called_an_angle_is_only_marked_where_an_angle_may_be_meant():
    assert only("term.height_as_angle", "From an overhead angle.").fix is None
    assert only("term.height_as_angle", "An eye-level angle shot.").fix is None
    assert findings_of("term.height_as_angle", "A level angle at eye level.") == []


@pytest.mark.parametrize(
    ("text", "aspect", "right"),
    [
        ("The camera pushes in on the door.", CAMERA, "The camera dollies in on the door."),
        ("Pulling back, the camera rests.", CAMERA, "Dollying out, the camera rests."),
        ("The camera orbits the car.", CAMERA, "The camera arcs around the car."),
        ("A chair in the mid-ground.", SPATIAL, "A chair in the middle ground."),
        ("A Cowboy shot.", SPATIAL, "A Medium full shot."),
        ("A shot from a canted angle.", CAMERA, "A shot from a Dutch angle."),
    ],
)
def test_unlisted_words_become_standard_terms(text, aspect, right):
    assert mended("term.unlisted", text, aspect) == right


def test_a_labs_own_glossary_counts_as_well():
    own = {"term": "Texas switch", "sense": "x", "aspect": "subject", "definition": "x", "use_for": "x"}
    glossary = load_glossary().extended({"entries": [own | {"replaced": {"body swap": "Texas switch"}}]})
    text = "A body swap ends it."
    fixes = [
        f.fix for f in lint_caption(text, SUBJECT, load_specification(), None, glossary) if f.rule == "term.unlisted"
    ]
    assert fixes == ["Texas switch"]


def test_other_people_push_and_pull_what_they_like():
    assert findings_of("term.unlisted", "He pushes in the door and she pulls back the curtain.", MOTION) == []
    assert findings_of("term.", "He tilts his head, rolls left and pans for gold.", MOTION) == []


@pytest.mark.parametrize(
    ("rule", "text", "aspect"),
    [
        ("leak.camera_movement", "A man walks while the camera pans left.", MOTION),
        ("leak.focus", "A man stands in a shallow depth of field.", SUBJECT),
        ("leak.camera_place", "A man is seen from a low angle.", SUBJECT),
        ("leak.shot_size", "A close-up of a man.", SUBJECT),
        ("leak.motion", "A man begins to walk away.", SUBJECT),
    ],
)
def test_content_of_another_aspect(rule, text, aspect):
    assert only(rule, text, aspect).fix is None


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("A man walks towards the camera and faces the camera.", MOTION),
        ("The camera dollies in and the camera follows him, a static camera.", CAMERA),
        ("A man floats underwater.", SUBJECT),
        ("A man in the frame begins to appear.", SUBJECT),
        ("A crane lifts a roll of steel, and a truck moves left.", MOTION),
        ("The gold pieces move out of the frame as she leads.", MOTION),
        ("A medium shot of a man who is walking.", SPATIAL),
        ("From a bird's eye angle the square is seen.", SCENE),
    ],
)
def test_words_that_only_look_like_another_aspect(text, aspect):
    assert findings_of("leak.", text, aspect) == []
