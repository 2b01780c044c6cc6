"""Keeps the prompts: shows them, checks what is typed, stores what can be used, and fills in an example."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.templates import WRITTEN
from chai_desktop.models.requests import Task
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.prompts.prompt_book import PromptBook, built_in_version, other_lines, texts_in
from chai_desktop.ui.prompts.prompt_words import TASK_WORDS, PromptExample, difference_words, example_prompt
from chai_desktop.ui.prompts.prompts_view import PromptsView


class PromptsDesk(QObject):
    """``example`` gives what the clip on show fills a prompt with, for an aspect (None: the one on show)."""

    def __init__(
        self, view: PromptsView, settings: SettingsFile, example: Callable[[Aspect | None], PromptExample]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._example = example
        self._aspect: Aspect | None = None
        kept = settings.value
        self._book = PromptBook.from_json(kept.prompts)
        # Texts that cannot be used yet, or not any more.
        self._unfinished = self._book.without_use(texts_in(kept.prompts)) | texts_in(kept.unfinished_prompts)
        view.task_chosen.connect(lambda _task: self.refresh())
        view.edited.connect(self._edit)
        view.aspect_chosen.connect(self._choose_aspect)
        view.built_in_wanted.connect(self._go_back)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the task's prompt, and the example by the clip that is on show now."""
        task = self._view.task
        source = self._unfinished.get(task, self._book.source(task))
        whose = f"Your own, in place of version {built_in_version(task)}" if self._book.is_own(task) else (
            f"Built in, version {built_in_version(task)}"
        )  # fmt: skip
        self._view.show_prompt(task, source, f"{whose}. It {TASK_WORDS[task][1]}.")
        self._judge(task, source)

    @Slot(str)
    def _edit(self, source: str) -> None:
        task = self._view.task
        unfinished = {each: text for each, text in self._unfinished.items() if each is not task}
        try:
            self._keep(self._book.with_own(task, source), unfinished)
        except EngineError:
            self._keep(self._book, {**unfinished, task: source})
        self.refresh()

    @Slot()
    def _go_back(self) -> None:
        """Also another prompt may have built on the one that goes."""
        task = self._view.task
        left = self._book.without(task).to_json()
        book = PromptBook.from_json(left)
        unfinished = {each: text for each, text in self._unfinished.items() if each is not task}
        self._keep(book, {**unfinished, **book.without_use(texts_in(left))})
        self.refresh()

    @Slot(object)
    def _choose_aspect(self, aspect: Aspect) -> None:
        self._aspect = aspect
        self.refresh()

    def _keep(self, book: PromptBook, unfinished: dict[Task, str]) -> None:
        if (book, unfinished) != (self._book, self._unfinished):
            self._book, self._unfinished = book, unfinished
            texts = {str(task): source for task, source in unfinished.items()}
            self._settings.change(
                prompts=book.to_json(), unfinished_prompts=json.dumps(texts, ensure_ascii=False) if texts else ""
            )

    def _judge(self, task: Task, source: str) -> None:
        problem = ""
        try:
            self._book.with_own(task, source)
        except EngineError as error:
            problem = error.message
        others, missing = other_lines(source, task)
        is_own = self._book.is_own(task) or task in self._unfinished
        self._view.show_verdict(problem, self._book.is_own(task))
        self._view.show_difference(difference_words(len(others), missing), others, is_own)
        self._view.show_own({each for each in WRITTEN if self._book.is_own(each)})
        self._show_example(task)

    def _show_example(self, task: Task) -> None:
        example = self._example(self._aspect)
        if self._aspect is not None:
            example = replace(example, aspect=self._aspect)
        prompt = example_prompt(task, self._book.templates(), load_specification(), example)
        self._view.show_example(f"What a model is asked for {example.clip_name}:", example.aspect, prompt)
