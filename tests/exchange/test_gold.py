"""The gold of the sample project: its answers fit the specification, its critiques do what they say."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
import yaml

from chai_desktop.models.requests import RevisionRequest
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import load_specification

FRAMES = 72
WORDS = {"subject": (60, 110), "scene": (60, 110), "motion": (30, 70), "spatial": (75, 130), "camera": (28, 60)}
CLIP_KEYS = {"clip", "title", "answers", "aspects"}
ASPECT_KEYS = {"pre_caption", "rating", "points", "post_caption"}
POINT_KEYS = {"kind", "quote", "instead", "reason", "first_frame", "last_frame"}
NEVER_IN_A_POST_CAPTION = re.compile(
    r"\b(image|photo|(first|last|opening|final|next) frame|appears?|seems?|might|may|perhaps|possibly|probably|likely"
    r"|suggest\w*|emphasi[sz]\w+|highlight\w*|creating|vibrant|charming|beautiful\w*|picturesque|quaint|serene|peaceful"
    r"|cosy|stunning|lively|dramatic\w*|eye-level angle|overhead angle|color\w*|gray|center\w*)\b",
    re.IGNORECASE,
)
# What must be true and false of each clip by the answers alone: its name says so.
MOVEMENTS = {
    "static": (),
    "pan_right": ("camera_pan=left_to_right",),
    "tilt_up": ("camera_tilt=up",),
    "roll_clockwise": ("camera_roll=clockwise",),
    "dolly_in": ("camera_forward_backward=forward",),
    "dolly_out": ("camera_forward_backward=backward",),
    "truck_left": ("camera_left_right=right_to_left",),
    "pedestal_up": ("camera_up_down=up",),
    "zoom_in": ("camera_zoom=in",),
    "dolly_zoom_in": ("camera_forward_backward=backward", "camera_zoom=in", "dolly_zoom=yes"),
    "dolly_zoom_out": ("camera_forward_backward=forward", "camera_zoom=out", "dolly_zoom=yes"),
    "arc_counter_clockwise": ("camera_arc=counter_clockwise",),
    "crane_up": ("camera_crane=crane_up",),
    "lead_tracking": ("camera_forward_backward=backward",),
    "follow_tracking": ("camera_forward_backward=forward",),
    "handheld": (),
    "dutch_angle": (),
    "rack_focus": (),
    "speed_ramp": (),
    "fisheye": (),
}
# What other clips are named after.
NAMED: dict[str, dict[str, Any]] = {
    "lead_tracking": {"is_tracking": "yes", "tracking_shot_types": ["lead"]},
    "follow_tracking": {"is_tracking": "yes", "tracking_shot_types": ["tail"]},
    "handheld": {"steadiness": "unsteady"},
    "dutch_angle": {"dutch_angle": "yes"},
    "rack_focus": {"focus_change_reason": "rack_focus"},
    "speed_ramp": {"video_speed": "speed_ramp"},
    "fisheye": {"lens_distortion": "fisheye"},
    "cut": {"shot_transition": "yes"},
}
DIRECTIONS = (
    *("camera_forward_backward", "camera_left_right", "camera_up_down", "camera_pan", "camera_tilt", "camera_roll"),
    *("camera_zoom", "camera_arc", "camera_crane", "dolly_zoom"),
)


@cache
def gold() -> dict[str, dict[str, Any]]:
    folder = files("chai_desktop") / "resources" / "sample" / "gold"
    return {
        entry.name.removesuffix(".yaml"): yaml.safe_load(entry.read_text(encoding="utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".yaml")
    }


def captions() -> list[Any]:
    return [
        pytest.param(aspect, entry, id=f"{name}-{aspect}")
        for name, clip in gold().items()
        for aspect, entry in clip["aspects"].items()
    ]


def points_of(entry: dict[str, Any]) -> tuple[Point, ...]:
    return tuple(Point(**{**point, "kind": PointKind(point["kind"])}) for point in entry["points"])


def conflicts(answers: dict[str, Any]) -> list[str]:
    """Hard constraints of the form that these answers break."""
    movement, steadiness = answers["camera_movement"], answers["steadiness"]
    moves = [q for q in DIRECTIONS if answers.get(q, "no") != "no"]
    opposite = {"forward": "out", "backward": "in"}.get(answers.get("camera_forward_backward", ""), "")
    broken = {
        "movement without movement": movement == "no" and (moves or steadiness == "very_smooth"),
        "no direction of a clear movement": movement == "major_simple" and not moves,
        "a locked camera moves": steadiness == "static" and movement not in ("no", "major_complex"),
        "a dolly zoom needs opposite directions": "dolly_zoom" in moves and answers["camera_zoom"] != opposite,
        "tracking without a type": answers["is_tracking"] == "yes" and not answers.get("tracking_shot_types"),
        "an arc and a crane exclude each other": "camera_arc" in moves and "camera_crane" in moves,
    }
    return [rule for rule, is_broken in broken.items() if is_broken] + span_conflicts(answers)


def span_conflicts(answers: dict[str, Any]) -> list[str]:
    """Ends that repeat or lack their start; in a shot whose subject changes, sizes and heights that disagree."""
    changes = answers["shot_type"] == "change_of_subject"
    broken, known = [], set()
    for span in load_specification().spans:
        start, end = answers.get(span.start, "unknown"), answers.get(span.end, "unknown")
        if changes and span.absent is not None:
            known.add((start != "unknown", end != "unknown"))
        elif end != "unknown" and start in ("unknown", end):
            broken.append(f"{span.name}: from {start} to {end}")
    if changes and (len(known) != 1 or (False, False) in known):
        broken.append("sizes and heights disagree on when a subject is there")
    return broken


@pytest.mark.parametrize("name", gold())
def test_file_has_the_form_of_gold(name: str) -> None:
    clip = gold()[name]
    assert set(clip) == CLIP_KEYS
    assert clip["clip"] == name
    assert clip["title"].strip()
    cut = clip["answers"]["shot_transition"] == "yes"
    assert list(clip["aspects"]) == (["subject"] if cut else [aspect.value for aspect in Aspect])
    for entry in clip["aspects"].values():
        assert set(entry) == ASPECT_KEYS
        assert all(set(point) <= POINT_KEYS for point in entry["points"])


@pytest.mark.parametrize("name", gold())
def test_answers_are_answers_of_the_specification(name: str) -> None:
    spec, answers = load_specification(), gold()[name]["answers"]
    for question_id, value in answers.items():
        question = spec.question(question_id)
        assert question.accepts(value), f"{question_id}: {value!r}"
        assert value, question_id
        assert spec.is_applicable(question_id, answers), f"{question_id} does not apply"


@pytest.mark.parametrize("name", gold())
def test_every_choice_is_answered(name: str) -> None:
    spec, answers = load_specification(), gold()[name]["answers"]
    if answers["shot_transition"] == "yes":
        assert all(question == "shot_transition" or question.startswith("subject.") for question in answers)
        return
    choices = [q.id for q in spec.questions if q.kind != "text" and spec.is_applicable(q.id, answers)]
    assert [question for question in choices if question not in answers] == []
    assert conflicts(answers) == []
    assert Truth.YES in spec.truths(answers).values()


@pytest.mark.parametrize("name", [name for name in MOVEMENTS if name in gold()])
def test_movement_is_the_named_one_and_no_other(name: str) -> None:
    answers = gold()[name]["answers"]
    moves = {f"{question}={answers[question]}" for question in DIRECTIONS if answers.get(question, "no") != "no"}
    assert moves == set(MOVEMENTS[name])


@pytest.mark.parametrize("name", [name for name in NAMED if name in gold()])
def test_clip_holds_what_it_is_named_after(name: str) -> None:
    answers = gold()[name]["answers"]
    assert {question: answers[question] for question in NAMED[name]} == NAMED[name]


@pytest.mark.parametrize(("aspect", "entry"), captions())
def test_points_mark_words_that_occur_once(aspect: str, entry: dict[str, Any]) -> None:
    pre, spans = entry["pre_caption"], []
    for point in points_of(entry):
        assert pre.count(point.quote) == 1, point.quote
        assert point.quote != point.instead
        assert bool(point.instead) == (point.kind is not PointKind.EXTRA), point.quote
        start = pre.index(point.quote)
        spans.append((start, start + len(point.quote)))
        assert (point.first_frame is None) == (point.last_frame is None)
        if point.first_frame is not None and point.last_frame is not None:
            assert 0 <= point.first_frame <= point.last_frame < FRAMES
    spans.sort()
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize(("aspect", "entry"), captions())
def test_revision_gives_the_post_caption(aspect: str, entry: dict[str, Any]) -> None:
    request = RevisionRequest(aspect=Aspect(aspect), pre_caption=entry["pre_caption"], points=points_of(entry))
    revised = RulesEngine().revise(request)
    assert revised.notes == ()
    assert revised.text == entry["post_caption"]


@pytest.mark.parametrize(("aspect", "entry"), captions())
def test_rating_agrees_with_the_critique(aspect: str, entry: dict[str, Any]) -> None:
    perfect = entry["rating"] == 5
    assert entry["rating"] in range(1, 6)
    assert perfect == (entry["points"] == [])
    assert perfect == (entry["pre_caption"] == entry["post_caption"])


@pytest.mark.parametrize(("aspect", "entry"), captions())
def test_captions_keep_to_the_policy(aspect: str, entry: dict[str, Any]) -> None:
    fewest, most = WORDS[aspect]
    for caption in (entry["pre_caption"], entry["post_caption"]):
        assert fewest <= len(caption.split()) <= most
        assert caption == " ".join(caption.split())
    post = entry["post_caption"]
    assert NEVER_IN_A_POST_CAPTION.search(post) is None
    assert re.search(r"\s[.,;:]|[,;:]\.|\.\.|\ba [aeio]|\ban [^aeiouh]", post) is None
    assert re.fullmatch(r"[A-Z].*\.", post)
    assert all(sentence[0].isupper() for sentence in re.split(r"(?<=\.) ", post))
