"""Whatever is answered: finished sentences, plain words, and nothing that was not answered."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.errors import EngineError
from chai_desktop.models.requests import DraftRequest
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification

_TEXTS = [
    "a woman in a red coat",
    "two children",
    "walks past the fountain",
    "holding a cup",
    "on the left of the frame",
    "seated on a bench",
    "the leaves move in the wind",
    "center",
    "night",
    "to follow the woman",
    "It is {raining}.",
    "A bench. trees stand behind it",
]
_QUESTIONS = [q for q in load_specification().questions if q.id != "shot_transition"]


def _values(question: Any) -> st.SearchStrategy[Any]:
    if question.kind == "text":
        return st.sampled_from(_TEXTS)
    ids = [choice.id for choice in question.choices]
    if question.kind == "choices":
        return st.lists(st.sampled_from(ids), unique=True) | st.just("unsure")
    return st.sampled_from([*ids, "unsure"])


ANSWERS = st.fixed_dictionaries({}, optional={question.id: _values(question) for question in _QUESTIONS})
_FORBIDDEN = re.compile(
    r"\b(?:might|maybe|perhaps|seems?|appears to|suggest\w*|likely|possibly|beautiful\w*|stunning|vibrant|highlight\w*|"
    r"emphasi[sz]\w*|image|first frame|last frame|unknown|unsure|none|null|overhead angle|eye-level angle)\b",
    re.IGNORECASE,
)

# Words that only an answer to one of these questions may bring into the Camera caption.
_CAMERA_TERMS = {
    r"\bdoll(?:y|ies|ying)\b": {"camera_forward_backward", "dolly_zoom"},
    r"\bzoom": {"camera_zoom", "dolly_zoom"},
    r"\btruck": {"camera_left_right"},
    r"\bpedestal": {"camera_up_down"},
    r"\bpan(?:s|ning)?\b": {"camera_pan", "tracking_shot_types"},
    r"\btilt(?:s|ing)?\b": {"camera_tilt", "tracking_shot_types"},
    r"\broll": {"camera_roll"},
    r"\barc(?:s|ing)?\b": {"camera_arc", "tracking_shot_types"},
    r"\bcran": {"camera_crane"},
    r"\bstatic\b": {"steadiness"},
    r"\bfixed\b(?! Dutch)": {"camera_movement"},
    r"\bsmooth|\bunsteady|\bshaking": {"steadiness"},
    r"\bslowly|\bquickly|\bfast motion": {"camera_motion_speed", "video_speed"},
    r"\btracking shot|\btrack a": {"is_tracking"},
    r"level angle|low angle|high angle|bird's eye|worm's eye": {"camera_angle_start", "camera_angle_end"},
    r"(?:eye|hip|ground|water|overhead|aerial) level|underwater": {"overall_height_start", "overall_height_end"},
    r"Dutch": {"dutch_angle"},
    r"depth of field": {"camera_focus"},
    r"(?:fore|middle |back)ground": {"focus_plane_start", "focus_plane_end"},
    r"rack focus|[Ff]ocus tracking": {"focus_change_reason"},
    r"larger|smaller": {"subject_size_change"},
    r"distortion": {"lens_distortion"},
    r"slow motion|stop motion|time-lapse|speed ramp|reversed|regular speed": {"video_speed", "camera_motion_speed"},
    r"motion blur": {"motion_blur"},
    r"freeze": {"frame_freezing"},
    r"cinemagraph": {"cinemagraph"},
}


def drafted(aspect: Aspect, answers: dict[str, Any]) -> str:
    request = DraftRequest("clip", "", aspect, answers, "1.0.0", "1.0.0")
    try:
        return RulesEngine().draft([request])[0].text
    except EngineError:
        return ""


@pytest.mark.parametrize("aspect", list(Aspect))
@given(answers=ANSWERS)
@settings(max_examples=150)
def test_captions_are_finished_plain_sentences(aspect: Aspect, answers: dict[str, Any]) -> None:
    caption = drafted(aspect, answers)
    assert not _FORBIDDEN.search(caption)
    assert "_" not in caption
    assert "\n" not in caption
    assert not re.search(r"\s[,.;:]|[,.;:]{2}|\s{2}|\b(\w+) \1\b", caption)
    for sentence in re.split(r"(?<=\.)\s", caption) if caption else []:
        assert sentence[0].isupper()
        assert sentence.endswith(".")


@given(answers=ANSWERS)
@settings(max_examples=300)
def test_camera_terms_come_from_their_answers(answers: dict[str, Any]) -> None:
    spoken = {key: value for key, value in answers.items() if "." not in key and not key.endswith("_description")}
    caption = drafted(Aspect.CAMERA, spoken)
    for term, questions in _CAMERA_TERMS.items():
        if re.search(term, caption):
            assert questions & spoken.keys(), (term, caption)


@given(answers=ANSWERS, data=st.data())
@settings(max_examples=200)
def test_an_answer_withdrawn_is_not_said(answers: dict[str, Any], data: st.DataObject) -> None:
    """Marker words stand for the person's: gone from the answers, they are gone from every caption."""
    texts = sorted(key for key in answers if load_specification().question(key).kind == "text")
    if not texts:
        return
    marked = {key: f"a marker{number}" if key in texts else answers[key] for number, key in enumerate(answers)}
    gone = data.draw(st.sampled_from(texts))
    left = {key: value for key, value in marked.items() if key != gone}
    for aspect in Aspect:
        assert not re.search(rf"{marked[gone].split()[1]}\b", drafted(aspect, left))


@given(answers=ANSWERS, text=st.text(max_size=40))
@settings(max_examples=150)
def test_any_text_answer_gives_a_caption_that_keeps_its_words(answers: dict[str, Any], text: str) -> None:
    caption = drafted(Aspect.SUBJECT, {**answers, "shot_type": "human", "subject.type": text})
    words = re.findall(r"[a-z]{3,}", text)
    if caption and any(c.isalnum() for c in text) and "subject" in caption:
        return  # the text says nothing ("none"), so the kind of shot is said
    assert all(word in caption.lower() for word in words)


def test_a_subject_without_a_noun_is_written_all_the_same() -> None:
    answers = {"shot_type": "human", "subject.type": ",0", "subject.pose": "holding a cup"}
    assert ",0" in drafted(Aspect.SUBJECT, answers)
