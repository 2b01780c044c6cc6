"""The exact prompt of a request: the words, and where the video stands among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Any

from chai_desktop.models.prompts.template import PromptTemplate
from chai_desktop.models.requests import CritiqueRequest, DraftRequest, RevisionRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import UNSURE, Question
from chai_desktop.spec.points import critique_text
from chai_desktop.spec.specification import Specification

_NOTHING_KNOWN = "- nothing yet"


@dataclass(frozen=True)
class Prompt:
    """In the order in which a model reads it: system, video (if ``with_video``), instruction, task.

    Everything up to the task is the same for all tasks of one aspect of a clip, everything up to the instruction for
    all aspects: so a prefix that was computed once serves them all.
    """

    system: str
    instruction: str
    task: str
    with_video: bool = False

    @property
    def user(self) -> str:
        """What follows the video in the user's turn."""
        return "\n\n".join(part for part in (self.instruction, self.task) if part)

    def shown(self) -> str:
        """The whole prompt as a person may read it."""
        video = "[the video]\n\n" if self.with_video else ""
        return f"{self.system}\n\n{video}{self.user}".strip()


def draft_prompt(template: PromptTemplate, spec: Specification, request: DraftRequest) -> Prompt:
    words = _shared(spec, request.aspect, request.answers) | {"clip": request.clip_name}
    return _filled(template, words, request.footage is not None)


def critique_prompt(template: PromptTemplate, spec: Specification, request: CritiqueRequest) -> Prompt:
    words = _shared(spec, request.aspect, request.answers) | {"pre_caption": request.pre_caption}
    return _filled(template, words, request.footage is not None)


def revision_prompt(template: PromptTemplate, spec: Specification, request: RevisionRequest) -> Prompt:
    critique = critique_text(request.points, request.free_text)
    words = _shared(spec, request.aspect, {}) | {"pre_caption": request.pre_caption, "critique": critique}
    return _filled(template, words, request.footage is not None)


def score_prompt(template: PromptTemplate, spec: Specification, aspect: Aspect, caption: str) -> Prompt:
    """For one of the captions of a ScoreRequest; there is always a video."""
    return _filled(template, _shared(spec, aspect, {}) | {"caption": caption}, with_video=True)


def answers_in_words(spec: Specification, aspect: Aspect, answers: Mapping[str, Any]) -> str:
    """The answers that count for an aspect, a line each; those that were "unsure" are not told."""
    lines = [
        f"- {question.label}: {_in_words(question, answers[question.id])}"
        for question in spec.questions_of(aspect)
        if answers.get(question.id) not in (None, "", [], UNSURE) and spec.is_applicable(question.id, answers)
    ]
    return "\n".join(lines) or _NOTHING_KNOWN


def _shared(spec: Specification, aspect: Aspect, answers: Mapping[str, Any]) -> dict[str, str]:
    policy = spec.policy(aspect)
    return {
        "aspect": aspect.label.lower(),
        "must_say": _lines(policy.must_say),
        "leave_out": _lines(policy.leave_out),
        "order": _lines(policy.order),
        "min_words": str(policy.min_words),
        "typical_words": str(policy.typical_words),
        "max_words": str(policy.max_words),
        "answers": answers_in_words(spec, aspect, answers),
        "clip": "",
    }


def _filled(template: PromptTemplate, words: Mapping[str, str], with_video: bool) -> Prompt:
    system, instruction, task = (
        Template(part).substitute(words) for part in (template.system, template.instruction, template.words)
    )
    return Prompt(system, instruction, task, with_video)


def _lines(items: tuple[str, ...]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _in_words(question: Question, answer: Any) -> str:
    if isinstance(answer, list):
        return ", ".join(_label(question, each) for each in answer)
    return _label(question, answer)


def _label(question: Question, answer: Any) -> str:
    choice = question.choice(str(answer))
    return str(answer) if choice is None else choice.label.lower()
