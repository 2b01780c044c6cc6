"""What a caption says of the form: both word orders, denials, who acts, and when."""

from __future__ import annotations

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.claims.claim import Claim, Moment
from chai_desktop.spec.lint.captions.claims.matching import claims_of
from chai_desktop.spec.lint.captions.claims.topic import Movement
from chai_desktop.spec.lint.captions.claims.topic_reading import load_topics
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.specification import load_specification
from tests.spec.lint.captions.linting import CAMERA, MOTION


def strict(text: str, aspect: Aspect = CAMERA) -> list[Claim]:
    return [claim for claim in claims_of(CaptionText(text), aspect) if not claim.loose]


def told(text: str, aspect: Aspect = CAMERA) -> list[tuple[str, str | None]]:
    return [
        (c.topic.question if isinstance(c.topic, Movement) else c.topic.name, c.value) for c in strict(text, aspect)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The camera pans left.",
        "The camera pans slowly and smoothly to the left.",
        "The camera, panning left, follows him.",
        "A leftward pan.",
        "A right-to-left pan.",
        "A pan from right to left.",
        "The shot pans leftwards.",
        "A left pan shows the sea.",
    ],
)
def test_a_pan_to_the_left_in_many_words(text):
    assert told(text) == [("camera_pan", "right_to_left")]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The camera tilts up.", [("camera_tilt", "up")]),
        ("An upward tilt.", [("camera_tilt", "up")]),
        ("It dollies backward.", [("camera_forward_backward", "backward")]),
        ("The camera arcs counter-clockwise around him.", [("camera_arc", "counter_clockwise")]),
        ("A counterclockwise roll.", [("camera_roll", "counter_clockwise")]),
        ("The camera cranes down.", [("camera_crane", "crane_down")]),
        ("It pans left and then right.", [("camera_pan", "right_to_left"), ("camera_pan", "left_to_right")]),
        ("It zooms.", [("camera_zoom", None)]),
        ("A low-angle shot at ground level.", [("angle", "low_angle"), ("height", "ground_level")]),
        ("A bird’s-eye view in slow motion.", [("angle", "bird_eye_angle"), ("playback", "slow_motion")]),
        ("It holds with smooth and slow motion.", []),
        ("A dolly zoom on him.", [("dolly_zoom", "yes")]),
        ("A subject-level angle.", []),
        ("An eye-level angle.", [("height", "eye_level")]),
    ],
)
def test_claims(text, claims):
    assert told(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "The camera does not pan left.",
        "It never pans left.",
        "It rests without panning left.",
        "A tilt up rather than panning left.",
        "There is no pan to the left.",
    ],
)
def test_denials(text):
    claim = next(c for c in strict(text) if isinstance(c.topic, Movement) and c.topic.verb == "pan")
    assert claim.denied


@pytest.mark.parametrize("text", ["Not a tilt but a pan left.", "It pans left.", "Nobody moves. It pans left."])
def test_what_is_not_denied(text):
    claim = next(c for c in strict(text) if isinstance(c.topic, Movement) and c.topic.verb == "pan")
    assert not claim.denied


def test_start_and_end():
    text = "It begins at eye level and ends at ground level. It is at hip level."
    assert [claim.moment for claim in strict(text)] == [Moment.START, Moment.END, Moment.ANY]
    turned = "Initially level, the camera tilts down to a high angle."
    assert strict(turned)[-1].moment is Moment.ANY


def test_the_camera_must_act():
    assert told("He pans for gold and she rolls clockwise.", MOTION) == []
    assert told("The man tilts his head.") == []
    assert told("The camera pans left.", MOTION) == [("camera_pan", "right_to_left")]


def test_every_topic_is_a_question_with_these_answers():
    spec, topics = load_specification(), load_topics()
    for movement in topics.movements:
        choices = {choice.id for choice in spec.question(movement.question).choices}
        assert set(movement.ways.values()) == set(movement.primitives) <= choices
        for primitive in movement.primitives.values():
            spec.primitive(primitive)
    for state in topics.states:
        choices = {choice.id for choice in spec.question(state.start).choices}
        named = {*state.normal, *state.loose, *state.beside, *(value for shape in state.shapes for value in shape)}
        named |= {value for group in state.alike for value in group}
        assert named <= choices, state.name
        assert state.end is None or spec.question(state.end)
        for question, answers in state.unless.items():
            assert set(answers) <= {choice.id for choice in spec.question(question).choices}
