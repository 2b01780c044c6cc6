"""The motion caption: what the subjects do, with what, and with whom."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.models.rules.actor import Actor, said_of, subject_of
from chai_desktop.models.rules.brief import Brief
from chai_desktop.models.rules.phrases import Form, form_of


def compose_motion(brief: Brief) -> Iterator[str]:
    """Sentences in the order of the policy: each subject, objects, others, the group; a still clip says so briefly."""
    answers = brief.answers
    actor = subject_of(answers)
    said = 0
    for question in (
        "motion.subject_motion",
        "motion.subject_object_interaction",
        "motion.subject_subject_interaction",
    ):
        if text := answers.text(question):
            several = question.endswith("subject_subject_interaction") and not actor.plural
            yield _sentence(text, actor, said, several)
            said += 1
    if text := answers.text("motion.group_motion"):
        yield said_of(text, "the group", False, "there {is} {what}", action=True)
        said += 1
    if not said and answers.choice("shot_type") == "scenery":
        yield "The video is a scenery shot without subject motion."
    elif not said and answers.choice("scene_movement") == "static":
        yield "Nothing in the video moves."


def _sentence(text: str, actor: Actor, said: int, several: bool) -> str:
    who = actor.full if said == 0 else actor.pronoun
    plural = actor.plural
    if several and form_of(text) is Form.NOUN and text.split()[0].casefold() not in ("a", "an", "the"):
        who, plural = "the subjects", True
    return said_of(text, who, plural, "there {is} {what}", action=True)
