"""What the Prompts page says, without Qt; and the prompt of an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chai_desktop.models.captioning.templates import Templates
from chai_desktop.models.prompts.prompt import critique_prompt, draft_prompt, revision_prompt, score_prompt
from chai_desktop.models.requests import CritiqueRequest, DraftRequest, Footage, RevisionRequest, Task
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.spec.specification import Specification

TASK_WORDS = {
    Task.DRAFT: ("Draft", "asks for a pre-caption"),
    Task.CRITIQUE: ("Critique", "asks what is wrong with one"),
    Task.REVISE: ("Revise", "asks for a post-caption"),
    Task.SCORE: ("Score", "asks whether a caption is right"),
}
WORD_MEANINGS = {
    "aspect": "the aspect: subject, scene, motion, spatial, camera",
    "must_say": "what a caption of the aspect must say, a line each",
    "leave_out": "what it must leave out, a line each",
    "order": "in which order it says it, a line each",
    "min_words": "the fewest words",
    "typical_words": "how many words it usually has",
    "max_words": "the most words",
    "answers": "what was answered about the clip, a line each",
    "clip": "the clip's name",
    "pre_caption": "the pre-caption",
    "critique": "the points and the free text of the critique",
    "caption": "the caption to be scored",
}
_UNSEEN = Footage("", "", 0, 0)  # only says that there is a video


@dataclass(frozen=True)
class PromptExample:
    """What a prompt is filled with: the clip on show, or the sample."""

    clip_name: str = "the sample"
    aspect: Aspect = Aspect.CAMERA
    answers: Mapping[str, Any] = field(
        default_factory=lambda: {
            "camera_pan": "left_to_right",
            "steadiness": "smooth",
            "camera_angle_start": "level_angle",
        }
    )
    pre_caption: str = "The camera zooms in smoothly on a cyclist."
    points: tuple[Point, ...] = ()
    free_text: str = "It pans right, it does not zoom."


def example_prompt(task: Task, templates: Templates, spec: Specification, example: PromptExample) -> str:
    """The exact prompt that a model which sees would be asked; a revision is asked without the video."""
    template, aspect = templates[task], example.aspect
    if task is Task.DRAFT:
        request = DraftRequest(example.clip_name, "", aspect, example.answers, "", "", footage=_UNSEEN)
        return draft_prompt(template, spec, request).shown()
    if task is Task.CRITIQUE:
        critique = CritiqueRequest(aspect, example.pre_caption, example.answers, footage=_UNSEEN)
        return critique_prompt(template, spec, critique).shown()
    if task is Task.REVISE:
        revision = RevisionRequest(aspect, example.pre_caption, example.points, example.free_text)
        return revision_prompt(template, spec, revision).shown()
    return score_prompt(template, spec, aspect, example.pre_caption).shown()


def difference_words(others: int, missing: int) -> str:
    if not others and not missing:
        return "As it is built in."
    parts = [f"{others} {'line is' if others == 1 else 'lines are'} your own (marked)"] if others else []
    parts += [f"{missing} of the built-in {'is' if missing == 1 else 'are'} not in it"] if missing else []
    return f"{'; '.join(parts)}."
