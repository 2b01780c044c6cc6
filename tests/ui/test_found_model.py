"""The texts that a search found, as grouped lines."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Found
from chai_desktop.ui.library.found_model import Heading, found_lines, source_words, spoken


def found(what: str, aspect: Aspect | None = Aspect.CAMERA) -> Found:
    return Found("1", "a.mp4", aspect, what, "It pans left.", 3, 7)


def test_texts_are_grouped_and_names_left_to_the_table():
    answer, critique = found("answer", None), found("critique")
    pre, post = found("pre-caption"), found("post-caption")
    lines = found_lines([answer, post, found("name", None), critique, pre])
    assert lines == [
        Heading("Captions (2)"),
        post,
        pre,
        Heading("Critiques (1)"),
        critique,
        Heading("Answers (1)"),
        answer,
    ]
    assert found_lines([found("name", None)]) == []


def test_a_line_says_where_its_text_stands():
    assert source_words(found("critique")) == "Camera, critique"
    assert source_words(found("answer", None)) == "answer"
    assert spoken(found("pre-caption")) == "a.mp4, Camera, pre-caption: It pans left."
