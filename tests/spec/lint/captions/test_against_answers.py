"""The caption against the checklist: the other way, something else, and unsaid."""

from __future__ import annotations

import pytest

from tests.spec.lint.captions.linting import CAMERA, MOTION, SCENE, SPATIAL, findings_of, mended, moving, only

RISING = {"overall_height_start": "ground_level", "overall_height_end": "eye_level"}
ARC_IN_WORDS = moving(camera_movement="major_complex", complex_motion_description="It arcs clockwise, then rests.")
TAIL = moving(is_tracking="yes", tracking_shot_types=["tail"], camera_forward_backward="forward")
PAN_LEFT = moving(camera_pan="right_to_left")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The camera pans right.", "The camera pans left."),
        ("The camera pans from left to right.", "The camera pans from right to left."),
        ("A rightward pan.", "A leftward pan."),
        ("A left-to-right pan.", "A right-to-left pan."),
    ],
)
def test_a_movement_told_the_other_way(text, right):
    assert mended("answers.", text, CAMERA, PAN_LEFT) == right


def test_the_reason_names_what_is_said_and_what_is_answered():
    message = only("answers.direction", "The camera pans right.", CAMERA, PAN_LEFT).message
    assert message == "The caption says “pans right”; the answer is Pan: Left."


def test_a_camera_movement_in_another_caption_must_go_the_right_way_too():
    text = "A man walks as the camera pans right."
    assert only("answers.direction", text, MOTION, PAN_LEFT).fix == "left"
    assert findings_of("answers.unsaid", "A man walks.", MOTION, PAN_LEFT) == []


def test_back_and_forth_is_more_than_the_form_can_hold():
    assert findings_of("answers.", "The camera pans right and then left.", CAMERA, PAN_LEFT) == []


def test_everyday_words_contradict_only_the_other_way():
    rising = moving(camera_up_down="up")
    assert findings_of("answers.", "The camera rises.", CAMERA, rising) == []
    assert only("answers.direction", "The camera moves down.", CAMERA, rising).fix == "up"
    assert findings_of("answers.direction", "The camera moves up and the ball moves down.", CAMERA, rising) == []


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("The camera pans left and tilts up.", PAN_LEFT),
        ("The camera does not pan.", PAN_LEFT),
        ("The camera is static and pans left.", PAN_LEFT),
        ("A low-angle shot pans left.", PAN_LEFT | {"camera_angle_start": "high_angle"}),
        ("Pans left in slow motion.", PAN_LEFT | {"video_speed": "regular"}),
        ("It pans left, not in slow motion.", PAN_LEFT | {"video_speed": "slow_motion"}),
    ],
)
def test_said_but_ticked_otherwise(text, answers):
    assert only("answers.", text, CAMERA, answers).rule == "answers.contradicted"


@pytest.mark.parametrize(
    ("text", "answers", "right"),
    [
        ("A low-angle shot.", {"camera_angle_start": "high_angle"}, "A high-angle shot."),
        ("Shot at an eye-level height.", {"overall_height_start": "hip_level"}, "Shot at a hip-level height."),
        (
            "It begins at hip level and rises to eye level.",
            {"overall_height_start": "ground_level", "overall_height_end": "eye_level"},
            None,
        ),
        ("With a shallow depth of field.", {"camera_focus": "deep_focus"}, "With a deep depth of field."),
    ],
)
def test_the_answer_takes_the_place_of_what_is_said(text, answers, right):
    if right is None:
        assert findings_of("answers.contradicted", text, CAMERA, answers) == []  # the change passes through it
    else:
        assert mended("answers.contradicted", text, CAMERA, answers) == right


def test_start_and_end_told_the_wrong_way_round():
    answers = {"camera_angle_start": "high_angle", "camera_angle_end": "level_angle"}
    assert findings_of("answers.", "It begins with a high angle and ends with a level angle.", CAMERA, answers) == []
    found = findings_of("answers.contradicted", "It begins with a level angle.", CAMERA, answers)
    assert [finding.fix for finding in found] == ["high angle"]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("The camera pans left.", moving(camera_pan="right_to_left", camera_movement="minor")),
        ("A wide shot.", {"shot_size_start": "extreme_wide"}),  # sizes that lie side by side
        ("It tilts up.", {"camera_tilt": "unsure", "camera_movement": "major_simple"}),
        ("It tilts up.", {}),
        ("A rack focus.", {"camera_movement": "no"}),  # whether focus can change is not answered
        ("Real time turns into slow motion by a speed ramp.", {"video_speed": "speed_ramp"}),
        (
            "The camera arcs clockwise.",
            moving(camera_movement="major_complex", complex_motion_description="It arcs clockwise, then rests."),
        ),
        (
            "The camera is static at first, then pans left.",
            moving(camera_movement="major_complex", camera_pan="right_to_left"),
        ),
    ],
)
def test_what_agrees_or_is_not_answered_is_left_alone(text, answers):
    assert findings_of("answers.contradicted", text, CAMERA, answers) == []
    assert findings_of("answers.direction", text, CAMERA, answers) == []


@pytest.mark.parametrize(
    ("aspect", "text", "answers", "told"),
    [
        (CAMERA, "The camera is smooth.", PAN_LEFT, "Pan: Left"),
        (CAMERA, "It looks on.", {"overall_height_start": "aerial_level"}, "Height above the ground, start: Aerial"),
        (CAMERA, "It looks on.", {"video_speed": "time_lapse"}, "Playback speed: Time-lapse"),
        (SPATIAL, "A man stands.", {"shot_size_start": "full"}, "Shot size at the start: Full"),
        (SCENE, "A street.", {"has_overlays": "yes"}, "Overlays: Yes"),
    ],
)
def test_answered_but_not_said(aspect, text, answers, told):
    finding = only("answers.unsaid", text, aspect, answers)
    assert finding.message == f"Answered, but not said: {told}."
    assert finding.start == finding.end == len(text)


def test_a_movement_without_its_way_is_marked_where_it_stands():
    text = "The camera pans over the field."
    finding = only("answers.unsaid", text, CAMERA, PAN_LEFT)
    assert text[finding.start : finding.end] == "pans"
    assert "which way" in finding.message


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("It looks on.", {"video_speed": "regular", "dutch_angle": "no", "lens_distortion": "regular"}),
        ("It looks on.", moving(camera_movement="no", steadiness="unsteady") | {"x": "y"}),
        ("The handheld camera looks on.", {"camera_movement": "no", "steadiness": "unsteady"}),
        ("The camera arcs clockwise.", moving(camera_arc="clockwise", camera_left_right="right_to_left")),
        (
            "A tail tracking shot of him.",
            moving(is_tracking="yes", tracking_shot_types=["tail"], camera_forward_backward="forward"),
        ),
        ("The camera moves forward.", moving(camera_forward_backward="forward")),
    ],
)
def test_what_is_ordinary_or_told_in_other_words_need_not_be_said(text, answers):
    unsaid = [f.message for f in findings_of("answers.unsaid", text, CAMERA, answers) if "Steadiness" not in f.message]
    assert unsaid == []


def test_without_answers_nothing_is_held_against_the_checklist():
    assert findings_of("answers.", "The camera pans right.", CAMERA, None) == []


def test_the_persons_own_words_on_a_complex_movement_are_answers_too():
    finding = only("answers.direction", "The camera arcs counterclockwise.", CAMERA, ARC_IN_WORDS)
    assert finding.fix == "clockwise"
    assert finding.message.endswith("your own words are Arc: Clockwise.")


def test_looking_down_does_not_excuse_a_tilt_up():
    text = "It tilts up to a high angle, looking down at him."
    assert only("answers.direction", text, CAMERA, moving(camera_tilt="down")).fix == "down"
