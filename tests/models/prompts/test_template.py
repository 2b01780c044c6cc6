from __future__ import annotations

from pathlib import Path

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.templates import WRITTEN
from chai_desktop.models.prompts.template import built_in_template, own_template, words_of
from chai_desktop.models.requests import Task


@pytest.mark.parametrize("task", WRITTEN)
def test_every_task_has_a_template_with_a_version_and_a_hash(task: Task) -> None:
    template = built_in_template(task)
    assert template.version
    assert len(template.hash) == 64
    assert template.words


def test_tasks_on_a_video_share_all_that_stands_before_the_task() -> None:
    draft, critique, score = (built_in_template(task) for task in (Task.DRAFT, Task.CRITIQUE, Task.SCORE))
    assert draft.system == critique.system == score.system
    assert draft.instruction == critique.instruction == score.instruction
    assert len({draft.hash, critique.hash, score.hash}) == 3


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("task: Say $pre_caption and $weather.", r"\$weather is not known here; there are .*\$answers"),
        ("task: Judge it.", r"\$pre_caption"),
        ("task: $pre_caption costs 5 $", "alone"),
        ("tusk: $pre_caption", "tusk"),
        ("task: [a, list]", "must be text"),
        ("task: {", "not YAML in line 2"),
        ("- a list", "no parts"),
        ("system: Hello", "“task” is missing"),
    ],
)
def test_a_prompt_that_would_not_work_is_refused_with_the_reason(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"{text}\n")
    with pytest.raises(EngineError, match=rf"mine\.yaml.*{why}"):
        own_template(Task.CRITIQUE, path)


def test_a_prompt_of_ones_own_takes_the_rest_from_the_built_in_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("task: 'Judge this: $pre_caption'\n")
    template = own_template(Task.CRITIQUE, path)
    assert template.version == "own"
    assert template.extras == built_in_template(Task.CRITIQUE).extras
    assert template.system == built_in_template(Task.DRAFT).system
    assert template.hash != built_in_template(Task.CRITIQUE).hash


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"gone\.yaml"):
        own_template(Task.DRAFT, tmp_path / "gone.yaml")


def test_only_what_a_task_has_can_be_named() -> None:
    assert "critique" in words_of(Task.REVISE)
    assert "critique" not in words_of(Task.DRAFT)
