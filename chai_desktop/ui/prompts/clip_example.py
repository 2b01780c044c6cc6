"""The clip on show as an example for prompts."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.annotate.annotator import Annotator
from chai_desktop.ui.prompts.prompt_words import PromptExample


def clip_example(annotator: Annotator | None, aspect: Aspect | None) -> PromptExample:
    """What is known of it for an aspect (None: the one on show); the sample's words where nothing is written yet."""
    session = annotator.session() if annotator is not None else None
    if annotator is None or session is None:
        return PromptExample(aspect=aspect or Aspect.CAMERA)
    chosen = aspect or annotator.aspect
    work, sample = session.works[chosen], PromptExample()
    critique = work.critique
    return PromptExample(
        clip_name=session.clip.facts.name,
        aspect=chosen,
        answers=session.answers,
        pre_caption=work.pre_caption.text if work.pre_caption is not None else sample.pre_caption,
        points=critique.points if critique is not None else (),
        free_text=critique.free_text if critique is not None else sample.free_text,
    )
