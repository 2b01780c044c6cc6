"""One short sentence for an aspect whose every answer is normal: the policy leaves normal things out, but a caption
must say something true."""

from __future__ import annotations

from chai_desktop.models.rules.answered import Answered
from chai_desktop.models.rules.sentences import finished, listed
from chai_desktop.spec.aspects import Aspect

_MOVEMENTS = {
    "camera_forward_backward": "dolly",
    "camera_left_right": "truck",
    "camera_up_down": "pedestal",
    "camera_arc": "arc",
    "camera_crane": "crane",
    "camera_pan": "pan",
    "camera_tilt": "tilt",
    "camera_roll": "roll",
    "camera_zoom": "zoom",
}
_PLAIN = {
    Aspect.SCENE: (
        ("camera_pov", "objective", "the video has an objective point of view"),
        ("has_overlays", "no", "the video has no overlays"),
    ),
    Aspect.CAMERA: (
        ("video_speed", "regular", "the video plays at regular speed"),
        ("lens_distortion", "regular", "the video has no lens distortion"),
        ("dutch_angle", "no", "the camera has no Dutch angle"),
        ("is_tracking", "no", "the camera does not track a subject"),
        ("focus_change_reason", "no_change", "the focus does not change"),
        ("camera_motion_speed", "regular", "the camera moves at regular speed"),
        ("subject_size_change", "no", "the subject does not change in size"),
        ("dolly_zoom", "no", "there is no dolly zoom"),
        ("motion_blur", "no", "there is no motion blur"),
        ("frame_freezing", "no", "the picture does not freeze"),
        ("cinemagraph", "no", "the video is not a cinemagraph"),
    ),
}


def normal_sentence(aspect: Aspect, answers: Answered) -> str:
    """The first normal thing that was answered, or '' if none was."""
    for question, choice, sentence in _PLAIN.get(aspect, ()):
        if answers.choice(question) == choice:
            return finished(sentence)
    if aspect is Aspect.CAMERA:
        still = [verb for question, verb in _MOVEMENTS.items() if answers.choice(question) == "no"]
        if still:
            return finished(f"the camera does not {listed(still).replace(' and ', ' or ')}")
        if answers.choice("camera_movement") in ("major_simple", "major_complex"):
            return "The camera moves."
    return ""
