"""A person's own prompts, without a window."""

from __future__ import annotations

import json

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.templates import WRITTEN
from chai_desktop.models.prompts.template import words_of
from chai_desktop.models.requests import Task
from chai_desktop.spec.specification import load_specification
from chai_desktop.ui.prompts.prompt_book import PromptBook, built_in_source, other_lines
from chai_desktop.ui.prompts.prompt_words import WORD_MEANINGS, PromptExample, difference_words, example_prompt

OWN = "task: Write the $aspect caption in ten words.\nsystem: You are brief."


def test_the_built_in_prompts_are_no_own_ones():
    book = PromptBook()
    for task in WRITTEN:
        book = book.with_own(task, built_in_source(task) + "\n")
    assert book == PromptBook() and book.to_json() == ""


def test_an_own_prompt_is_used_and_kept():
    book = PromptBook().with_own(Task.DRAFT, OWN)
    assert book.is_own(Task.DRAFT) and book.source(Task.DRAFT) == OWN
    assert PromptBook.from_json(book.to_json()) == book
    prompt = example_prompt(Task.DRAFT, book.templates(), load_specification(), PromptExample())
    assert prompt.startswith("You are brief.") and "camera caption in ten words" in prompt
    assert book.without(Task.DRAFT) == PromptBook()


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("task: $nonsense", r"\$nonsense is not known"),
        ("task: [", "not YAML in line"),
        ("system: x", "“task” is missing"),
        ("task: a\nversion: 2001-99-99", "cannot be"),
        ("1: a\nx: b\ntask: c", "not known"),
        ("task: " + "x" * 30_000, "longer than"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(source, place):
    with pytest.raises(EngineError, match=place):
        PromptBook().with_own(Task.DRAFT, source)


def test_a_stored_prompt_that_cannot_be_used_any_more_is_left_out():
    stored = json.dumps({"draft": "task: $gone", "revise": "task: $critique $pre_caption", "nonsense": "x"})
    assert PromptBook.from_json(stored).own == {"revise": "task: $critique $pre_caption"}
    assert PromptBook.from_json("[1]") == PromptBook.from_json("{") == PromptBook()


def test_every_word_that_may_stand_in_a_prompt_is_explained():
    assert set(WORD_MEANINGS) == {word for task in WRITTEN for word in words_of(task)}


def test_the_difference_to_the_built_in_is_found():
    source = built_in_source(Task.REVISE)
    assert other_lines(source, Task.REVISE) == ([], 0)
    lines = source.splitlines()
    changed = "\n".join([*lines[:-1], "  Another end.", "  And one more."])
    assert other_lines(changed, Task.REVISE) == ([len(lines) - 1, len(lines)], 1)
    assert difference_words(2, 1) == "2 lines are your own (marked); 1 of the built-in is not in it."
    assert difference_words(0, 0) == "As it is built in."


@pytest.mark.parametrize("task", WRITTEN)
def test_each_task_shows_its_exact_prompt(task):
    prompt = example_prompt(task, PromptBook().templates(), load_specification(), PromptExample())
    assert "$" not in prompt and ("[the video]" in prompt) == (task is not Task.REVISE)
