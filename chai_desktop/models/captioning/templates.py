"""The prompts that an engine works by: a person's own where there are some, else those that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.prompts.template import PromptTemplate, built_in_template, read_template
from chai_desktop.models.requests import Task

Templates = Mapping[Task, PromptTemplate]
WRITTEN = (Task.DRAFT, Task.CRITIQUE, Task.REVISE, Task.SCORE)  # the tasks that have prompts


def templates_of(settings: Mapping[str, Any]) -> Templates:
    """``settings["prompts"]`` maps tasks to YAML (docs/formats/prompts.md). EngineError where one cannot be used.

    A person's own prompt for drafts is the base of their other prompts too, so that the shared beginning stays shared.
    """
    own = settings.get("prompts", {})
    if not isinstance(own, Mapping):
        raise EngineError("The prompts must be given task by task.", "Set them on the Models page.")
    found: dict[Task, PromptTemplate] = {}
    for task in WRITTEN:
        source = own.get(str(task)) or ""
        base = _base(task, found)
        found[task] = read_template(task, source, f"{task}.yaml", base) if source else _built_in(task, base)
    return found


def _base(task: Task, found: Mapping[Task, PromptTemplate]) -> PromptTemplate | None:
    """What stands in for parts that a person's prompt leaves out. A revision shares nothing with the others."""
    if task is Task.REVISE:
        return built_in_template(task)
    return None if task is Task.DRAFT else found[Task.DRAFT]


def _built_in(task: Task, base: PromptTemplate | None) -> PromptTemplate:
    template = built_in_template(task)
    if base is None or task is Task.REVISE:
        return template
    return PromptTemplate(task, template.version, base.system, base.instruction, template.words, template.extras)
