"""A person's own prompts beside the built-in ones, without Qt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib.resources import files

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.templates import WRITTEN, Templates, templates_of
from chai_desktop.models.prompts.template import built_in_template
from chai_desktop.models.requests import Task

_LONGEST = 20_000  # characters: it is checked while it is typed


@dataclass(frozen=True)
class PromptBook:
    """``own``: YAML by task, only where it differs from the built-in one and can be used."""

    own: Mapping[str, str] = field(default_factory=dict)

    def source(self, task: Task) -> str:
        return self.own.get(str(task)) or built_in_source(task)

    def is_own(self, task: Task) -> bool:
        return str(task) in self.own

    def version(self, task: Task) -> str:
        """As the template names it."""
        return self.templates()[task].version

    def templates(self) -> Templates:
        return templates_of({"prompts": self.own})

    def with_own(self, task: Task, source: str) -> PromptBook:
        """EngineError, naming the place, where the text or one that builds on it cannot be used."""
        if len(source) > _LONGEST:
            raise EngineError(f"The prompt is longer than {_LONGEST:,} characters.", "Make it shorter.")
        own = {key: value for key, value in self.own.items() if key != str(task)}
        if _is_other(task, source):
            own[str(task)] = source
        book = PromptBook(own)
        book.templates()
        return book

    def without(self, task: Task) -> PromptBook:
        return PromptBook({key: value for key, value in self.own.items() if key != str(task)})

    def to_json(self) -> str:
        """'' where all is built in."""
        return json.dumps(dict(self.own), ensure_ascii=False) if self.own else ""

    @classmethod
    def from_json(cls, text: str) -> PromptBook:
        """What cannot be read, or used any more, is left out."""
        book = cls()
        for task, source in texts_in(text).items():
            book = _taken(book, task, source)
        return book

    def without_use(self, texts: Mapping[Task, str]) -> dict[Task, str]:
        """Those of the texts that could not be taken, to be mended: nobody types them again."""
        return {task: source for task, source in texts.items() if not self.is_own(task) and _is_other(task, source)}


def texts_in(text: str) -> dict[Task, str]:
    """The texts by task that a setting holds, whether or not they can be used."""
    try:
        stored = json.loads(text) if text else {}
    except ValueError:
        stored = {}
    found = {task: stored.get(str(task)) for task in WRITTEN} if isinstance(stored, dict) else {}
    return {task: source for task, source in found.items() if isinstance(source, str)}


def _taken(book: PromptBook, task: Task, source: str) -> PromptBook:
    try:
        return book.with_own(task, source)
    except EngineError:
        return book


def _is_other(task: Task, source: str) -> bool:
    return bool(source.strip()) and source.strip() != built_in_source(task).strip()


def built_in_source(task: Task) -> str:
    """The YAML as it comes with the program."""
    return files("chai_desktop").joinpath(f"resources/prompts/{task}.yaml").read_text("utf-8")


def built_in_version(task: Task) -> str:
    return built_in_template(task).version


def other_lines(source: str, task: Task) -> tuple[list[int], int]:
    """The lines (from 0) of a text that the built-in prompt does not have, and how many of its lines are missing."""
    before, after = built_in_source(task).splitlines(), source.splitlines()
    others: list[int] = []
    missing = 0
    for what, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            others += range(start, end)
            missing += last - first
    return others, missing
