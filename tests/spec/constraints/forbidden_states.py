"""What no clip can be, written a second time in plain Python: a judge for the constraints of the specification."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DIRECTIONS = (
    "camera_forward_backward",
    "camera_left_right",
    "camera_up_down",
    "camera_pan",
    "camera_tilt",
    "camera_roll",
    "camera_zoom",
    "camera_arc",
    "camera_crane",
)
SPANS = ("shot_size", "subject_height", "overall_height", "camera_angle", "focus_plane")
OF_SUBJECT = ("shot_size", "subject_height")
NOT_ASKED_OF_EACH_SHOT = {"shot_transition", "has_overlays"}


class Form:
    """Answers, read as a person would: unsure tells nothing, and an end that was not asked for is no change."""

    def __init__(self, answers: Mapping[str, Any], choice_questions: frozenset[str]) -> None:
        self._answers = answers
        self._choice_questions = choice_questions

    def given(self, question: str) -> bool:
        return bool(self._answers.get(question))

    def of(self, question: str) -> Any:
        value = self._answers.get(question)
        if (
            value is None
            and question in ("camera_arc", "camera_crane")
            and self.of("camera_movement") not in (None, "no")
        ):
            return "no"
        if value is None and question in ("overall_height_end", "camera_angle_end", "focus_plane_end"):
            return "unknown"
        if value is None and question in ("shot_size_end", "subject_height_end") and self.plain_subject():
            return "unknown"
        return None if value == "unsure" else value

    def plain_subject(self) -> bool:
        return self.of("shot_type") not in (None, "change_of_subject")

    def is_(self, question: str, *values: str) -> bool:
        return self.of(question) in values

    def isnt(self, question: str, *values: str) -> bool:
        """Known, and none of these."""
        return self.of(question) is not None and self.of(question) not in values

    def beside_the_cut(self) -> bool:
        return any(self.given(q) for q in self._choice_questions - NOT_ASKED_OF_EACH_SHOT)


def is_forbidden(form: Form) -> bool:
    return any(
        check(form) for check in (_cut, _movement, _tracking, _shot_type, _spans, _subject_change, _angle, _focus)
    )


def _cut(f: Form) -> bool:
    return f.is_("shot_transition", "yes") and f.beside_the_cut()


def _movement(f: Form) -> bool:
    dolly, zoom = f.of("camera_forward_backward"), f.of("camera_zoom")
    opposite = {("forward", "out"), ("backward", "in")}
    may_be_opposite = any(dolly in (None, d) and zoom in (None, z) for d, z in opposite)
    return (
        (f.is_("steadiness", "static") and f.is_("camera_movement", "minor", "major_simple"))
        or (f.is_("steadiness", "very_smooth") and f.is_("camera_movement", "no"))
        or (f.is_("camera_movement", "no") and any(f.isnt(d, "no") for d in (*DIRECTIONS, "dolly_zoom")))
        or (f.is_("camera_movement", "major_simple") and all(f.is_(d, "no") for d in DIRECTIONS))
        or (f.is_("camera_movement", "major_complex") and not f.given("complex_motion_description"))
        or (f.isnt("camera_movement", "major_complex") and f.given("complex_motion_description"))
        or (f.isnt("camera_arc", "no") and f.isnt("camera_crane", "no"))
        or (f.is_("dolly_zoom", "yes") and not may_be_opposite)
    )


def _tracking(f: Form) -> bool:
    return f.is_("is_tracking", "no") and (f.given("tracking_shot_types") or f.isnt("subject_size_change", "no"))


def _shot_type(f: Form) -> bool:
    described = f.is_("shot_type", "complex") and f.is_("complex_shot_type", "description")
    surely_not_described = f.isnt("shot_type", "complex") or f.isnt("complex_shot_type", "description")
    words = ("shot_size_description_type", "shot_size_description")
    sizeless = f.is_("shot_type", "complex") and f.is_("complex_shot_type", "description", "unknown")
    ends = ("shot_size_start", "shot_size_end")
    return (
        (f.isnt("shot_type", "complex") and f.given("complex_shot_type"))
        or (f.is_("shot_type", "complex") and not f.given("complex_shot_type"))
        or (surely_not_described and any(f.given(q) for q in words))
        or (described and not all(f.given(q) for q in words))
        or (sizeless and any(f.isnt(q, "unknown") for q in ends))
        or (
            f.is_("shot_type", "non_human", "scenery") and any(f.is_(q, "medium_full", "medium_close_up") for q in ends)
        )
        or (
            f.is_("shot_type", "scenery")
            and (
                f.isnt("subject_height_start", "unknown")
                or f.isnt("subject_height_end", "unknown")
                or f.given("subject_height_description")
            )
        )
    )


def _spans(f: Form) -> bool:
    for span in SPANS:
        start, end = f"{span}_start", f"{span}_end"
        if f.isnt(end, "unknown") and not f.given(start):
            return True
        if span in OF_SUBJECT and not f.plain_subject():
            continue
        if f.isnt(end, "unknown") and f.of(start) in ("unknown", f.of(end)):
            return True
    return False


def _subject_change(f: Form) -> bool:
    if not f.is_("shot_type", "change_of_subject"):
        return False
    heights = ("subject_height_start", "subject_height_end")
    told_in_words = f.given("subject_height_description") and not any(f.isnt(q, "unknown") for q in heights)
    for side in ("start", "end"):
        size, height = f"shot_size_{side}", f"subject_height_{side}"
        if f.is_(size, "unknown") and f.isnt(height, "unknown"):
            return True
        if f.isnt(size, "unknown") and f.is_(height, "unknown") and not told_in_words:
            return True
    return f.is_("shot_size_start", "unknown") and f.is_("shot_size_end", "unknown")


def _angle(f: Form) -> bool:
    constant = f.is_("camera_angle_end", "unknown") or f.of("camera_angle_end") == f.of("camera_angle_start")
    straight = f.is_("camera_angle_start", "bird_eye_angle", "worm_eye_angle")
    return straight and constant and f.is_("dutch_angle", "yes", "varying")


def _focus(f: Form) -> bool:
    start, end = f.of("focus_plane_start"), f.of("focus_plane_end")
    blurred = f.is_("camera_focus", "shallow_focus", "ultra_shallow_focus")
    changes = start not in (None, "unknown") and end not in (None, "unknown", start)
    stays = start in ("foreground", "background") and end in ("unknown", start)
    return (
        (
            f.is_("camera_focus", "deep_focus")
            and (
                f.isnt("focus_plane_start", "unknown")
                or f.isnt("focus_plane_end", "unknown")
                or f.isnt("focus_change_reason", "no_change")
            )
        )
        or (blurred and (not f.given("focus_plane_start") or start == "unknown"))
        or (changes and f.is_("focus_change_reason", "no_change"))
        or (stays and f.isnt("focus_change_reason", "no_change"))
    )
