from __future__ import annotations

import dataclasses

from chai_desktop.models.prompts.prompt import critique_prompt, draft_prompt, revision_prompt, score_prompt
from chai_desktop.models.prompts.template import built_in_template
from chai_desktop.models.requests import CritiqueRequest, DraftRequest, Footage, RevisionRequest, Task
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.spec.specification import load_specification

ANSWERS = {
    "camera_movement": "major_simple",
    "camera_pan": "left_to_right",
    "is_tracking": "yes",
    "tracking_shot_types": ["side", "pan"],
    "steadiness": "unsure",
    "scene.place": "a street",
}
FOOTAGE = Footage("a.mp4", "", 0, 9)
DRAFT = DraftRequest("a", "", Aspect.CAMERA, ANSWERS, "", "")


def test_the_answers_are_told_in_words_and_only_those_that_are_sure_and_of_the_aspect() -> None:
    prompt = draft_prompt(built_in_template(Task.DRAFT), load_specification(), DRAFT)
    assert "- Pan: right\n" in prompt.instruction
    assert "- How it tracks: side, pan" in prompt.instruction
    assert "unsure" not in prompt.instruction
    assert "a street" not in prompt.instruction
    assert "28 to 66 words" in prompt.instruction
    assert "$" not in prompt.shown()


def test_an_answer_that_does_not_apply_any_more_is_not_told() -> None:
    still = dataclasses.replace(DRAFT, answers=ANSWERS | {"camera_movement": "no"})
    prompt = draft_prompt(built_in_template(Task.DRAFT), load_specification(), still)
    assert "Pan" not in prompt.instruction


def test_a_critique_shares_its_beginning_with_the_draft() -> None:
    spec = load_specification()
    seen = dataclasses.replace(DRAFT, footage=FOOTAGE)
    request = CritiqueRequest(Aspect.CAMERA, "It costs $5 to pan.", ANSWERS, footage=FOOTAGE)
    draft = draft_prompt(built_in_template(Task.DRAFT), spec, seen)
    critique = critique_prompt(built_in_template(Task.CRITIQUE), spec, request)
    assert (draft.system, draft.instruction, draft.with_video) == (critique.system, critique.instruction, True)
    assert "It costs $5 to pan." in critique.task


def test_a_revision_holds_the_points_as_a_person_reads_them() -> None:
    point = Point(PointKind.WRONG, "dollies", 11, 16, "zooms")
    request = RevisionRequest(Aspect.CAMERA, "The camera zooms in.", (point,), "Say it shorter.")
    prompt = revision_prompt(built_in_template(Task.REVISE), load_specification(), request)
    assert '1. "zooms" -> "dollies"\nSay it shorter.' in prompt.task
    assert not prompt.with_video
    assert not prompt.instruction
    assert prompt.shown().startswith("You revise")


def test_a_score_always_sees_the_video() -> None:
    prompt = score_prompt(built_in_template(Task.SCORE), load_specification(), Aspect.SCENE, "A street.")
    assert prompt.with_video
    assert "[the video]" in prompt.shown()
    assert prompt.task.endswith("Answer Yes or No.")
