"""Captions for answer sets as a person gives them, read as a film person would read them."""

from __future__ import annotations

from typing import Any

import pytest

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import DraftRequest, EngineText
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.spec.aspects import Aspect


def drafted(aspect: Aspect, answers: dict[str, Any], content_hash: str = "") -> EngineText:
    request = DraftRequest("clip", content_hash, aspect, answers, "1.0.0", "1.0.0")
    return RulesEngine().draft([request])[0]


CAMERA = [
    (
        {"steadiness": "static", "camera_movement": "no", "overall_height_start": "eye_level",
         "overall_height_end": "unknown",
         "camera_angle_start": "level_angle", "camera_angle_end": "unknown", "camera_focus": "deep_focus",
         "video_speed": "regular", "lens_distortion": "regular", "dutch_angle": "no", "is_tracking": "no"},
        "The camera is static, at eye level with a level angle. The depth of field is deep.",
    ),
    (
        {"overall_height_start": "eye_level", "overall_height_end": "overhead_level",
         "steadiness": "very_smooth",
         "camera_crane": "crane_up", "camera_movement": "major_simple"},
        "The camera begins at eye level and rises to overhead level. The camera cranes up with very smooth "
        "motion.",
    ),
    (
        {"overall_height_start": "eye_level", "camera_angle_start": "high_angle", "camera_movement": "minor",
         "camera_pan": "left_to_right", "steadiness": "unsteady"},
        "The camera films from a high angle at eye level. The camera pans right slightly with unsteady "
        "motion.",
    ),
    (
        {"overall_height_start": "eye_level", "camera_angle_start": "high_angle", "camera_movement": "no",
         "steadiness": "smooth"},
        "The camera is fixed with minimal shaking, with a high angle at eye level.",
    ),
    (
        {"camera_forward_backward": "forward", "camera_pan": "right_to_left", "camera_motion_speed": "slow",
         "steadiness": "very_smooth", "camera.movement_purpose": "to reveal the fountain"},
        "The camera dollies in slowly while panning left, with very smooth motion, to reveal the fountain.",
    ),
    (
        {"camera_left_right": "left_to_right", "camera_up_down": "up", "camera_tilt": "down",
         "camera_zoom": "in",
         "camera_motion_speed": "fast"},
        "The camera trucks right quickly and pedestals up while tilting down and zooming in.",
    ),
    (
        {"dolly_zoom": "yes", "camera_forward_backward": "backward", "camera_zoom": "in",
         "steadiness": "very_smooth"},
        "The camera performs a dolly zoom, dollying out while zooming in, with very smooth motion.",
    ),
    (
        {"is_tracking": "yes", "tracking_shot_types": ["lead"], "camera_forward_backward": "backward",
         "steadiness": "very_smooth", "subject.type": "a man in a blue jacket",
         "subject_size_change": "larger"},
        "In a lead tracking shot of the man in a blue jacket, the camera dollies out with very smooth "
        "motion. "
        "The man becomes larger in the frame.",
    ),
    (
        {"is_tracking": "yes", "tracking_shot_types": ["side", "tail"], "subject.type": "two children"},
        "The video is a rear-side tracking shot of the two children.",
    ),
    (
        {"camera_arc": "counter_clockwise", "subject.type": "a fountain", "steadiness": "smooth"},
        "The camera arcs counterclockwise around the fountain with smooth motion.",
    ),
    (
        {"camera_focus": "shallow_focus", "focus_plane_start": "middle_ground", "focus_plane_end": "unknown",
         "camera.focus_subject": "the woman in the red coat", "focus_change_reason": "no_change"},
        "The depth of field is shallow, keeping the focus on the woman in the red coat in the middle ground.",
    ),
    (
        {"camera_focus": "shallow_focus", "focus_plane_start": "foreground", "focus_plane_end": "background",
         "focus_change_reason": "rack_focus"},
        "The depth of field is shallow. A rack focus shifts from the foreground to the background.",
    ),
    (
        {"camera_focus": "ultra_shallow_focus", "focus_plane_start": "out_of_focus",
         "focus_plane_end": "foreground",
         "focus_change_reason": "pull_focus"},
        "The depth of field is ultra-shallow. In a slow rack focus, the picture begins out of focus and "
        "ends with the "
        "focus on the foreground.",
    ),
    (
        {"video_speed": "slow_motion", "lens_distortion": "fisheye", "dutch_angle": "varying",
         "camera_roll": "clockwise"},
        "The video plays in slow motion with fisheye distortion. The camera has a varying Dutch angle. "
        "The camera rolls clockwise.",
    ),
    (
        {"camera_movement": "major_complex",
         "complex_motion_description": "first pans left, then whips back to the right",
         "steadiness": "unsteady", "camera_motion_speed": "fast", "motion_blur": "yes",
         "camera_pan": "left_to_right"},
        "The camera first pans left, then whips back to the right. The camera motion is fast and unsteady. "
        "There is motion blur.",
    ),
    (
        {"overall_height_start": "eye_level", "overall_height_end": "ground_level",
         "camera_angle_start": "low_angle",
         "dutch_angle": "yes"},
        "With a low angle and a fixed Dutch angle, the camera begins at eye level and descends to ground "
        "level.",
    ),
    ({"video_speed": "regular", "lens_distortion": "regular"}, "The video plays at regular speed."),
    ({"camera_pan": "no", "camera_tilt": "no", "camera_zoom": "no"}, "The camera does not pan, tilt or zoom."),
]  # fmt: skip

OTHERS = [
    (
        Aspect.SUBJECT,
        {"shot_type": "human", "subject.type": "a woman in a red coat",
         "subject.appearance": "short brown hair, a blue scarf",
         "subject.pose": "standing upright, facing left", "subject.prop": "umbrella",
         "subject.relationship": "next to each other"},
        "The video shows a woman in a red coat. The woman has short brown hair, a blue scarf. She is "
        "standing upright, facing "
        "left. She has an umbrella. The subjects are next to each other.",
    ),
    (
        Aspect.SUBJECT,
        {"shot_type": "scenery", "scene.location": "narrow street between brick houses"},
        "The video is a scenery shot of a narrow street between brick houses, without a main subject.",
    ),
    (
        Aspect.SUBJECT,
        {"shot_type": "change_of_subject", "shot_size_start": "unknown", "shot_size_end": "medium",
         "subject.type": "a dog"},
        "The video begins without a subject and then reveals a dog.",
    ),
    (
        Aspect.SUBJECT,
        {"shot_transition": "yes", "subject.type": "A man and a woman",
         "subject.appearance": "wear dark suits"},
        "The video shows a man and a woman. The man and the woman wear dark suits. The video contains a "
        "shot transition.",
    ),
    (
        Aspect.SCENE,
        {"scene.location": "small town square", "scene.time_of_day": "early morning",
         "camera_pov": "drone_pov",
         "scene.architecture": "stone houses with tiled roofs", "scene.weather": "overcast",
         "has_overlays": "yes",
         "scene.overlay": 'a white title reading "ROMA"', "scene.dynamics": "leaves move in the wind"},
        "The video is filmed from a drone. The video is set in a small town square in the early morning. "
        "The built surroundings "
        'include stone houses with tiled roofs. The weather is overcast. The video has an overlay: a white '
        'title reading "ROMA". '
        "Leaves move in the wind.",
    ),
    (Aspect.SCENE, {"camera_pov": "objective"}, "The video has an objective point of view."),
    (
        Aspect.MOTION,
        {"subject.type": "a woman in a red coat", "motion.subject_motion": "walks past the fountain",
         "motion.subject_object_interaction": "touches its rim"},
        "The woman in a red coat walks past the fountain. She touches its rim.",
    ),
    (Aspect.MOTION, {"subject.type": "two children", "motion.subject_motion": "run"}, "The two children run."),
    (Aspect.MOTION, {"motion.subject_motion": "The dancer pirouettes twice."}, "The dancer pirouettes twice."),
    (Aspect.MOTION, {"shot_type": "scenery"}, "The video is a scenery shot without subject motion."),
    (
        Aspect.SPATIAL,
        {"subject.type": "a woman in a red coat", "shot_size_start": "wide",
         "shot_size_end": "medium_close_up",
         "spatial.frame_position": "center", "spatial.depth": "middle ground",
         "spatial.scene_position": "next to the fountain",
         "subject_height_start": "at_subject", "subject_height_end": "above_subject"},
        "The video begins as a wide shot of the woman in a red coat and tightens to a medium close-up. The "
        "woman is in the "
        "center of the frame, in the middle ground, next to the fountain. The camera begins at the same "
        "height as the woman and "
        "ends above her.",
    ),
    (
        Aspect.SPATIAL,
        {"shot_type": "scenery", "scene.location": "forest road", "shot_size_start": "extreme_wide"},
        "The video is an extreme wide shot of a forest road.",
    ),
    (
        Aspect.SPATIAL,
        {"shot_type": "change_of_subject", "shot_size_start": "full", "shot_size_end": "unknown",
         "subject.type": "a dog"},
        "The video begins as a full shot of the dog, and ends without a subject.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "caption"), CAMERA)
def test_camera_captions(answers: dict[str, Any], caption: str) -> None:
    assert drafted(Aspect.CAMERA, answers).text == caption


@pytest.mark.parametrize(("aspect", "answers", "caption"), OTHERS)
def test_other_captions(aspect: Aspect, answers: dict[str, Any], caption: str) -> None:
    assert drafted(aspect, answers, content_hash="0").text == caption


@pytest.mark.parametrize("aspect", list(Aspect))
@pytest.mark.parametrize("answers", [{}, {"steadiness": "unsure", "subject.type": " ", "scene.location": "none"}])
def test_nothing_answered_says_what_to_answer(aspect: Aspect, answers: dict[str, Any]) -> None:
    with pytest.raises(EngineError) as caught:
        drafted(aspect, answers)
    assert aspect.label in caught.value.message
    assert caught.value.hint


def test_a_clip_with_a_cut_has_a_subject_caption_only() -> None:
    answers = {
        "shot_transition": "yes",
        "subject.type": "a dog",
        "camera_pan": "left_to_right",
        "shot_size_start": "full",
    }
    assert "a dog" in drafted(Aspect.SUBJECT, answers).text
    for aspect in set(Aspect) - {Aspect.SUBJECT}:
        with pytest.raises(EngineError, match="shot transition"):
            drafted(aspect, answers)


def test_the_same_request_gives_the_same_text_and_fingerprint() -> None:
    first, second = (drafted(Aspect.CAMERA, CAMERA[0][0], "abc") for _ in range(2))
    assert first == second
    assert first.fingerprint.engine == "rules"
    assert first.fingerprint.seed is None
    assert len(first.fingerprint.prompt_hash) == len(first.fingerprint.settings_hash) == 64
    other = drafted(Aspect.CAMERA, CAMERA[1][0], "abc").fingerprint
    assert other.settings_hash != first.fingerprint.settings_hash
    assert other.prompt_hash == first.fingerprint.prompt_hash


def test_clips_do_not_all_read_alike() -> None:
    answers = {"subject.type": "a dog"}
    assert len({drafted(Aspect.SUBJECT, answers, str(n)).text for n in range(20)}) == 2


def test_progress_goes_forward_and_cancelling_stops() -> None:
    request = DraftRequest("clip", "", Aspect.CAMERA, CAMERA[0][0], "1.0.0", "1.0.0")
    seen: list[float] = []
    RulesEngine().draft([request], Listener(progress=lambda fraction, _text: seen.append(fraction)))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        RulesEngine().draft([request], Listener(cancelled=lambda: next(asked)))
