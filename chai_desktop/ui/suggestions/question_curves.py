"""Which motion curves help with which question, and what each of them means in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CurveWords:
    """``field`` of MotionCurves; ``up`` says what a curve above its middle line means ('' where it has none)."""

    field: str
    name: str
    up: str = ""


_PAN = CurveWords("pan", "pan", "right is up")
_TILT = CurveWords("tilt", "tilt", "up is up")
_ROLL = CurveWords("roll", "roll", "clockwise is up")
_ZOOM = CurveWords("zoom", "growth of the picture", "in is up")
_PARALLAX = CurveWords("parallax", "near against far")
_SHAKE = CurveWords("shake", "shake")
_SPEED = CurveWords("speed", "speed of all motion")
_NEAR = CurveWords("sharpness_near", "sharpness of what is near")
_FAR = CurveWords("sharpness_far", "sharpness of what is far")
_DIFFERENCE = CurveWords("difference", "difference from the frame before")

_OF_QUESTION: dict[str, tuple[CurveWords, ...]] = {
    "camera_movement": (_SPEED, _SHAKE),
    "camera_forward_backward": (_ZOOM, _PARALLAX),
    "camera_left_right": (_PAN, _PARALLAX),
    "camera_up_down": (_TILT, _PARALLAX),
    "camera_pan": (_PAN, _PARALLAX),
    "camera_tilt": (_TILT, _PARALLAX),
    "camera_roll": (_ROLL,),
    "camera_zoom": (_ZOOM, _PARALLAX),
    "camera_arc": (_PAN, _PARALLAX),
    "camera_crane": (_TILT, _PARALLAX),
    "dolly_zoom": (_ZOOM, _PARALLAX),
    "steadiness": (_SHAKE,),
    "camera_motion_speed": (_SPEED,),
    "is_tracking": (_SPEED,),
    "camera_focus": (_NEAR, _FAR),
    "focus_plane_start": (_NEAR, _FAR),
    "focus_plane_end": (_NEAR, _FAR),
    "focus_change_reason": (_NEAR, _FAR),
    "motion_blur": (_SPEED,),
    "frame_freezing": (_DIFFERENCE,),
    "cinemagraph": (_DIFFERENCE,),
    "shot_transition": (_DIFFERENCE,),
    "scene_movement": (_DIFFERENCE,),
    "video_speed": (_DIFFERENCE,),
}


def curves_of(question: str) -> tuple[CurveWords, ...]:
    """The curves to look at for a question, the telling one first; none where no curve helps."""
    return _OF_QUESTION.get(question, ())


def legend(question: str) -> str:
    """What is drawn, in words: 'pan (right is up); near against far, thin'."""
    first, *rest = [each.name + (f" ({each.up})" if each.up else "") for each in curves_of(question)] or [""]
    return "; ".join([first, *(f"{name}, thin" for name in rest)])
