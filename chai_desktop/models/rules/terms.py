"""The standard terms of the caption policy: what is written for each choice. A choice that is normal has no entry.

Sources: the term table and the label order of the caption policy of the specification.
"""

from __future__ import annotations

from chai_desktop.models.rules.word_list import word_list

SUBJECT_KINDS = {
    "human": "The video shows a human subject.",
    "non_human": "The video shows a non-human subject.",
    "change_of_subject": "The subject changes during the video.",
    "different_subject_in_focus": "Several different subjects are in focus.",
    "many_subject_one_focus": "There are many subjects, with one clear main subject.",
    "many_subject_no_focus": "There are many subjects, without a single main subject.",
}
SUBJECT_CHANGE = {
    "revealing": "the video begins without a subject and then reveals {kind}",
    "disappearing": "the video begins with {kind} and ends without a subject",
    "switching": "the video shows {kind}, and switches from one subject to another",
}
POINTS_OF_VIEW = {
    "first_person": "is seen from a first-person point of view",
    "drone_pov": "is filmed from a drone",
    "third_person_over_shoulder": "is seen from a third-person over-the-shoulder point of view",
    "third_person_over_hip": "is seen from a third-person over-the-hip point of view",
    "third_person_full_body": "is seen from a third-person full-body game point of view",
    "third_person_side_view": "is seen from a third-person side-view game point of view",
    "third_person_isometric": "is seen from a third-person isometric game point of view",
    "third_person_top_down": "is seen from a third-person top-down game point of view",
    "broadcast_pov": "is seen from a broadcast point of view",
    "overhead_pov": "is seen from an overhead demonstration point of view",
    "selfie_pov": "is filmed from a selfie point of view",
    "screen_recording": "is a screen recording",
    "dashcam_pov": "is filmed from a dashcam point of view",
    "locked_on_pov": "is filmed from a locked-on point of view",
}
SCENE_MOVEMENT = {
    "static": "The scene is static.",
    "mostly_static": "The scene is mostly static.",
    "dynamic": "The scene is dynamic.",
}
SHOT_SIZES = {
    "extreme_wide": "an extreme wide shot",
    "wide": "a wide shot",
    "full": "a full shot",
    "medium_full": "a medium full shot",
    "medium": "a medium shot",
    "medium_close_up": "a medium close-up",
    "close_up": "a close-up",
    "extreme_close_up": "an extreme close-up",
}  # from the widest to the tightest
SUBJECT_HEIGHTS = {
    "above_subject": "above {who}",
    "at_subject": "at the same height as {who}",
    "below_subject": "below {who}",
}
SIZE_DESCRIPTIONS = {
    "subject_scene_mismatch": "The shot size of the subject does not match that of the scene.",
    "back_and_forth_change": "The shot size changes back and forth.",
    "clear_subject_dynamic_size": "The shot size of {who} varies during the video.",
}
SPEEDS = {
    "time_lapse": "is a time-lapse",
    "fast_motion": "plays in fast motion",
    "slow_motion": "plays in slow motion",
    "stop_motion": "is in stop motion",
    "speed_ramp": "plays with a speed ramp",
    "time_reversed": "is time-reversed",
}
DISTORTIONS = {"barrel": "barrel distortion", "fisheye": "fisheye distortion"}
HEIGHTS = {
    "underwater_level": "underwater",
    "water_level": "at water level",
    "ground_level": "at ground level",
    "hip_level": "at hip level",
    "eye_level": "at eye level",
    "overhead_level": "at overhead level",
    "aerial_level": "at aerial level",
}  # from the lowest to the highest
ANGLES = {
    "worm_eye_angle": "a worm's eye angle",
    "low_angle": "a low angle",
    "level_angle": "a level angle",
    "high_angle": "a high angle",
    "bird_eye_angle": "a bird's eye angle",
}
DUTCH = {"yes": "a fixed Dutch angle", "varying": "a varying Dutch angle"}
DEPTHS_OF_FIELD = {"deep_focus": "deep", "shallow_focus": "shallow", "ultra_shallow_focus": "ultra-shallow"}
PLANES = {
    "foreground": "the foreground",
    "middle_ground": "the middle ground",
    "background": "the background",
}
TRANSLATIONS = (
    ("camera_forward_backward", {"forward": "dollies in", "backward": "dollies out"}),
    ("camera_left_right", {"left_to_right": "trucks right", "right_to_left": "trucks left"}),
    ("camera_up_down", {"up": "pedestals up", "down": "pedestals down"}),
    ("camera_arc", {"clockwise": "arcs clockwise", "counter_clockwise": "arcs counterclockwise"}),
    ("camera_crane", {"crane_up": "cranes up", "crane_down": "cranes down"}),
)
ROTATIONS = (
    ("camera_pan", {"left_to_right": "pans right", "right_to_left": "pans left"}),
    ("camera_tilt", {"up": "tilts up", "down": "tilts down"}),
    ("camera_roll", {"clockwise": "rolls clockwise", "counter_clockwise": "rolls counterclockwise"}),
    ("camera_zoom", {"in": "zooms in", "out": "zooms out"}),
)
PARTICIPLES = {
    "dollies": "dollying", "trucks": "trucking", "pedestals": "pedestaling", "arcs": "arcing", "cranes": "craning",
    "pans": "panning", "tilts": "tilting", "rolls": "rolling", "zooms": "zooming", "moves": "moving",
}  # fmt: skip
PACES = {"slow": "slowly", "fast": "quickly"}
STEADY_MOVING = {
    "very_smooth": "with very smooth motion",
    "smooth": "with smooth motion",
    "unsteady": "with unsteady motion",
    "very_unsteady": "with very unsteady motion",
}
STEADY_FIXED = {
    "smooth": "with minimal shaking",
    "unsteady": "with moderate shaking",
    "very_unsteady": "with severe shaking",
}
TRACKING = ("side", "tail", "lead", "aerial", "arc", "pan", "tilt")
EFFECTS = (
    ("motion_blur", "there is motion blur"),
    ("frame_freezing", "the picture freezes"),
    ("cinemagraph", "the video is a cinemagraph"),
)
TIMES_OF_DAY = {
    "at": (
        "night",
        "dawn",
        "dusk",
        "noon",
        "midday",
        "midnight",
        "sunset",
        "sunrise",
        "twilight",
        "nightfall",
        "daybreak",
    ),
    "in the": ("morning", "afternoon", "evening"),
    "during the": ("day", "daytime", "daylight", "golden hour", "blue hour"),
}
WEATHER_STATES = word_list(
    """sunny overcast cloudy clear rainy foggy misty windy snowy stormy bright dry wet hazy cold warm mild humid calm"""
)
