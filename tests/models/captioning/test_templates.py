"""Which prompts an engine works by: the built-in ones, a person's own, and what they share."""

from __future__ import annotations

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.caption_engine import sampling_of
from chai_desktop.models.captioning.templates import WRITTEN, templates_of
from chai_desktop.models.prompts.template import built_in_template
from chai_desktop.models.requests import Task

OWN_DRAFT = """
version: "7"
system: You are terse.
task: Write the $aspect caption.
"""
OWN_REVISION = """
task: "Caption: $pre_caption  Corrections: $critique  Write it again."
"""


def test_without_own_prompts_the_built_in_ones_are_used() -> None:
    assert templates_of({}) == {task: built_in_template(task) for task in WRITTEN}


def test_what_is_shared_comes_from_the_person_s_own_draft() -> None:
    templates = templates_of({"prompts": {"draft": OWN_DRAFT}})
    assert templates[Task.DRAFT].version == "7"
    for task in (Task.CRITIQUE, Task.SCORE):
        assert templates[task].system == "You are terse."
        assert templates[task].words == built_in_template(task).words
        assert templates[task].hash != built_in_template(task).hash


def test_a_revision_shares_nothing_with_the_draft() -> None:
    templates = templates_of({"prompts": {"draft": OWN_DRAFT, "revise": OWN_REVISION}})
    assert templates[Task.REVISE].system == built_in_template(Task.REVISE).system
    assert templates[Task.REVISE].words.startswith("Caption: $pre_caption")


def test_a_prompt_that_leaves_the_caption_out_is_refused() -> None:
    with pytest.raises(EngineError, match=r"critique\.yaml.*\$pre_caption"):
        templates_of({"prompts": {"critique": "task: What is wrong?\nnothing_wrong: Nothing."}})


def test_prompts_must_be_given_task_by_task() -> None:
    with pytest.raises(EngineError, match="task by task"):
        templates_of({"prompts": "Describe the video."})


@pytest.mark.parametrize(
    "given", [{"fps": 0}, {"frames": 8}, {"clip_tokens": "many"}, {"min_frames": 9, "max_frames": 4}]
)
def test_settings_of_frames_that_mean_nothing_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(EngineError, match="settings of the frames|frames have no setting “frames”"):
        sampling_of({"sampling": given})
