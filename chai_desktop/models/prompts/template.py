"""Prompt templates: YAML files in resources/prompts, or a person's own in their place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import yaml

from chai_desktop.errors import EngineError
from chai_desktop.models.requests import Task

_PARTS = {"version", "system", "instruction", "task"}
_EXTRAS = {
    Task.DRAFT: set[str](),
    Task.CRITIQUE: {"nothing_wrong"},
    Task.REVISE: set[str](),
    Task.SCORE: {"affirmative", "negative"},
}
_SHARED = frozenset(
    {"aspect", "must_say", "leave_out", "order", "min_words", "typical_words", "max_words", "answers", "clip"}
)
_WORDS = {
    Task.DRAFT: _SHARED,
    Task.CRITIQUE: _SHARED | {"pre_caption"},
    Task.REVISE: _SHARED | {"pre_caption", "critique"},
    Task.SCORE: _SHARED | {"caption"},
}
_NEEDED = {Task.CRITIQUE: "pre_caption", Task.REVISE: "critique", Task.SCORE: "caption"}


@dataclass(frozen=True)
class PromptTemplate:
    """One task's prompt in its three parts; ``$word`` stands for what ``WORDS_OF`` allows. ``extras`` are fixed words
    that the program looks for in the answer.
    """

    task: Task
    version: str
    system: str
    instruction: str
    words: str
    extras: Mapping[str, str] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """SHA-256 of everything that reaches the model, in hex."""
        parts = (self.system, self.instruction, self.words, *(f"{k}={v}" for k, v in sorted(self.extras.items())))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def words_of(task: Task) -> frozenset[str]:
    """The ``$words`` that a template of the task may hold."""
    return _WORDS[task]


@cache
def built_in_template(task: Task) -> PromptTemplate:
    """The template that comes with the program. Parts that it leaves out are those of the draft's template."""
    source = files("chai_desktop").joinpath(f"resources/prompts/{task}.yaml").read_text("utf-8")
    base = None if task is Task.DRAFT else built_in_template(Task.DRAFT)
    return read_template(task, source, f"{task}.yaml", base)


def own_template(task: Task, path: Path) -> PromptTemplate:
    """A person's template. EngineError, naming file and place, where it is none."""
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(f"{path.name} cannot be read: {error}.", "Choose another prompt file.") from error
    return read_template(task, source, path.name, built_in_template(task))


def read_template(task: Task, source: str, name: str, base: PromptTemplate | None) -> PromptTemplate:
    """Read YAML; what it leaves out is taken from ``base``.

    A built-in revision has no instruction: its critique decides.
    """
    data = _mapping(source, name)
    unknown = sorted(str(key) for key in set(data) - _PARTS - _EXTRAS[task])
    if unknown:
        raise _refuse(name, f"it has “{unknown[0]}”, which is not known.")
    parts = {key: data.get(key) for key in (*_PARTS, *_EXTRAS[task])}
    wrong = sorted(key for key, value in parts.items() if value is not None and not isinstance(value, str))
    if wrong:
        raise _refuse(name, f"“{wrong[0]}” must be text; put it in quotation marks.")
    extras = {key: str(data.get(key) or (base.extras.get(key, "") if base else "")) for key in _EXTRAS[task]}
    inherits = base is not None and (task is not Task.REVISE or base.task is Task.REVISE)
    template = PromptTemplate(
        task,
        version=parts["version"] or "own",
        system=parts["system"] or (base.system if base else ""),
        instruction=parts["instruction"] or (base.instruction if base and inherits else ""),
        words=parts["task"] or "",
        extras=extras,
    )
    _check(template, name)
    return template


def _check(template: PromptTemplate, name: str) -> None:
    if not template.words:
        raise _refuse(name, "“task” is missing: the words that ask for the answer.")
    empty = sorted(key for key, value in template.extras.items() if not value)
    if empty:
        raise _refuse(name, f"“{empty[0]}” is missing.")
    for part in (template.system, template.instruction, template.words):
        text = Template(part)
        if not text.is_valid():
            raise _refuse(name, "a dollar sign stands alone; write $$ for the sign itself.")
        unknown = sorted(set(text.get_identifiers()) - words_of(template.task))
        if unknown:
            allowed = ", ".join(f"${word}" for word in sorted(words_of(template.task)))
            raise _refuse(name, f"${unknown[0]} is not known here; there are {allowed}.")
    needed = _NEEDED.get(template.task)
    if needed and needed not in Template(template.words).get_identifiers():
        raise _refuse(name, f"“task” does not hold ${needed}: the model would not see it.")


def _mapping(source: str, name: str) -> dict[str, Any]:
    try:
        data = yaml.safe_load(source)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        where = f" in line {place.line + 1}" if place is not None else ""
        raise _refuse(name, f"it is not YAML{where}.") from error
    except (ValueError, RecursionError) as error:  # a date that there is not; a thousand brackets
        raise _refuse(name, "it holds a value that cannot be.") from error
    if not isinstance(data, dict):
        raise _refuse(name, "it holds no parts (system, instruction, task).")
    return data


def _refuse(name: str, why: str) -> EngineError:
    return EngineError(f"The prompt {name} cannot be used: {why}", "Mend it, or go back to the built-in prompt.")
