"""Suggested answers: on clips of the sample film, and withheld where the picture does not say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

import chai_desktop
from chai_desktop.errors import Cancelled
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.motion.camera_answers import ALL_QUESTIONS
from chai_desktop.media.motion.suggest import suggest_answers
from chai_desktop.media.motion.suggestion import Suggestions, load_suggestions, save_suggestions
from chai_desktop.spec.specification import load_specification
from tests.media.motion.warped_films import turning, write_film

SAMPLE = Path(chai_desktop.__file__).parent / "resources" / "sample"


def suggested(path: Path, part: tuple[int, int] | None = None) -> Suggestions:
    index = build_frame_index(path)
    return suggest_answers(path, index.part(*part) if part else index)


def withheld(suggestions: Suggestions) -> dict[str, str]:
    return {w.question: w.reason for w in suggestions.withheld}


@pytest.mark.parametrize("name", ["dolly_in", "dolly_zoom_out", "pan_right", "handheld"])
def test_a_sample_clip_is_answered_as_its_makers_did(name):
    gold = yaml.safe_load((SAMPLE / "gold" / f"{name}.yaml").read_text("utf-8"))["answers"]
    suggestions = suggested(SAMPLE / "clips" / f"{name}.mp4")
    found = {s.question: s.value for s in suggestions.answers}
    right = {q: gold.get(q, "no") for q in (*ALL_QUESTIONS, "steadiness")}
    assert {q: found.get(q) for q in right} == right
    assert all(0 <= s.first_frame <= s.last_frame <= 71 and 0.5 < s.confidence < 1 for s in suggestions.answers)


def test_a_movement_is_shown_by_the_frames_in_which_it_happens():
    pan = suggested(SAMPLE / "clips" / "pan_right.mp4").of("camera_pan")
    assert pan is not None
    assert 1 <= pan.first_frame <= 8 and 62 <= pan.last_frame <= 70
    assert str(pan.first_frame) in pan.reason


def test_a_cut_is_named_and_nothing_is_said_about_the_camera():
    suggestions = suggested(SAMPLE / "clips" / "cut.mp4")
    cut = suggestions.of("shot_transition")
    assert cut is not None and (cut.value, cut.last_frame) == ("yes", 36)
    assert "cut at frame 36" in withheld(suggestions)["camera_movement"]
    assert not {s.question for s in suggestions.answers} & set(ALL_QUESTIONS)


def test_one_side_of_a_cut_is_answered_when_it_is_the_clip():
    suggestions = suggested(SAMPLE / "clips" / "cut.mp4", (0, 35))
    assert suggestions.of("shot_transition").value == "no"
    assert suggestions.of("camera_movement").value == "no"


def test_a_rack_of_focus_is_no_movement():
    suggestions = suggested(SAMPLE / "clips" / "rack_focus.mp4")
    focus = suggestions.of("focus_change_reason")
    assert focus is not None and focus.value == "rack_focus"
    assert focus.first_frame < 36 < focus.last_frame + 6
    assert suggestions.of("camera_movement").value == "no"


def test_every_suggestion_is_a_choice_of_its_question():
    spec = load_specification()
    for name in ("truck_left",):
        for s in suggested(SAMPLE / "clips" / f"{name}.mp4").answers:
            assert s.value in [choice.id for choice in spec.question(s.question).choices], s


def test_a_dark_clip_is_withheld_with_a_reason(tmp_path):
    suggestions = suggested(write_film(tmp_path / "dark.mp4", turning(pan=10), light=lambda n: 0.0))
    assert "dark" in withheld(suggestions)["camera_pan"]
    assert not {s.question for s in suggestions.answers} & set(ALL_QUESTIONS)


def test_a_clip_of_one_frame_is_withheld(tmp_path):
    suggestions = suggested(write_film(tmp_path / "one.mp4", turning(), ticks=[0]))
    assert suggestions.answers == ()
    assert "one frame" in withheld(suggestions)["camera_movement"]


def test_a_held_picture_is_a_freeze_and_its_end_no_cut(tmp_path):
    pan = turning(pan=25)
    film = write_film(tmp_path / "held.mp4", lambda t: pan(t if not 0.5 < t < 1.1 else 0.5), ticks=range(48))
    suggestions = suggested(film)
    freeze = suggestions.of("frame_freezing")
    assert freeze is not None and freeze.value == "yes"
    assert 12 <= freeze.first_frame <= 20 and abs(freeze.last_frame - 26) <= 1  # the coder mends it for a while
    assert suggestions.of("shot_transition").value == "no"


def test_a_pan_there_and_back_is_complex_and_has_no_direction(tmp_path):
    film = write_film(tmp_path / "back.mp4", lambda t: turning(pan=30)(1 - abs(t - 1)), ticks=range(48))
    suggestions = suggested(film)
    movement = suggestions.of("camera_movement")
    assert movement is not None and movement.value == "major_complex"
    assert suggestions.of("camera_pan") is None
    assert "back again" in withheld(suggestions)["camera_pan"]


def test_suggesting_can_be_stopped_and_tells_how_far_it_is(tmp_path):
    film = write_film(tmp_path / "film.mp4", turning(pan=10))
    index = build_frame_index(film)
    told: list[float] = []
    suggest_answers(film, index, told.append)
    assert told == sorted(told) and told[-1] == 1.0
    with pytest.raises(Cancelled):
        suggest_answers(film, index, cancelled=lambda: True)


def test_suggestions_are_stored_without_curves_and_a_damaged_file_is_none(tmp_path):
    suggestions = suggested(write_film(tmp_path / "film.mp4", turning(pan=20)))
    assert suggestions.curves is not None and np.isfinite(suggestions.curves.pan).all()
    save_suggestions(suggestions, tmp_path / "suggestions.json")
    again = load_suggestions(tmp_path / "suggestions.json")
    assert again is not None and again.curves is None
    assert (again.answers, again.withheld) == (suggestions.answers, suggestions.withheld)
    (tmp_path / "suggestions.json").write_text('{"version": 1}', "utf-8")
    assert load_suggestions(tmp_path / "suggestions.json") is None
